/** What metrics look at where a network writes text in blocks: its writing, and what models think of it and of real text. */
import { type Learner, likelihoodOf } from '../../learners/learner.ts';
import { IMPROBABLE, LOW_PERPLEXITY, perToken } from '../../metrics/formulas/sentence-likelihood.ts';
import type { SeenText } from '../../metrics/seen.ts';
import { quantileSorted } from '../../numerics/statistics.ts';
import { UNPRINTABLE } from '../../protocol/unprintable.ts';
import type { Benchmark, Evaluation } from './benchmark.ts';
import { BLOCK, sampleOf, type Text } from './text-blocks.ts';

/** Tokens that a model's samples are judged by, at most: they take as long as those that the next generation is fitted on. */
export const JUDGED_TOKENS = 4_096;
const SHOWN_BLOCKS = 16;
const KEPT_BLOCKS = 64;
/** Single bytes can be tokens, so a model can write what garbles a file of text: this stands for it. */
const REPLACEMENT = '\ufffd';

/** How blocks are kept in bundles and shown on pages. */
export function presentation({
  decode,
  vocabulary,
}: Text): Pick<Benchmark, 'tokens' | 'keptUnits' | 'toText' | 'showReal'> {
  return {
    tokens: vocabulary,
    keptUnits: KEPT_BLOCKS * BLOCK,
    toText: (blocks, index) => decode(blocks.sequence(index)).replaceAll(UNPRINTABLE, REPLACEMENT),
    showReal: (blocks) => ({
      kind: 'sentences',
      sentences: Array.from({ length: Math.min(SHOWN_BLOCKS, blocks.count) }, (_, i) => decode(blocks.sequence(i))),
    }),
  };
}

/**
 * Looks at a model: draws `units` tokens of it and measures likelihoods.
 * @param text its `heldOut` is what models are evaluated on
 */
export function createObserver(
  learner: Learner,
  text: Text,
  units: number,
): (evaluation: Evaluation) => Promise<SeenText> {
  const { heldOut } = text;
  const likelihood = likelihoodOf(learner);
  // Where real text lies under generation 0, nats per token; kept for as long as generation 0's model is the same.
  let scale: { readonly of: unknown; readonly sorted: Float64Array } | null = null;
  return async ({ model, initial, rng }) => {
    const sample = await learner.sample(model, units, rng.child('sample'));
    const real = await likelihood(model, heldOut);
    if (scale === null || scale.of !== initial) {
      const before = model === initial ? real : await likelihood(initial, heldOut);
      scale = { of: initial, sorted: perToken(before, heldOut).sort() };
    }
    return {
      ...sampleOf(sample, text),
      heldOut,
      heldOutLikelihood: real,
      likelihood: perToken(await likelihood(initial, sample), sample),
      scale: {
        improbable: quantileSorted(scale.sorted, IMPROBABLE),
        lowPerplexity: quantileSorted(scale.sorted, 1 - LOW_PERPLEXITY),
      },
    };
  };
}
