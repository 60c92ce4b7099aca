import { loadBaseModel } from '../../data/base-model.ts';
import { type TransformerModel, transformerLearner } from '../../learners/transformer/learner.ts';
import { perplexityHistogram, perplexityQuantiles } from '../../metrics/perplexity.ts';
import { crossEntropy, perToken, shareAbove, shareBelow } from '../../metrics/sentence-likelihood.ts';
import { drawWithoutReplacement } from '../../numerics/draw.ts';
import { quantileSorted } from '../../numerics/statistics.ts';
import { UNPRINTABLE } from '../../protocol/unprintable.ts';
import { defineNeuralBenchmark, type Evaluation, type World } from '../benchmark.ts';
import { BASE_SHAPES } from './base.ts';
import { card } from './card.ts';
import { BLOCK, loadText, sampleMetrics, truthOf } from './text.ts';

/** A block is improbable below, and of low perplexity above, these quantiles of real text's log-probability per token. */
const IMPROBABLE = 0.05;
const LOW_PERPLEXITY = 0.1;
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
      truth: { ...truthOf(text, judged), 'improbable-share': IMPROBABLE, 'low-perplexity-share': LOW_PERPLEXITY },
      keptUnits: KEPT_BLOCKS * BLOCK,
      toText: (blocks, index) => text.decode(blocks.sequence(index)).replaceAll(UNPRINTABLE, REPLACEMENT),
      showReal: (blocks) => ({
        kind: 'sentences',
        sentences: Array.from({ length: Math.min(SHOWN_BLOCKS, blocks.count) }, (_, i) =>
          text.decode(blocks.sequence(i)),
        ),
      }),
      open: (): World => {
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
            const surprise = perToken(likelihood(first, sample), sample);
            return {
              'cross-entropy': crossEntropy(real, text.heldOut),
              ...sampleMetrics(sample, text),
              'improbable-share': shareBelow(surprise, quantileSorted(scale.sorted, IMPROBABLE)),
              'low-perplexity-share': shareAbove(surprise, quantileSorted(scale.sorted, 1 - LOW_PERPLEXITY)),
              ...perplexityQuantiles(surprise),
              ...perplexityHistogram(surprise),
            };
          },
        };
      },
    };
  },
);
