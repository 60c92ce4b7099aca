/**
 * An interpolated n-gram model in back-off form: p(w | h) is stored for every n-gram h·w that was seen, and for any other w
 * it is backOff(h) · p(w | h without its first word). A history that was never seen backs off with factor 1.
 */
import type { Batch } from '../../numerics/batch.ts';
import type { Level, NgramCounts } from './counts.ts';

export interface ModelLevel extends Pick<Level, 'table' | 'starts' | 'words' | 'suffix'> {
  /** p(w | h) of each entry, all orders interpolated. `[entries]` */
  readonly probabilities: Float64Array;
  /** The part of p(w | h) that this order contributes, summed within h up to and with each entry. `[entries]` */
  readonly cumulative: Float64Array;
  /** Factor of each history for what was not seen after it. `[histories]` */
  readonly backOff: Float64Array;
}

export interface NgramModel {
  readonly order: number;
  /** Tokens that a sentence can contain; <s> is the token after the last of them. */
  readonly outcomes: number;
  /** p(w) without history `[outcomes]` */
  readonly unigram: Float64Array;
  /** Level k at index k − 2. */
  readonly levels: readonly ModelLevel[];
}

/** What one order makes of the counts after a history. */
export interface LevelEstimate {
  /** Numerator of each entry: its count, discounted or not. `[entries]` */
  readonly kept: Float64Array;
  /** Denominator of each history, 0 where it was never seen. `[histories]` */
  readonly totals: Float64Array;
  /** Mass of each history left to the lower orders, in units of its total. `[histories]` */
  readonly freed: Float64Array;
}

/** Interpolates p_k(w|h) = kept(hw)/total(h) + freed(h)/total(h) · p_{k−1}(w|h′), from the unigram upwards. */
export function interpolate(
  { order, outcomes, levels }: NgramCounts,
  unigram: Float64Array,
  estimates: readonly LevelEstimate[],
): NgramModel {
  const built: ModelLevel[] = [];
  let below = unigram;
  for (let index = 0; index < levels.length; index++) {
    const { table, starts, words, suffix } = levels[index] as Level;
    const { kept, totals, freed } = estimates[index] as LevelEstimate;
    const probabilities = new Float64Array(words.length);
    const cumulative = new Float64Array(words.length);
    const backOff = new Float64Array(totals.length).fill(1);
    for (let history = 0; history < totals.length; history++) {
      const total = totals[history] as number;
      if (!(total > 0)) continue;
      const factor = (freed[history] as number) / total;
      backOff[history] = factor;
      let sum = 0;
      for (let entry = starts[history] as number; entry < (starts[history + 1] as number); entry++) {
        const own = (kept[entry] as number) / total;
        sum += own;
        cumulative[entry] = sum;
        probabilities[entry] = own + factor * (below[suffix[entry] as number] as number);
      }
    }
    built.push({ table, starts, words, suffix, probabilities, cumulative, backOff });
    below = probabilities;
  }
  return { order, outcomes, unigram, levels: built };
}

/** A history on its way through a sentence: its last k words as a node of level k at index k − 1, −1 where never seen. */
export type History = Int32Array;

/** The history at the start of a sentence. */
export function startHistory(model: NgramModel): History {
  const history = new Int32Array(Math.max(1, model.order - 1)).fill(-1);
  history[0] = model.outcomes;
  return history;
}

/**
 * Returns p(token | history) and moves the history on. What was seen was seen without its first word, too: from the lowest
 * level up, above the first that has no entry none has one.
 */
export function advance(model: NgramModel, history: History, token: number): number {
  const { levels } = model;
  let probability = model.unigram[token] as number;
  let node = history[0] as number;
  let unseen = 0;
  for (; unseen < levels.length && node >= 0; unseen++) {
    const level = levels[unseen] as ModelLevel;
    const entry = level.table.find(node, token);
    if (entry < 0) break;
    probability = level.probabilities[entry] as number;
    node = unseen + 1 < history.length ? (history[unseen + 1] as number) : -1;
    if (unseen + 1 < history.length) history[unseen + 1] = entry;
  }
  // Level `unseen` has this node; those above still have theirs.
  let factor = 1;
  for (let above = levels.length - 1; above >= unseen; above--) {
    const own = above === unseen ? node : (history[above] as number);
    if (own >= 0) factor *= (levels[above] as ModelLevel).backOff[own] as number;
    if (above + 1 < history.length) history[above + 1] = -1;
  }
  history[0] = token;
  return factor * probability;
}

/** Log-probability of each sentence of a batch in nats `[count]`; one without </s> counts as cut, not ended. */
export function logProbabilities(model: NgramModel, batch: Batch): Float64Array {
  const { tokens, offsets } = batch.sequenceData;
  const sums = new Float64Array(batch.count);
  const start = startHistory(model);
  const history = startHistory(model);
  for (let s = 0; s < batch.count; s++) {
    history.set(start);
    let sum = 0;
    for (let i = offsets[s] as number; i < (offsets[s + 1] as number); i++) {
      sum += Math.log(advance(model, history, tokens[i] as number));
    }
    sums[s] = sum;
  }
  return sums;
}
