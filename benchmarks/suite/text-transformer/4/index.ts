import { loadBaseModel } from '../../../data/base-model.ts';
import type { Learner } from '../../../learners/learner.ts';
import { inProportion } from '../../../learners/neural/train.ts';
import { transformerLearner } from '../../../learners/transformer/learner.ts';
import { constantTruths, measureAll } from '../../../metrics/metric.ts';
import { drawWithoutReplacement } from '../../../numerics/draw.ts';
import { defineNeuralBenchmark, type Evaluation, type MetricIdOf, type World } from '../../shared/benchmark.ts';
import { BLOCK } from '../../shared/text-blocks.ts';
import { createObserver, JUDGED_TOKENS, presentation } from '../../shared/text-observer.ts';
import { BASE_SHAPES } from '../base.ts';
import { card } from './card.ts';
import { loadText, spellingOf, truthOf } from './text.ts';

/** Held-out tokens that a seed's models are evaluated on: the same blocks for every strategy and parameter. */
const HELD_OUT_TOKENS = 8_192;

export default defineNeuralBenchmark(card, ({ sampleSize, steps, batch, learningRate, decoding }, engine) => {
  const text = loadText();
  const own = transformerLearner(engine, {
    base: loadBaseModel('words-small'),
    heads: BASE_SHAPES['words-small'].heads,
    block: BLOCK,
    prompts: Math.ceil(sampleSize / BLOCK),
    plan: inProportion({ steps, batchSize: batch, learningRate }, sampleSize),
    decoding,
  });
  const judged = Math.min(sampleSize, JUDGED_TOKENS);
  return {
    size: sampleSize,
    engine: { id: engine.id, version: engine.version },
    truth: { ...truthOf(text, judged), ...constantTruths(card.metrics) },
    ...presentation(text),
    open: (rng, _, learner = own as Learner): World<MetricIdOf<typeof card>> => {
      const heldOut = drawWithoutReplacement(text.heldOut, HELD_OUT_TOKENS, rng.child('held-out'));
      const look = createObserver(learner, { ...text, heldOut }, judged);
      return {
        learner,
        families: {},
        drawReal: (units, draws) => drawWithoutReplacement(text.training, units, draws),
        evaluate: async (evaluation: Evaluation) => {
          const seen = await look(evaluation);
          return measureAll(card.metrics, { ...seen, ...spellingOf(seen.sample, text) }, evaluation.rng);
        },
      };
    },
  };
});
