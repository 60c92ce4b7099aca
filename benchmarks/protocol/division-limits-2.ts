/**
 * What divisions ask of protocols from suite 0.3 on, beyond what they ask of all (regime.ts): limits of what the ledger of these
 * protocols shows (ledger-2.ts).
 */
import { z } from 'zod';
import { MAX_DENSITIES_PER_SIZE, MAX_REAL_SHARE, MAX_SAMPLED_PER_SIZE } from './division-limits.ts';
import type { LedgerEntry2 } from './ledger-2.ts';
import type { Division } from './regime.ts';

/** Shares are sums of doubles. */
const SHARE_SLACK = 1e-9;

/** What a ledger shows of these limits; each figure is the worst generation's after generation 0. */
export const use2Schema = z.strictObject({
  /** Whether a real example was shown. */
  realShown: z.boolean(),
  /** Fresh real data shown or trained on, whichever is more, and earlier real data trained on. */
  realUse: z.number(),
  densityCalls: z.number(),
  /** No learner makes more updates than in a fit on M, times the growth of the training set. */
  boundedUpdates: z.boolean(),
  /** At most M of each source and generation, and (g+1)·M of all. */
  boundedPool: z.boolean(),
  /** No samples but the newest have a larger share by weight than by count. */
  weightsAsCounts: z.boolean(),
});
export type Use2 = Readonly<z.infer<typeof use2Schema>>;

/**
 * Sums up ledgers (any number of seeds) for runs of size M.
 * @param fitUpdates updates that a fit on M makes at most; null where that is not known, and no limit
 */
export function use2(ledgers: readonly (readonly LedgerEntry2[])[], size: number, fitUpdates: number | null): Use2 {
  const use = {
    realShown: false,
    realUse: 0,
    densityCalls: 0,
    boundedUpdates: true,
    boundedPool: true,
    weightsAsCounts: true,
  };
  for (const [first, ...entries] of ledgers) {
    const learners = (first?.trainingSize ?? size) / size;
    for (const entry of entries) {
      use.realShown ||= entry.freshShown + entry.retainedShown > 0;
      use.realUse = Math.max(use.realUse, Math.max(entry.freshShown, entry.realFresh) + entry.realRetained);
      use.densityCalls = Math.max(use.densityCalls, entry.densityCalls);
      use.boundedUpdates &&=
        fitUpdates === null || entry.updates <= learners * mostUpdates(fitUpdates, entry.trainingSize / size);
      use.boundedPool &&=
        entry.trainingSize <= (entry.generation + 1) * size && entry.synthetic.every(({ count }) => count <= size);
      use.weightsAsCounts &&= entry.sourceWeights.every(
        ({ generation, weight, count }) => generation >= entry.generation - 1 || weight <= count + SHARE_SLACK,
      );
    }
  }
  return use;
}

/** Updates of one learner's fit at most, rounded as its plan is. `growth`: of the training set over M; a smaller one takes as many. */
function mostUpdates(fitUpdates: number, growth: number): number {
  return Math.round(fitUpdates * Math.max(1, growth));
}

type Limit = (use: Use2, size: number) => boolean;

const asEveryone: Limit = (use, size) => use.boundedUpdates && use.densityCalls <= MAX_DENSITIES_PER_SIZE * size;
const smallRealUse: Limit = (use, size) => use.realUse <= MAX_REAL_SHARE * size && asEveryone(use, size);

/** What each division asks. `sampled` is in the use that all protocols have. */
export const LIMITS_2: Readonly<Record<Division, (use: Use2, size: number, sampled: number) => boolean>> = {
  closed: (use, size) => !use.realShown && asEveryone(use, size),
  anchored: asEveryone,
  retained: smallRealUse,
  fresh: smallRealUse,
  accumulating: (use, size, sampled) =>
    use.boundedPool && use.weightsAsCounts && sampled <= MAX_SAMPLED_PER_SIZE * size && asEveryone(use, size),
  assisted: smallRealUse,
  open: () => true,
};
