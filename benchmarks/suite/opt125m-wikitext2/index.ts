import { loadPreparedText } from '../../data/prepared-text.ts';
import { constantTruths, measureAll } from '../../metrics/metric.ts';
import { drawWithoutReplacement } from '../../numerics/draw.ts';
import { PURE_ENGINE } from '../../protocol/engine.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import { defineBenchmark, type Evaluation } from '../shared/benchmark.ts';
import { textOf } from '../shared/text-blocks.ts';
import { createObserver, JUDGED_TOKENS, presentation } from '../shared/text-observer.ts';
import { card } from './card.ts';

export default defineBenchmark(card, ({ model, sampleSize }) => {
  const { inputs, ...prepared } = loadPreparedText(model);
  const text = textOf(prepared);
  if (sampleSize > text.training.units || text.heldOut.count === 0)
    throw new HeirloomError(
      'bad-parameter',
      `Received sampleSize=${sampleSize}; the text that was prepared for ${model} has ${text.training.units} tokens, and ${text.heldOut.units} held out. Give less, or prepare more.`,
    );
  const judged = Math.min(sampleSize, JUDGED_TOKENS);
  return {
    size: sampleSize,
    engine: PURE_ENGINE,
    inputs,
    // What metrics of samples give for the text itself depends on the local one: the check could not compare it.
    truth: constantTruths(card.metrics),
    ...presentation(text),
    open: (_, __, learner) => {
      if (learner === undefined) throw new TypeError(`${card.id} has no learner of its own.`);
      const look = createObserver(learner, text, judged);
      return {
        learner,
        families: {},
        drawReal: (units, rng) => drawWithoutReplacement(text.training, units, rng),
        evaluate: async (evaluation: Evaluation) => measureAll(card.metrics, await look(evaluation), evaluation.rng),
      };
    },
  };
});
