/** The run records `heirloom.run/1` and `/2`: benchmark × strategy × seeds (design, section 8). Units and shapes are in the fields. */
import { z } from 'zod';
import { countSchema, idSchema, paramsSchema, positiveSchema, RUN_FORMATS, sha256Schema, tierSchema } from './ids.ts';
import { recordedEntrySchema } from './ledger.ts';
import { VISIBLE } from './line.ts';
import { learnerSchema, outsideSchema } from './outside.ts';
import { moduleSchema } from './recorded-module.ts';
import { divisionSchema, regimeSchema } from './regime.ts';

/** What became of a seed. Divergence is a status, never a number. */
export const statusSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('completed') }),
  z.strictObject({ state: z.literal('diverged'), generation: countSchema, reason: z.string().max(500) }),
  z.strictObject({ state: z.literal('failed'), generation: countSchema, error: z.string().max(500) }),
]);
export type SeedStatus = z.infer<typeof statusSchema>;

/** A metric's value: finite, or null where a secondary metric has none. */
const valueSchema = z.number().nullable();

/** `[seedIndex][generation]`, G+1 entries for a completed seed, fewer for one that stopped. */
export const trajectorySchema = z.array(z.array(valueSchema));
export type Trajectory = z.infer<typeof trajectorySchema>;

/** A metric's value for the truth: one, or in `heirloom.run/2` one for each generation where the world moves. `[G+1]` */
export const truthSchema = z.union([z.number(), z.array(z.number()).min(1).max(100_001)]);
export type Truth = z.infer<typeof truthSchema>;

/** The truth's value at a generation; undefined where it has none. */
export function truthAt(truth: Truth | undefined, generation: number): number | undefined {
  return Array.isArray(truth) ? truth[generation] : truth;
}

export const sampleFileSchema = z.strictObject({
  /** Path inside the bundle: `samples/<benchmark>/seed-<s>/gen-<g>.npy` or `.jsonl`. */
  path: z.string().regex(/^samples\/[a-z0-9-]+\/seed-\d+\/gen-\d+\.(npy|jsonl)$/),
  seed: countSchema,
  generation: countSchema,
  sha256: sha256Schema,
});
export type SampleFile = z.infer<typeof sampleFileSchema>;

/** One strategy of a composition: the parameters as passed, and all of them with defaults filled in. */
export const strategyPartSchema = z.strictObject({
  id: idSchema,
  version: positiveSchema,
  passed: paramsSchema,
  resolved: paramsSchema,
});
export type StrategyPart = z.infer<typeof strategyPartSchema>;

export const engineSchema = z.strictObject({
  id: idSchema,
  version: z.string().max(40).regex(VISIBLE, 'expected the version of the engine, with at least one letter or digit'),
});
export type Engine = z.infer<typeof engineSchema>;

const machineSchema = z.strictObject({
  node: z.string().max(40),
  platform: z.string().max(40),
  arch: z.string().max(40),
  /** Null where there is no git checkout. */
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .nullable(),
  /** Whether the sources are other than the commit's. */
  dirty: z.boolean().nullable(),
  /** Which build of the engine's kernels ran: all compute the same. Missing where there is one alone, and in earlier versions. */
  build: z.string().min(1).max(40).optional(),
});

/** What made a seed. */
export const makerSchema = machineSchema.extend({
  /** Digest of the sources and packages that the numbers come from (docs/adr/0013). */
  code: sha256Schema,
});
export type Maker = z.infer<typeof makerSchema>;

export const environmentSchema = machineSchema.extend({
  cpu: z.string().max(200),
  cores: positiveSchema,
  heirloom: z.string().max(40),
  /** What made which seeds; every seed of the record is in one list. Other tools and earlier versions leave it out. */
  madeBy: z
    .array(makerSchema.extend({ seeds: z.array(countSchema).min(1).max(100_000) }))
    .min(1)
    .max(1_000)
    .optional(),
});
export type Environment = z.infer<typeof environmentSchema>;

export const timingsSchema = z.strictObject({
  startedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  /** Wall time of each seed on its worker, in the order of `seeds`. */
  seedDurationMs: z.array(z.number().nonnegative()),
});
export type Timings = z.infer<typeof timingsSchema>;

export const runRecordSchema = z.strictObject({
  /** The second where the benchmark's protocol says so. */
  format: z.enum(RUN_FORMATS),
  suite: z.string().regex(/^\d+\.\d+$/),
  benchmark: z.strictObject({
    id: idSchema,
    version: positiveSchema,
    tier: tierSchema,
    /** All parameters, the tier's and those given with `--set`. */
    params: paramsSchema,
    generations: positiveSchema,
    /** M, training units of one generation. */
    size: positiveSchema,
  }),
  /** False when a parameter, the seeds or the generations differ from the tier's: such a record can't be ranked. */
  official: z.boolean(),
  strategy: z.strictObject({
    /** Canonical form of the specification, e.g. `retain:share=0.1+temperature:value=0.9`. */
    spec: z.string().min(1).max(500),
    parts: z.array(strategyPartSchema).min(1).max(8),
    /** Only where it was a process of its own. */
    outside: outsideSchema.optional(),
    /** Only where it was a module in the sandbox. */
    module: moduleSchema.optional(),
  }),
  /** Only where models were fitted by a trainer of one's own. */
  learner: learnerSchema.optional(),
  regime: regimeSchema,
  division: divisionSchema,
  seeds: z.array(countSchema).min(1).max(100_000),
  statuses: z.array(statusSchema),
  engine: engineSchema,
  /** Value of a metric for the truth itself, where it has one. */
  truth: z.record(z.string(), truthSchema),
  trajectories: z.record(z.string(), trajectorySchema),
  /** `[seedIndex][generation]`. */
  ledger: z.array(z.array(recordedEntrySchema)),
  samples: z.array(sampleFileSchema),
  environment: environmentSchema,
  timings: timingsSchema,
  resultDigest: sha256Schema,
  /** Of each metric that came later than those that the protocol began with, and that alone: `resultDigest` doesn't cover these. */
  metricDigests: z.record(idSchema, sha256Schema).optional(),
});
export type RunRecord = z.infer<typeof runRecordSchema>;
