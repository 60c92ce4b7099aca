/**
 * Descriptions of many scores at once, beside the overall score (Agarwal, Schwarzer, Castro, Courville & Bellemare, "Deep
 * Reinforcement Learning at the Edge of the Statistical Precipice", NeurIPS 2021; rliable). Every seed of a benchmark weighs
 * the same, and so does every benchmark unless `weights` (relative, `[benchmarks]`) are given: those of the overall score.
 */

/** Each seed's own score, `[benchmarks][seeds]`; benchmarks may have different numbers of seeds. */
export type SeedScores = readonly (readonly number[])[];
/** Of the benchmarks, relative. */
type Weights = readonly number[];

/**
 * Mean of the middle half of the scores, each weighted w/(Σw × seeds of its benchmark). A score that straddles
 * a quartile counts with the part of its weight inside. With equal weights and a number of scores divisible by 4 this is
 * rliable's `aggregate_iqm`, which otherwise drops whole scores (docs/scoring.md).
 */
export function interquartileMean(scores: SeedScores, weights: Weights = equal(scores)): number {
  const total = sumOf(weights);
  const weighted = scores.flatMap((seeds, k) =>
    seeds.map((score) => ({ score, weight: (weights[k] as number) / (total * seeds.length) })),
  );
  weighted.sort((a, b) => a.score - b.score);
  let below = 0;
  let sum = 0;
  let inside = 0;
  for (const { score, weight } of weighted) {
    const part = Math.min(below + weight, 0.75) - Math.max(below, 0.25);
    if (part > 0) {
      sum += part * score;
      inside += part;
    }
    below += weight;
  }
  return sum / inside;
}

/**
 * Performance profile: for each threshold τ, the share of seeds that score above it, averaged over benchmarks (rliable's
 * `create_performance_profile` on runs). Returns `[thresholds]`, in [0, 1], falling in τ.
 */
export function performanceProfile(
  scores: SeedScores,
  thresholds: readonly number[],
  weights: Weights = equal(scores),
): number[] {
  return thresholds.map((threshold) =>
    averageOver(scores, weights, (seeds) => seeds.filter((x) => x > threshold).length / seeds.length),
  );
}

/**
 * Probability that a seed of `a` scores above a seed of `b` on a benchmark drawn by weight: Mann–Whitney U over the
 * product of the numbers of seeds, ties half, averaged over benchmarks (rliable's `probability_of_improvement`).
 * Both must hold the same benchmarks in the same order.
 */
export function probabilityOfImprovement(a: SeedScores, b: SeedScores, weights: Weights = equal(a)): number {
  return averageOver(a, weights, (seeds, k) => {
    const others = Float64Array.from(b[k] ?? []).sort();
    let wins = 0;
    // Two sorted lists are gone through once: `below` of the others lie below x, `upTo` are at most x.
    let below = 0;
    let upTo = 0;
    for (const x of Float64Array.from(seeds).sort()) {
      while (below < others.length && (others[below] as number) < x) below += 1;
      while (upTo < others.length && (others[upTo] as number) <= x) upTo += 1;
      wins += (below + upTo) / 2;
    }
    return wins / (seeds.length * others.length);
  });
}

function averageOver(
  scores: SeedScores,
  weights: Weights,
  value: (seeds: readonly number[], k: number) => number,
): number {
  return scores.reduce((sum, seeds, k) => sum + (weights[k] as number) * value(seeds, k), 0) / sumOf(weights);
}

const equal = (scores: SeedScores): Weights => scores.map(() => 1);
const sumOf = (weights: Weights): number => weights.reduce((sum, weight) => sum + weight, 0);
