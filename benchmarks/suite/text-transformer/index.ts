import { loadBaseModel } from '../../data/base-model.ts';
import type { Learner } from '../../learners/learner.ts';
import { transformerLearner } from '../../learners/transformer/learner.ts';
import { constantTruths, measureAll } from '../../metrics/metric.ts';
import { drawWithoutReplacement } from '../../numerics/draw.ts';
import { defineNeuralBenchmark, type Evaluation, type MetricIdOf, type World } from '../shared/benchmark.ts';
import { BLOCK } from '../shared/text-blocks.ts';
import { createObserver, JUDGED_TOKENS, presentation } from '../shared/text-observer.ts';
import { BASE_SHAPES } from './base.ts';
import { card } from './card.ts';
import { loadText, truthOf } from './text.ts';

export default defineNeuralBenchmark(
  card,
  ({ sampleSize, steps, batch, learningRate, decoding, base = 'small' }, engine) => {
    const text = loadText();
    const own = transformerLearner(engine, {
      base: loadBaseModel(base),
      heads: BASE_SHAPES[base].heads,
      block: BLOCK,
      prompts: Math.ceil(sampleSize / BLOCK),
      // As many updates whatever a strategy trains on.
      plan: () => ({ steps, batchSize: batch, learningRate }),
      decoding,
    });
    const judged = Math.min(sampleSize, JUDGED_TOKENS);
    return {
      size: sampleSize,
      engine: { id: engine.id, version: engine.version },
      truth: { ...truthOf(text, judged), ...constantTruths(card.metrics) },
      ...presentation(text),
      open: (_, __, learner = own as Learner): World<MetricIdOf<typeof card>> => {
        const look = createObserver(learner, text, judged);
        return {
          learner,
          families: {},
          drawReal: (units, rng) => drawWithoutReplacement(text.training, units, rng),
          evaluate: async (evaluation: Evaluation) => measureAll(card.metrics, await look(evaluation), evaluation.rng),
        };
      },
    };
  },
);
