/**
 * Interpolated Witten–Bell smoothing: Bell, Cleary & Witten, "Text Compression" (1990), method C; Chen & Goodman (1999),
 * section 2.5. After a history seen c times with t different words after it, a share t/(c + t) goes to the lower order; the
 * unigram does the same with the uniform distribution. With weighted examples c is the summed weight and t counts each word
 * with the mean weight of its occurrences.
 */
import type { Level, NgramCounts } from './counts.ts';
import { interpolate, type LevelEstimate, type NgramModel } from './model.ts';

export function wittenBell(ngrams: NgramCounts): NgramModel {
  const { unigramCounts, unigramWeights, outcomes, levels } = ngrams;
  let seen = 0;
  let types = 0;
  for (let w = 0; w < outcomes; w++) {
    if (unigramCounts[w] === 0) continue;
    seen += unigramWeights[w] as number;
    types += (unigramWeights[w] as number) / (unigramCounts[w] as number);
  }
  const unigram = unigramWeights.map((weight) => (weight + types / outcomes) / (seen + types));
  return interpolate(ngrams, unigram, levels.map(estimateLevel));
}

function estimateLevel({ starts, counts, weights }: Level): LevelEstimate {
  const histories = starts.length - 1;
  const totals = new Float64Array(histories);
  const freed = new Float64Array(histories);
  for (let history = 0; history < histories; history++) {
    let seen = 0;
    let types = 0;
    for (let entry = starts[history] as number; entry < (starts[history + 1] as number); entry++) {
      seen += weights[entry] as number;
      types += (weights[entry] as number) / (counts[entry] as number);
    }
    totals[history] = seen + types;
    freed[history] = types;
  }
  return { kept: weights, totals, freed };
}
