import { loadBaseModel } from '../../data/base-model.ts';
import { type TransformerModel, transformerLearner } from '../../learners/transformer/learner.ts';
import { IMPROBABLE, LOW_PERPLEXITY, perToken } from '../../metrics/formulas/sentence-likelihood.ts';
import { constantTruths, measureAll } from '../../metrics/metric.ts';
import { drawWithoutReplacement } from '../../numerics/draw.ts';
import { quantileSorted } from '../../numerics/statistics.ts';
import { UNPRINTABLE } from '../../protocol/unprintable.ts';
import { defineNeuralBenchmark, type Evaluation, type MetricIdOf, type World } from '../shared/benchmark.ts';
import { BASE_SHAPES } from './base.ts';
import { card } from './card.ts';
import { BLOCK, loadText, sampleOf, truthOf } from './text.ts';

/** Tokens that a model's samples are judged by, at most: they take as long as those that the next generation is fitted on. */
const JUDGED_TOKENS = 4_096;
const SHOWN_BLOCKS = 16;
const KEPT_BLOCKS = 64;
/** Single bytes can be tokens, so a model can write what garbles a file of text: this stands for it. */
const REPLACEMENT = '\ufffd';

export default defineNeuralBenchmark(
  card,
  ({ sampleSize, steps, batch, learningRate, decoding, base = 'small' }, engine) => {
    const text = loadText();
    const learner = transformerLearner(engine, {
      base: loadBaseModel(base),
      heads: BASE_SHAPES[base].heads,
      block: BLOCK,
      prompts: Math.ceil(sampleSize / BLOCK),
      plan: { steps, batchSize: batch, learningRate },
      decoding,
    });
    const judged = Math.min(sampleSize, JUDGED_TOKENS);
    return {
      size: sampleSize,
      engine: { id: engine.id, version: engine.version },
      truth: { ...truthOf(text, judged), ...constantTruths(card.metrics) },
      keptUnits: KEPT_BLOCKS * BLOCK,
      toText: (blocks, index) => text.decode(blocks.sequence(index)).replaceAll(UNPRINTABLE, REPLACEMENT),
      showReal: (blocks) => ({
        kind: 'sentences',
        sentences: Array.from({ length: Math.min(SHOWN_BLOCKS, blocks.count) }, (_, i) =>
          text.decode(blocks.sequence(i)),
        ),
      }),
      open: (): World<MetricIdOf<typeof card>> => {
        const likelihood = (model: TransformerModel, blocks: Parameters<typeof learner.logDensity>[1]) =>
          learner.logDensity(model, blocks);
        // Where real text lies under generation 0, nats per token; kept for as long as generation 0's model is the same.
        let scale: { readonly of: TransformerModel; readonly sorted: Float64Array } | null = null;
        return {
          learner,
          families: {},
          drawReal: (units, rng) => drawWithoutReplacement(text.training, units, rng),
          evaluate: ({ model, initial, rng }: Evaluation) => {
            const [now, first] = [model as TransformerModel, initial as TransformerModel];
            const sample = learner.sample(now, judged, rng.child('sample'));
            const real = likelihood(now, text.heldOut);
            if (scale?.of !== first) {
              const before = now === first ? real : likelihood(first, text.heldOut);
              scale = { of: first, sorted: perToken(before, text.heldOut).sort() };
            }
            const seen = {
              ...sampleOf(sample, text),
              heldOut: text.heldOut,
              heldOutLikelihood: real,
              likelihood: perToken(likelihood(first, sample), sample),
              scale: {
                improbable: quantileSorted(scale.sorted, IMPROBABLE),
                lowPerplexity: quantileSorted(scale.sorted, 1 - LOW_PERPLEXITY),
              },
            };
            return measureAll(card.metrics, seen, rng);
          },
        };
      },
    };
  },
);
