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
  /** Examples trained on in a generation, all fits summed. */
  trained: z.number(),
  /**
   * Largest share of real examples trained on, in [0, ∞): by count, fresh ones shown counting as trained on, of M or of what was trained
   * on where that is less, so that a second fit makes no share smaller; or by weight.
   */
  realPart: z.number(),
  /** Real data of earlier generations that was shown. */
  retainedShown: z.number(),
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
    trained: 0,
    realPart: 0,
    retainedShown: 0,
  };
  for (const [first, ...entries] of ledgers) {
    const learners = (first?.trainingSize ?? size) / size;
    for (const entry of entries) {
      use.realShown ||= entry.freshShown + entry.retainedShown > 0;
      const real = Math.max(entry.freshShown, entry.realFresh) + entry.realRetained;
      use.realUse = Math.max(use.realUse, real);
      // What trains on nothing has been shown fresh data of M all the same.
      const byCount = real / Math.min(entry.trainingSize || size, size);
      use.realPart = Math.max(use.realPart, byCount, entry.weightShare);
      use.trained = Math.max(use.trained, entry.trainingSize);
      use.retainedShown = Math.max(use.retainedShown, entry.retainedShown);
      use.densityCalls = Math.max(use.densityCalls, entry.densityCalls);
      use.boundedUpdates &&=
        fitUpdates === null || entry.updates <= learners * mostUpdates(fitUpdates, entry.trainingSize, size);
      use.boundedPool &&=
        entry.trainingSize <= (entry.generation + 1) * size && entry.synthetic.every(({ count }) => count <= size);
      use.weightsAsCounts &&= entry.sourceWeights.every(
        ({ generation, weight, count }) => generation >= entry.generation - 1 || weight <= count + SHARE_SLACK,
      );
    }
  }
  return use;
}

/** Updates of one learner's fit at most: in proportion over more than M, rounded as networks round; over less as many as on M. */
function mostUpdates(fitUpdates: number, units: number, size: number): number {
  return Math.max(fitUpdates, Math.round((fitUpdates * units) / size));
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
