/** Horizon check: does the order of two entries hold at half the horizon? (design, section 7) */
import type { Ranking } from './ranks.ts';

/** Another entry against which this one's order is significant at G/2 and at G, and is not the same. */
export interface Flip {
  readonly other: string;
  /** Whether this entry is the one ahead at G (and behind at G/2). */
  readonly aheadAtEnd: boolean;
}

/**
 * Finds the flips of N entries: i beats j at G and j beats i at G/2. `halfScores`: θ at G/2, `[N]`. `rankHalf` ranks the
 * entries at these indices, in this order, at G/2. That is costly, and asked for only where it can matter: for the
 * entries of pairs that stand the other way round at G/2, and for all only if some of those are decided among themselves.
 * The critical value of a subset is at most that of all, so what isn't decided there isn't decided at all.
 */
export function findFlips(
  ids: readonly string[],
  full: Pick<Ranking, 'beats'>,
  halfScores: ArrayLike<number>,
  rankHalf: (indices: readonly number[]) => Pick<Ranking, 'beats'>,
): Flip[][] {
  const all = ids.map((_, i) => i);
  let pairs = reversedPairs(all, full, halfScores);
  const involved = [...new Set(pairs.flat())].sort((a, b) => a - b);
  for (const indices of involved.length < ids.length / 2 ? [involved, all] : [all]) {
    if (pairs.length === 0) break;
    const half = rankHalf(indices);
    const place = new Map(indices.map((index, at) => [index, at]));
    pairs = pairs.filter(([ahead, behind]) => half.beats(place.get(behind) as number, place.get(ahead) as number));
  }
  const flips = ids.map((): Flip[] => []);
  for (const [ahead, behind] of pairs) {
    flips[ahead]?.push({ other: ids[behind] as string, aheadAtEnd: true });
    flips[behind]?.push({ other: ids[ahead] as string, aheadAtEnd: false });
  }
  return flips;
}

/** Pairs of which the first beats the second at G and has the smaller score at G/2. */
function reversedPairs(
  all: readonly number[],
  full: Pick<Ranking, 'beats'>,
  halfScores: ArrayLike<number>,
): [ahead: number, behind: number][] {
  return all.flatMap((i) =>
    all
      .filter((j) => (halfScores[i] as number) < (halfScores[j] as number) && full.beats(i, j))
      .map((j): [number, number] => [i, j]),
  );
}
