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

/** Cumulative probabilities in families that lie one behind the other, with where to begin to look in each. */
interface Cumulative {
  readonly sums: Float64Array;
  /**
   * A family of n > UNGUIDED sums has n guides: the i-th is the first sum at or above (i/n)·(its last sum), so that a draw is found in
   * about one step (Chen & Asau, "On generating random variates from an empirical distribution", AIIE Transactions 6, 1974).
   */
  readonly guides: Int32Array;
}

/** Families of so many sums or fewer are looked through from the first: they lie in one or two lines of the processor's cache. */
const UNGUIDED = 8;

export interface SamplingTables {
  /** Without history; one family. `[outcomes]` */
  readonly unigram: Cumulative;
  /** For each level (k at index k − 2) each history's own part, a family each. `[entries]` */
  readonly levels: readonly Cumulative[];
}

/** Those of models at temperature 1, which are sampled for the next generation and again to be measured. */
const plainTables = new WeakMap<NgramModel, SamplingTables>();

/** Tables for sampling at a temperature; those of the model itself for T = 1. */
export function samplingTables(model: NgramModel, temperature: number): SamplingTables {
  if (temperature !== 1) return tablesOf(model, temperedSums(model, temperature));
  const known = plainTables.get(model);
  if (known) return known;
  const levels = model.levels.map((level) => level.cumulative);
  const tables = tablesOf(model, { unigram: cumulate(model.unigram), levels });
  plainTables.set(model, tables);
  return tables;
}

interface Sums {
  readonly unigram: Float64Array;
  readonly levels: readonly Float64Array[];
}

function tablesOf(model: NgramModel, { unigram, levels }: Sums): SamplingTables {
  return {
    unigram: withGuides(unigram, Int32Array.of(0, model.outcomes)),
    levels: levels.map((sums, index) => withGuides(sums, (model.levels[index] as ModelLevel).starts)),
  };
}

function temperedSums(model: NgramModel, temperature: number): Sums {
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
  const start = startHistory(model);
  const history = startHistory(model);
  return drawSentences(
    end,
    units,
    () => drawToken(model, tables, history, rng),
    () => history.set(start),
  );
}

/** Sentences of exactly `units` tokens in all, token by token; `restart` is called after each that ends a sentence. */
export function drawSentences(end: number, units: number, next: () => number, restart: () => void): Batch {
  const tokens = new Int32Array(units);
  const offsets = [0];
  for (let i = 0; i < units; i++) {
    const token = next();
    tokens[i] = token;
    if (token === end) {
      offsets.push(i + 1);
      restart();
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
    const { starts, words } = model.levels[index] as ModelLevel;
    const own = tables.levels[index] as Cumulative;
    const from = starts[node] as number;
    const to = starts[node + 1] as number;
    if (from === to) continue;
    const u = rng.uniform();
    if (u >= (own.sums[to - 1] as number)) continue;
    const entry = firstAbove(own, from, to, u);
    const token = words[entry] as number;
    moveOn(model, history, token, index, entry);
    return token;
  }
  const token = firstAbove(tables.unigram, 0, model.outcomes, rng.uniform());
  moveOn(model, history, token, -1, -1);
  return token;
}

/** Moves the history on by a token that was drawn as `entry` of the level at `index`. */
function moveOn(model: NgramModel, history: History, token: number, index: number, entry: number): void {
  // Above the level of the entry only a look-up tells, up to the first that has none; from there down the suffixes do.
  let above = index + 1;
  let own = above < history.length ? (history[above] as number) : -1;
  for (; above + 1 < history.length && own >= 0; above++) {
    const found = (model.levels[above] as ModelLevel).table.find(own, token);
    own = history[above + 1] as number;
    history[above + 1] = found;
    if (found < 0) break;
  }
  for (above++; above < history.length; above++) history[above] = -1;
  let node = entry;
  for (let at = index; at >= 0; at--) {
    if (at + 1 < history.length) history[at + 1] = node;
    if (at > 0) node = (model.levels[at] as ModelLevel).suffix[node] as number;
  }
  history[0] = token;
}

/** First index in the family [from, to) whose sum is above u; the last where rounding leaves none. */
export function firstAbove({ sums, guides }: Cumulative, from: number, to: number, u: number): number {
  const n = to - from;
  let index = n > UNGUIDED ? (guides[from + placeOf(u, sums[to - 1] as number, n)] as number) : from;
  while (index < to - 1 && (sums[index] as number) <= u) index++;
  return index;
}

/** Which of a family's n guides stands for u: never a lower one for a higher u, so that no guide points behind a draw. */
function placeOf(u: number, last: number, n: number): number {
  return Math.min(n - 1, Math.floor((u / last) * n));
}

function withGuides(sums: Float64Array, starts: Int32Array): Cumulative {
  const guides = new Int32Array(sums.length);
  for (let family = 0; family + 1 < starts.length; family++) {
    const from = starts[family] as number;
    const to = starts[family + 1] as number;
    if (to - from <= UNGUIDED) continue;
    let next = from;
    for (let index = from; index < to; index++) {
      const last = index === to - 1 ? to - from - 1 : placeOf(sums[index] as number, sums[to - 1] as number, to - from);
      while (next <= from + last) guides[next++] = index;
    }
  }
  return { sums, guides };
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
