/** The typed description of what a run was allowed, and the division it falls in (design, section 4). */
import { z } from 'zod';
import { MAX_EXTERNAL_PER_SIZE, MAX_REAL_SHARE, MAX_SAMPLED_PER_SIZE } from './division-limits.ts';
import { LIMITS_2, use2, use2Schema } from './division-limits-2.ts';
import { positiveSchema } from './ids.ts';
import type { LedgerEntry } from './ledger.ts';
import { isEntry2, type LedgerEntry2 } from './ledger-2.ts';

export const DIVISIONS = ['closed', 'anchored', 'retained', 'fresh', 'accumulating', 'assisted', 'open'] as const;
export const divisionSchema = z.enum(DIVISIONS);
export type Division = z.infer<typeof divisionSchema>;

/** Every list is ordered from the least to the most that a run may be allowed: the join of two regimes is the larger. */
const REAL_DATA = ['none', 'retained', 'fresh'] as const;
const POOL = ['replace', 'augment-fixed', 'accumulate'] as const;
const MEMORY = ['last', 'anchored'] as const;
const PROVENANCE = ['blind', 'detector', 'labels'] as const;
const EXTERNAL = ['none', 'verifier', 'simulator', 'other-data'] as const;
const TRAINING_SIZE = ['fixed', 'growing'] as const;

export const regimeSchema = z.strictObject({
  realData: z.enum(REAL_DATA),
  pool: z.enum(POOL),
  memory: z.enum(MEMORY),
  provenance: z.enum(PROVENANCE),
  external: z.enum(EXTERNAL),
  trainingSize: z.enum(TRAINING_SIZE),
});
export type Regime = z.infer<typeof regimeSchema>;

/** The regime of doing nothing; strategies state what differs from it. */
export const REPLACE_REGIME: Regime = {
  realData: 'none',
  pool: 'replace',
  memory: 'last',
  provenance: 'blind',
  external: 'none',
  trainingSize: 'fixed',
};

const later = <T extends string>(order: readonly T[], a: T, b: T): T => (order.indexOf(a) >= order.indexOf(b) ? a : b);

/** The regime of two strategies run together: the most that either is allowed, field by field. */
export function joinRegimes(a: Regime, b: Regime): Regime {
  return {
    realData: later(REAL_DATA, a.realData, b.realData),
    pool: later(POOL, a.pool, b.pool),
    memory: later(MEMORY, a.memory, b.memory),
    provenance: later(PROVENANCE, a.provenance, b.provenance),
    external: later(EXTERNAL, a.external, b.external),
    trainingSize: later(TRAINING_SIZE, a.trainingSize, b.trainingSize),
  };
}

/** What a ledger shows of the limits that divisions set; generation 0 is the same for everybody and left out. */
export const ledgerUseSchema = z.strictObject({
  real: z.number(),
  /** Whether fresh real data was drawn at all, trained on or not. */
  freshDrawn: z.boolean(),
  countShare: z.number(),
  weightShare: z.number(),
  fixedSize: z.boolean(),
  sampled: z.number(),
  externalCalls: z.number(),
  verifierCalls: z.number(),
  simulated: z.number(),
  lookedBack: z.boolean(),
  olderSamples: z.boolean(),
  labels: z.boolean(),
  /** For each k, examples from D0 and generations ≤ k are at most their uniform share of the pool; D0 by weight too. */
  uniformPool: z.boolean(),
  /** Only of protocols that have the ledger of suite 0.3, and its limits. */
  second: use2Schema.optional(),
});
export type LedgerUse = Readonly<z.infer<typeof ledgerUseSchema>>;

/**
 * Sums up ledgers (any number of seeds) for runs of size M per generation; each figure is the worst generation's.
 * @param fitUpdates of the benchmark (`updatesOfFit` in card.ts); null where it doesn't say
 */
export function ledgerUse(
  ledgers: readonly (readonly LedgerEntry[])[],
  size: number,
  fitUpdates: number | null,
): LedgerUse {
  let real = 0;
  let freshDrawn = false;
  let countShare = 0;
  let weightShare = 0;
  let fixedSize = true;
  let sampled = 0;
  let externalCalls = 0;
  let verifierCalls = 0;
  let simulated = 0;
  let lookedBack = false;
  let olderSamples = false;
  let labels = false;
  let uniformPool = true;
  for (const entries of ledgers) {
    for (const entry of entries) {
      if (entry.generation === 0) continue;
      const realHere = entry.realFresh + entry.realRetained;
      real = Math.max(real, realHere);
      freshDrawn ||= entry.realFresh > 0 || entry.reads.includes('fresh-data');
      countShare = Math.max(countShare, entry.trainingSize === 0 ? 0 : realHere / entry.trainingSize);
      weightShare = Math.max(weightShare, entry.weightShare);
      if (entry.trainingSize > size) fixedSize = false;
      sampled = Math.max(sampled, entry.sampled);
      verifierCalls = Math.max(verifierCalls, entry.verifierCalls);
      simulated = Math.max(simulated, entry.simulated);
      externalCalls = Math.max(externalCalls, entry.verifierCalls + entry.simulated);
      // Generation 1's last model is generation 0's: looking at it is not looking back.
      lookedBack ||= entry.reads.some((read) => read !== 'origin-labels');
      olderSamples ||= entry.reads.includes('older-samples');
      labels ||= entry.reads.includes('origin-labels');
      uniformPool &&= hasUniformPool(entry);
    }
  }
  return {
    real,
    freshDrawn,
    countShare,
    weightShare,
    fixedSize,
    sampled,
    externalCalls,
    verifierCalls,
    simulated,
    lookedBack,
    olderSamples,
    labels,
    uniformPool,
    ...secondUse(ledgers, size, fitUpdates),
  };
}

/** What the ledger of suite 0.3 adds; nothing where an entry is without its fields. */
function secondUse(
  ledgers: readonly (readonly LedgerEntry[])[],
  size: number,
  fitUpdates: number | null,
): Pick<LedgerUse, 'second'> {
  const entries = ledgers.flat();
  if (entries.length === 0 || !entries.every(isEntry2)) return {};
  return { second: use2(ledgers as readonly (readonly LedgerEntry2[])[], size, fitUpdates) };
}

/**
 * For every k, the share of examples from D0 (source 0) and from samples first trained on in generations ≤ k is at most
 * (k+1)/(g+1). Samples drawn from the model of generation m belong to generation m+1. The share of the training weight
 * on D0 is held to the same limit (its rounding error allowed for), or weights would undo the count.
 */
function hasUniformPool(entry: LedgerEntry): boolean {
  if (entry.weightShare * (entry.generation + 1) > 1 + 1e-9) return false;
  const byGeneration = new Map<number, number>([[0, entry.realFresh + entry.realRetained]]);
  for (const part of entry.synthetic) {
    byGeneration.set(part.generation + 1, (byGeneration.get(part.generation + 1) ?? 0) + part.count);
  }
  let cumulative = 0;
  // The limit grows with k and the count only where there is a part: between two parts there is nothing to look at.
  for (const [k, count] of [...byGeneration].sort(([a], [b]) => a - b)) {
    if (k > entry.generation) break;
    cumulative += count;
    // Cross-multiplied so that the comparison is exact in integers.
    if (cumulative * (entry.generation + 1) > entry.trainingSize * (k + 1)) return false;
  }
  return true;
}

/** What one run was allowed and what it used, in all its seeds: what divisions ask of it. */
export const runRightsSchema = z.strictObject({
  regime: regimeSchema,
  use: ledgerUseSchema,
  /** M, training units of one generation. */
  size: positiveSchema,
});
export type RunRights = Readonly<z.infer<typeof runRightsSchema>>;

/** What a run record says of its rights. `fitUpdates`: see `ledgerUse`. */
export function rightsOf(
  record: {
    readonly regime: Regime;
    readonly ledger: readonly (readonly LedgerEntry[])[];
    readonly benchmark: { readonly size: number };
  },
  fitUpdates: number | null,
): RunRights {
  const { size } = record.benchmark;
  return { regime: record.regime, use: ledgerUse(record.ledger, size, fitUpdates), size };
}

/**
 * The division of a run: the first that admits both its regime and its ledgers. M is `size`. Total: `open` admits all.
 * `fitUpdates`: see `ledgerUse`.
 */
export function divisionOf(
  regime: Regime,
  ledgers: readonly (readonly LedgerEntry[])[],
  size: number,
  fitUpdates: number | null = null,
): Division {
  return jointDivision([{ regime, use: ledgerUse(ledgers, size, fitUpdates), size }]);
}

/**
 * The division of several runs of one entry: the first that admits all that they were allowed together and the ledger of
 * each. Divisions have no order of rights (`accumulating` forbids what `fresh` allows), so runs of two may be in neither.
 */
export function jointDivision(runs: readonly RunRights[]): Division {
  if (runs.length === 0) return 'open';
  const regime = runs.map((run) => run.regime).reduce(joinRegimes, REPLACE_REGIME);
  return DIVISIONS.find((division) => runs.every(({ use, size }) => admits(division, regime, use, size))) ?? 'open';
}

function admits(division: Division, regime: Regime, use: LedgerUse, size: number): boolean {
  if (!ADMITS[division](regime, use, size)) return false;
  return use.second === undefined || LIMITS_2[division](use.second, size, use.sampled);
}

type Rule = (regime: Regime, use: LedgerUse, size: number) => boolean;

const smallRealShare = (use: LedgerUse): boolean =>
  use.countShare <= MAX_REAL_SHARE && use.weightShare <= MAX_REAL_SHARE;

const isFixed = (regime: Regime, use: LedgerUse): boolean => regime.trainingSize === 'fixed' && use.fixedSize;

const nothingExternal = (regime: Regime, use: LedgerUse): boolean =>
  regime.external === 'none' && use.externalCalls === 0;

const ADMITS: Readonly<Record<Division, Rule>> = {
  closed: (regime, use, size) => regime.memory === 'last' && !use.lookedBack && ADMITS.anchored(regime, use, size),
  anchored: (regime, use, size) =>
    regime.pool === 'replace' &&
    regime.realData === 'none' &&
    use.real === 0 &&
    !use.freshDrawn &&
    regime.provenance !== 'labels' &&
    !use.labels &&
    isFixed(regime, use) &&
    nothingExternal(regime, use) &&
    use.sampled <= MAX_SAMPLED_PER_SIZE * size,
  retained: (regime, use) =>
    regime.pool === 'replace' &&
    regime.realData === 'retained' &&
    !use.freshDrawn &&
    smallRealShare(use) &&
    isFixed(regime, use) &&
    nothingExternal(regime, use),
  fresh: (regime, use) =>
    regime.pool === 'replace' && smallRealShare(use) && isFixed(regime, use) && nothingExternal(regime, use),
  accumulating: (regime, use) =>
    regime.pool !== 'replace' &&
    regime.realData !== 'fresh' &&
    !use.freshDrawn &&
    use.uniformPool &&
    nothingExternal(regime, use),
  assisted: (regime, use, size) =>
    (regime.external === 'verifier' || regime.external === 'simulator') &&
    smallRealShare(use) &&
    isFixed(regime, use) &&
    use.externalCalls <= MAX_EXTERNAL_PER_SIZE * size,
  open: () => true,
};
