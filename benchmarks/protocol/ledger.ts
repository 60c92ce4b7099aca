/** The ledger: what one generation consumed. Metered by the harness, never reported by the strategy (design, section 3). */
import { z } from 'zod';
import { countSchema } from './ids.ts';

/**
 * What was read beyond the last generation's models and samples, trained on or not: `real-data` is real data of an
 * earlier generation (D0 above all), `fresh-data` is real data drawn in this one.
 */
export const READS = ['real-data', 'fresh-data', 'older-models', 'older-samples', 'origin-labels'] as const;
export const readSchema = z.enum(READS);
export type Read = z.infer<typeof readSchema>;

/** Synthetic training examples by their source: which learner drew them and from the model of which generation. */
export const syntheticSchema = z.strictObject({
  source: z.string().min(1).max(64),
  generation: countSchema,
  count: countSchema,
});

/** All counts are in the benchmark's unit of size (examples, or tokens for text), summed over all learners trained. */
export const ledgerEntrySchema = z.strictObject({
  generation: countSchema,
  /** Real examples drawn from the true distribution in this generation. */
  realFresh: countSchema,
  /** Real examples drawn in an earlier generation (the original data included). */
  realRetained: countSchema,
  synthetic: z.array(syntheticSchema),
  /** Share of the total training weight that real examples carry, in [0, 1]; the largest over the learners trained. */
  weightShare: z.number().min(0).max(1),
  /** Examples trained on, summed over all learners: realFresh + realRetained + Σ synthetic. */
  trainingSize: countSchema,
  /** Examples kept for later generations after this one. */
  poolSize: countSchema,
  /** Examples drawn from models, rejected ones included. */
  sampled: countSchema,
  /** Examples drawn from the suite's simulator. */
  simulated: countSchema,
  verifierCalls: countSchema,
  teacherCalls: countSchema,
  /** Passes over the training data by all fits of this generation (EM iterations for mixtures, 1 for closed forms). */
  epochs: z.number().nonnegative(),
  reads: z.array(readSchema),
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

/**
 * An entry as a record of any protocol has it: these fields, and those that the protocol names (`BenchmarkCard.ledger`), which the
 * check of bundles knows.
 */
export const recordedEntrySchema = ledgerEntrySchema.loose();

/** The name under which the suite's simulator appears as a synthetic source. */
export const SIMULATOR_SOURCE = 'simulator';

/** The name under which examples of unknown source appear: an outside strategy made them (docs/exec-strategies.md). */
export const OUTSIDE_SOURCE = 'outside';

/** The name of the learner that is evaluated. */
export const MAIN_SOURCE = 'main';

/** The sum that `trainingSize` must equal. */
export function accountedSize(entry: LedgerEntry): number {
  return entry.realFresh + entry.realRetained + entry.synthetic.reduce((sum, part) => sum + part.count, 0);
}
