/** Strategies and learners that run outside this process: what their runs say of them. The protocol is in docs/exec-strategies.md and docs/exec-learners.md. */
import { z } from 'zod';
import { countSchema, idSchema, paramsSchema, positiveSchema, sha256Schema } from './ids.ts';

export const EXEC_PROTOCOL = 'heirloom.exec/1';

/** Longest command that is taken, in characters: records and plans hold it whole. */
export const MAX_COMMAND = 1000;

/** What stands beside the division of such a run: the ledger is metered, what the process remembers is its own word. */
export const OUTSIDE_LABEL = 'declared: memory not enforced';

/** The part of a record that says its strategy was a process of its own. */
export const outsideSchema = z.strictObject({
  protocol: z.literal(EXEC_PROTOCOL),
  /** As it was given to `--strategy exec:COMMAND`. */
  command: z.string().min(1).max(MAX_COMMAND),
  /** Hex SHA-256 over the canonical JSON of the card that the command declared. */
  declares: sha256Schema,
  /** What the process kept from one generation to the next is what it declares; nothing holds it to that. */
  memory: z.literal('declared'),
});
export type Outside = z.infer<typeof outsideSchema>;

/** Relative difference of a metric up to which a second fit counts as the same result. */
export const REPEAT_TOLERANCE = 0.01;

/** What came of making generation 0 of one seed a second time, in a new process. */
export const repeatSchema = z.strictObject({
  seed: countSchema,
  /** Largest |a − b| / max(|a|, |b|) over the metrics of generation 0: 0 where all are equal to the last bit. */
  difference: z.number().min(0).max(2),
});
export type Repeat = z.infer<typeof repeatSchema>;

/** How reproducible that shows a trainer to be. */
export function reproducibility({ difference }: Repeat): 'exact' | 'within tolerance' | 'not reproducible' {
  if (difference === 0) return 'exact';
  return difference <= REPEAT_TOLERANCE ? 'within tolerance' : 'not reproducible';
}

/** The part of a record that says its learner was a process of its own. */
export const learnerSchema = z.strictObject({
  protocol: z.literal(EXEC_PROTOCOL),
  /** As it was given to `--learner exec:COMMAND`. */
  command: z.string().min(1).max(MAX_COMMAND),
  id: idSchema,
  version: positiveSchema,
  params: paramsSchema,
  /** Hex SHA-256 over the canonical JSON of the card that the command declared. */
  declares: sha256Schema,
  /** Hex SHA-256 of what it read on the machine that ran it, by name: runs compare where these are the same. */
  inputs: z.record(idSchema, sha256Schema).optional(),
  /** Missing where the seed that is made twice is in another part of the run. */
  repeat: repeatSchema.optional(),
});
export type OutsideLearner = z.infer<typeof learnerSchema>;

/** No engine of Heirloom has a name that begins so. */
const LEARNER_PREFIX = 'exec-';

/** What a record names as the engine: what fitted the models. */
export const learnerEngine = ({ id, version }: Pick<OutsideLearner, 'id' | 'version'>) => ({
  id: `${LEARNER_PREFIX}${id}`,
  version: `${version}`,
});

/** Whether an engine is a learner of one's own. */
export const isLearnerEngine = ({ id }: { readonly id: string }): boolean => id.startsWith(LEARNER_PREFIX);
