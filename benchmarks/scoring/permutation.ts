/**
 * Whether claimed seeds are better than hidden ones by more than chance (design, section 10): a one-sided studentised
 * permutation test of two samples (Janssen, Statist. Probab. Lett. 36, 1997), exact where there are few enough divisions.
 */
import { mean } from '../numerics/statistics.ts';
import { Stream } from '../numerics/stream.ts';

/** Divisions up to which all are looked at; beyond, so many are drawn. */
export const MOST_EXACT = 10_000;
/** What differs by less, relative to the largest statistic, is equal: the same division summed in another order. */
const ROUNDING = 1e-9;

/** n over k, exact while it is a double's integer. */
export function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) value = (value * (n - Math.min(k, n - k) + i)) / i;
  return Math.round(value);
}

/**
 * p of the hypothesis that the claimed seeds' errors are no smaller than the hidden ones'. Both: errors, lower is better, `[n]`
 * and `[h]`, two of each at least. Its smallest value is 1 / (n+h over n), or 1/10,001 where divisions are drawn.
 * @param stream path of the stream that divisions are drawn from
 */
export function permutationP(claimed: readonly number[], hidden: readonly number[], stream: string): number {
  const all = pool([...claimed, ...hidden]);
  const size = all.values.length;
  const n = claimed.length;
  const chosen = Int32Array.from({ length: n }, (_, i) => i);
  const observed = statistic(all, chosen);
  const isAsGood = (value: number): boolean =>
    value >= observed - ROUNDING * Math.max(1, Math.abs(observed)) || value === observed;
  if (binomial(size, n) <= MOST_EXACT) {
    let asGood = 0;
    let total = 0;
    do {
      total++;
      if (isAsGood(statistic(all, chosen))) asGood++;
    } while (nextDivision(chosen, size));
    return asGood / total;
  }
  const random = new Stream(stream);
  const order = Int32Array.from({ length: size }, (_, i) => i);
  let asGood = 1;
  for (let draw = 0; draw < MOST_EXACT; draw++) {
    for (let i = 0; i < n; i++) {
      const j = i + random.int(size - i);
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    if (isAsGood(statistic(all, order.subarray(0, n)))) asGood++;
  }
  return asGood / (MOST_EXACT + 1);
}

/** The values about their mean, with the sum of their squares: a division's statistic then needs its chosen ones alone. */
interface Pooled {
  readonly values: Float64Array;
  readonly squares: number;
}

function pool(all: readonly number[]): Pooled {
  const centre = mean(all);
  const values = Float64Array.from(all, (value) => value - centre);
  return { values, squares: values.reduce((total, value) => total + value * value, 0) };
}

/** Welch's t of the others' mean minus that of the chosen: large where the chosen are better. Without any variance, its limit. */
function statistic({ values, squares }: Pooled, chosen: Int32Array): number {
  const n = chosen.length;
  const m = values.length - n;
  let own = 0;
  let ownSquares = 0;
  for (const index of chosen) {
    const value = values[index] as number;
    own += value;
    ownSquares += value * value;
  }
  // The values sum to 0.
  const inside = Math.max(0, ownSquares - (own * own) / n);
  const outside = Math.max(0, squares - ownSquares - (own * own) / m);
  const difference = -own / m - own / n;
  // What rounding leaves of no variance is none.
  const none = ROUNDING * ROUNDING * squares;
  const variance = (inside > none ? inside / (n - 1) / n : 0) + (outside > none ? outside / (m - 1) / m : 0);
  if (variance > 0) return difference / Math.sqrt(variance);
  return difference * difference <= none ? 0 : Math.sign(difference) * Number.POSITIVE_INFINITY;
}

/** The next choice of indices in lexical order, in place; false after the last. */
function nextDivision(chosen: Int32Array, total: number): boolean {
  const n = chosen.length;
  let at = n - 1;
  while (at >= 0 && chosen[at] === total - n + at) at--;
  if (at < 0) return false;
  const first = (chosen[at] as number) + 1;
  for (let i = at; i < n; i++) chosen[i] = first + i - at;
  return true;
}

/** Which hypotheses Holm's procedure rejects at a level (Holm, Scand. J. Statist. 6, 1979). `[m]` */
export function holmRejects(ps: readonly number[], level: number): boolean[] {
  const order = ps.map((_, index) => index).sort((a, b) => (ps[a] as number) - (ps[b] as number));
  const rejected = ps.map(() => false);
  for (const [place, index] of order.entries()) {
    if ((ps[index] as number) > level / (ps.length - place)) break;
    rejected[index] = true;
  }
  return rejected;
}

/** Levels of the first batch of hidden seeds, which flags, and of the second, which alone refutes. */
export const FLAG_LEVEL = 0.05;
export const REFUTE_LEVEL = 0.01;
const FEWEST_HIDDEN = 20;
/** Beyond so many, no batch is drawn: it would say too little for what it costs. */
export const MOST_HIDDEN = 400;

/**
 * Hidden seeds of a batch: max(20, n/4), and as many as a single flag of one benchmark among `benchmarks` needs at its strictest
 * level, so that an effect can be found at all. Null where that is beyond 400, or where the claimed seeds are fewer than two, which have no
 * spread: too few seeds to tell.
 */
export function hiddenSeeds(claimed: number, benchmarks: number, level: number): number | null {
  if (claimed < 2) return null;
  const smallest = level / benchmarks;
  let hidden = Math.max(FEWEST_HIDDEN, Math.ceil(claimed / 4));
  while (hidden <= MOST_HIDDEN && 1 / Math.min(binomial(claimed + hidden, claimed), MOST_EXACT + 1) > smallest)
    hidden++;
  return hidden <= MOST_HIDDEN ? hidden : null;
}
