/**
 * Sampling away from another model, token by token: in every context in proportion to (p·(p/m)^ω)^(1/T), where m is half the model and
 * half the other, so that no ratio is above 2. A token is drawn from the model's own p^(1/T) and accepted with probability
 * (p/(p + q))^(ω/T), which makes it exact: acceptance is 2^(−ω/T) where both agree, so it costs a few draws a token.
 */
import type { Batch } from '../../numerics/batch.ts';
import type { Stream } from '../../numerics/stream.ts';
import type { Guide } from '../learner.ts';
import { awayFactor } from '../multinomial.ts';
import { advance, type NgramModel, startHistory } from './model.ts';
import { drawSentences, drawToken, samplingTables } from './sampler.ts';

/** Draws sentences of exactly `units` tokens in all; the last one is cut. `end` is the token that ends a sentence. */
export function sampleSentencesAway(
  model: NgramModel,
  { model: other, weight }: Guide<NgramModel>,
  end: number,
  units: number,
  rng: Stream,
  temperature: number,
): Batch {
  const tables = samplingTables(model, temperature);
  const histories = [model, model, other].map(startHistory) as [Int32Array, Int32Array, Int32Array];
  const starts = histories.map((history) => history.slice());
  // Where the sentence stands: before the draw that is on trial, and what that draw would make of it.
  const [drawn, own, theirs] = histories;
  const before = histories.map((history) => history.slice());
  const setTo = (places: readonly Int32Array[]): void => {
    for (const [k, history] of histories.entries()) history.set(places[k] as Int32Array);
  };
  const next = (): number => {
    for (const [k, history] of histories.entries()) before[k]?.set(history);
    for (;;) {
      const token = drawToken(model, tables, drawn, rng);
      const p = advance(model, own, token);
      const q = advance(other, theirs, token);
      if (rng.uniform() < awayFactor(p, q, weight / temperature)) return token;
      setTo(before);
    }
  };
  return drawSentences(end, units, next, () => setTo(starts));
}
