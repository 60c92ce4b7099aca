/**
 * Interpolated Kneser–Ney: Kneser & Ney, "Improved backing-off for m-gram language modeling", ICASSP 1995, in the
 * interpolated form of Chen & Goodman, "An empirical study of smoothing techniques for language modeling", Computer Speech
 * & Language 13 (1999), section 2.7, with one discount per order estimated as Ney, Essen & Kneser (1994) do.
 *
 * The highest order uses counts; a lower order uses continuation counts N1+(·hw), the number of different words before hw,
 * but counts where hw starts with <s>, which nothing precedes (as SRILM and KenLM do). The unigram is not discounted; a share
 * UNIFORM_SHARE of it is uniform, so that every token keeps a positive probability.
 *
 * Weighted examples (ours; equal weights give the unweighted model): discounts come from the plain counts, and an n-gram of
 * count c and summed weight W keeps the share (c − D)/c of W; a continuation weighs W/c, the mean weight of its occurrences.
 */
import type { Level, NgramCounts } from './counts.ts';
import { interpolate, type LevelEstimate, type NgramModel } from './model.ts';

/** Counts and weights of one order, plain or of continuations. */
interface Adjusted {
  readonly counts: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Share of the unigram that is uniform over all tokens. Small on purpose: held-out text must have a finite cross-entropy, but
 * the list of words is knowledge of the real data, and a discounted unigram would hand it back to every generation.
 */
export const UNIFORM_SHARE = 0.001;

export function kneserNey(ngrams: NgramCounts): NgramModel {
  const { levels, outcomes } = ngrams;
  const estimates = levels.map((level, index) => estimateLevel(level, adjust(level, levels[index + 1])));
  return interpolate(ngrams, unigram(levels[0] as Level, outcomes), estimates);
}

/**
 * Absolute discount D = n₁/(n₁ + 2n₂) with n_c the number of n-grams of count c; ½ where n₁ or n₂ is 0 and the formula
 * would discount nothing or all (Ney, Essen & Kneser 1994). Range (0, 1).
 */
export function estimateDiscount(counts: Float64Array): number {
  let once = 0;
  let twice = 0;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 1) once++;
    else if (counts[i] === 2) twice++;
  }
  return once > 0 && twice > 0 ? once / (once + 2 * twice) : 0.5;
}

/** What an order below the highest counts: continuations, seen as the entries of the level above. */
function adjust(level: Level, above: Level | undefined): Adjusted {
  if (above === undefined) return level;
  const weighted = above.weights !== above.counts;
  const counts = continuationSums(above, level.counts.length, false);
  const weights = weighted ? continuationSums(above, level.counts.length, true) : counts;
  for (let entry = 0; entry < counts.length; entry++) {
    if (level.atStart[entry] === 0) continue;
    counts[entry] = level.counts[entry] as number;
    weights[entry] = level.weights[entry] as number;
  }
  return { counts, weights };
}

/** For each node of the level below `above`: the number (or the summed mean weights) of different words before it. */
function continuationSums(above: Level, nodes: number, weighted: boolean): Float64Array {
  const sums = new Float64Array(nodes);
  const { suffix, counts, weights } = above;
  for (let entry = 0; entry < suffix.length; entry++) {
    const node = suffix[entry] as number;
    sums[node] = (sums[node] as number) + (weighted ? (weights[entry] as number) / (counts[entry] as number) : 1);
  }
  return sums;
}

function estimateLevel({ starts }: Level, { counts, weights }: Adjusted): LevelEstimate {
  const discount = estimateDiscount(counts);
  const histories = starts.length - 1;
  const kept = new Float64Array(counts.length);
  const totals = new Float64Array(histories);
  const freed = new Float64Array(histories);
  const weighted = weights !== counts;
  for (let history = 0; history < histories; history++) {
    let total = 0;
    let cut = 0;
    for (let entry = starts[history] as number; entry < (starts[history + 1] as number); entry++) {
      const weight = weights[entry] as number;
      const taken = weighted ? (discount * weight) / (counts[entry] as number) : discount;
      kept[entry] = weight - taken;
      total += weight;
      cut += taken;
    }
    totals[history] = total;
    freed[history] = cut;
  }
  return { kept, totals, freed };
}

/** p₁(w) = (1 − ε) N1+(·w)/N1+(··) + ε/outcomes, with ε = UNIFORM_SHARE. */
function unigram(bigrams: Level, outcomes: number): Float64Array {
  const continuations = continuationSums(bigrams, outcomes, bigrams.weights !== bigrams.counts);
  const total = sum(continuations);
  return continuations.map((value) => ((1 - UNIFORM_SHARE) * value) / total + UNIFORM_SHARE / outcomes);
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}
