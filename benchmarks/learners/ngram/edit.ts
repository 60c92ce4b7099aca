/** Token editing (Zhu et al. 2024, arXiv:2412.14689, section 4): tokens that a model is too sure of are drawn again. */
import type { Batch } from '../../numerics/batch.ts';
import type { Stream } from '../../numerics/stream.ts';
import type { EditOptions } from '../learner.ts';
import { advance, type History, type NgramModel, startHistory } from './model.ts';
import { drawToken, samplingTables } from './sampler.ts';

/** Draws of one token after which its old value stays: where nearly all mass is on the end, there is nothing else to say. */
const MAX_DRAWS = 100;

/**
 * Goes through each sentence from left to right, in the context as edited so far. The end of a sentence is neither edited
 * nor drawn, so sentences keep their lengths.
 */
export function editSentences(
  model: NgramModel,
  end: number,
  batch: Batch,
  rng: Stream,
  { threshold, temperature }: EditOptions,
): Batch {
  const { tokens, offsets } = batch.sequenceData;
  const tables = samplingTables(model, temperature);
  const edited = tokens.slice();
  const start = startHistory(model);
  const history = startHistory(model);
  const before: History = startHistory(model);
  for (let s = 0; s < batch.count; s++) {
    history.set(start);
    for (let i = offsets[s] as number; i < (offsets[s + 1] as number); i++) {
      const token = edited[i] as number;
      before.set(history);
      const probability = advance(model, history, token);
      if (token === end || probability < threshold) continue;
      for (let draw = 0; draw < MAX_DRAWS; draw++) {
        history.set(before);
        const drawn = drawToken(model, tables, history, rng);
        if (drawn === end) continue;
        edited[i] = drawn;
        break;
      }
      if (edited[i] === token) {
        history.set(before);
        advance(model, history, token);
      }
    }
  }
  return batch.withData({ kind: 'sequences', tokens: edited, offsets });
}
