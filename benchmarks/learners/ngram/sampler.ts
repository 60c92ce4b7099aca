/**
 * Exact sampling of sentences from an interpolated model. p_k(w|h) = own_k(w|h) + backOff(h) · p_{k−1}(w|h′), so a word is
 * drawn by choosing at each order, from the highest down, between its own part and the order below.
 *
 * A tempered model has the same form. With τ = 1/T, Z_k(h) = Σ_w p_k(w|h)^τ and q_k = p_k^τ/Z_k: for a word not seen after h,
 * p_k^τ = backOff(h)^τ · p_{k−1}^τ, so q_k(w|h) = own′(w|h) + (backOff(h)^τ Z_{k−1}(h′)/Z_k(h)) · q_{k−1}(w|h′), where
 * own′ = (p_k^τ − (backOff(h) p_{k−1})^τ)/Z_k ≥ 0 for the words seen after h. The normalisation over the whole vocabulary is
 * exact, at the cost of one pass over the n-grams that were seen.
 */
import { Batch } from '../../numerics/batch.ts';
import type { Stream } from '../../numerics/stream.ts';
import { type History, type ModelLevel, type NgramModel, startHistory } from './model.ts';

export interface SamplingTables {
  /** Cumulative probabilities without history `[outcomes]` */
  readonly unigram: Float64Array;
  /** For each level (k at index k − 2) each history's own part, cumulative within it. `[entries]` */
  readonly levels: readonly Float64Array[];
}

/** Tables for sampling at a temperature; those of the model itself for T = 1. */
export function samplingTables(model: NgramModel, temperature: number): SamplingTables {
  if (temperature === 1) {
    return { unigram: cumulate(model.unigram), levels: model.levels.map((level) => level.cumulative) };
  }
  const power = 1 / temperature;
  const raise = (p: number) => Math.exp(power * Math.log(p));
  const unigramPowers = model.unigram.map(raise);
  const unigram = cumulate(unigramPowers);
  const unigramTotal = unigram[unigram.length - 1] as number;
  const levels: Float64Array[] = [];
  // Σ_w p^τ of each node that can be a history's suffix, and p^τ of each entry, one level below.
  let totalsBelow: Float64Array = new Float64Array(model.outcomes + 1).fill(unigramTotal);
  let powersBelow = unigramPowers;
  let suffixOfHistory: Int32Array | null = null;
  for (const level of model.levels) {
    const powers = level.probabilities.map(raise);
    const cumulative = new Float64Array(powers.length);
    const totals = new Float64Array(level.backOff.length);
    for (let history = 0; history < totals.length; history++) {
      const from = level.starts[history] as number;
      const to = level.starts[history + 1] as number;
      const factor = raise(level.backOff[history] as number);
      let own = 0;
      for (let entry = from; entry < to; entry++) {
        own += Math.max(0, (powers[entry] as number) - factor * (powersBelow[level.suffix[entry] as number] as number));
        cumulative[entry] = own;
      }
      const lower = totalsBelow[suffixOfHistory === null ? history : (suffixOfHistory[history] as number)] as number;
      const total = own + factor * lower;
      totals[history] = total;
      // A total that underflowed leaves the choice to the lower order.
      for (let entry = from; entry < to; entry++)
        cumulative[entry] = total > 0 ? (cumulative[entry] as number) / total : 0;
    }
    levels.push(cumulative);
    // At the level above a history is an entry of this one; its suffix is a history of this level.
    suffixOfHistory = level.suffix;
    totalsBelow = totals;
    powersBelow = powers;
  }
  return { unigram: unigram.map((value) => value / unigramTotal), levels };
}

/** Draws sentences of exactly `units` tokens in all; the last one is cut. `end` is the token that ends a sentence. */
export function sampleSentences(
  model: NgramModel,
  end: number,
  units: number,
  rng: Stream,
  temperature: number,
): Batch {
  const tables = samplingTables(model, temperature);
  const tokens = new Int32Array(units);
  const offsets = [0];
  const start = startHistory(model);
  const history = startHistory(model);
  for (let i = 0; i < units; i++) {
    const token = drawToken(model, tables, history, rng);
    tokens[i] = token;
    if (token === end) {
      offsets.push(i + 1);
      history.set(start);
    }
  }
  if (offsets[offsets.length - 1] !== units) offsets.push(units);
  return Batch.sequences(tokens, Int32Array.from(offsets));
}

/** Draws the next token and moves the history on. */
export function drawToken(model: NgramModel, tables: SamplingTables, history: History, rng: Stream): number {
  for (let index = model.levels.length - 1; index >= 0; index--) {
    const node = history[index] as number;
    if (node < 0) continue;
    const { starts, table } = model.levels[index] as ModelLevel;
    const cumulative = tables.levels[index] as Float64Array;
    const from = starts[node] as number;
    const to = starts[node + 1] as number;
    if (from === to) continue;
    const u = rng.uniform();
    if (u >= (cumulative[to - 1] as number)) continue;
    const entry = firstAbove(cumulative, from, to, u);
    const token = table.second[entry] as number;
    moveOn(model, history, token, index, entry);
    return token;
  }
  const token = firstAbove(tables.unigram, 0, model.outcomes, rng.uniform());
  moveOn(model, history, token, -1, -1);
  return token;
}

/** Moves the history on by a token that was drawn as `entry` of the level at `index`. */
function moveOn(model: NgramModel, history: History, token: number, index: number, entry: number): void {
  // Above the level of the entry only a look-up tells; from there down the suffixes do.
  for (let above = history.length - 2; above > index; above--) {
    const node = history[above] as number;
    history[above + 1] = node < 0 ? -1 : (model.levels[above] as ModelLevel).table.find(node, token);
  }
  let node = entry;
  for (let at = index; at >= 0; at--) {
    if (at + 1 < history.length) history[at + 1] = node;
    node = (model.levels[at] as ModelLevel).suffix[node] as number;
  }
  history[0] = token;
}

/** First index in [from, to) whose value is above u; the last where rounding leaves none. */
function firstAbove(cumulative: Float64Array, from: number, to: number, u: number): number {
  let low = from;
  let high = to - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cumulative[middle] as number) > u) high = middle;
    else low = middle + 1;
  }
  return low;
}

function cumulate(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i] as number;
    sums[i] = sum;
  }
  return sums;
}
