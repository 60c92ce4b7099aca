/** The worlds of `ngram-text`: real text, its learners, and what metrics look at. */
import type { z } from 'zod';
import { type Learner, type Likelihood, likelihoodOf } from '../../learners/learner.ts';
import { ngramLearner } from '../../learners/ngram/learner.ts';
import { IMPROBABLE, LOW_PERPLEXITY, perToken } from '../../metrics/formulas/sentence-likelihood.ts';
import { constantTruths, measureAll } from '../../metrics/metric.ts';
import type { LikelihoodScale } from '../../metrics/seen.ts';
import type { Batch } from '../../numerics/batch.ts';
import { drawWithoutReplacement } from '../../numerics/draw.ts';
import { quantileSorted } from '../../numerics/statistics.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import type { Benchmark, Evaluation, MetricIdOf, World } from '../shared/benchmark.ts';
import { card, type params } from './card.ts';
import { loadText, sampleOf, type Text, truthOf } from './text.ts';

const SHOWN_SENTENCES = 16;

type MetricId = MetricIdOf<typeof card>;

export interface TextWorlds extends Pick<Benchmark<MetricId>, 'size' | 'tokens' | 'truth' | 'keptUnits' | 'showReal'> {
  readonly text: Text;
  /** The text of an example. */
  toText(batch: Batch, index: number): string;
  /** A seed's world. `heldOut`: what its models are evaluated on; `learner`: in the place of the n-gram model, where it gives log-probabilities */
  open(heldOut: Batch, learner?: Learner): World<MetricId>;
}

/** @throws HeirloomError bad-parameter where the real text has too few words or tokens */
export function textWorlds({ sampleSize, vocabulary, order }: z.infer<typeof params>): TextWorlds {
  const text = loadText(vocabulary);
  requireEnough('vocabulary', vocabulary, text.words.length, 'different words');
  requireEnough('sampleSize', sampleSize, text.training.units, 'tokens');
  const { outcomes, end } = text;
  const learner = (id: string, n: number, smoothing: 'kneser-ney' | 'witten-bell') =>
    ngramLearner(id, { order: n, smoothing, outcomes, end });
  const ngram = learner('ngram', order, 'kneser-ney') as Learner;
  return {
    text,
    size: sampleSize,
    tokens: outcomes,
    truth: { ...truthOf(text, sampleSize), ...constantTruths(card.metrics) },
    // About 250 sentences.
    keptUnits: 7_500,
    toText: (batch, index) => spell(batch.sequence(index), text),
    showReal: (batch) => ({
      kind: 'sentences',
      sentences: Array.from({ length: Math.min(SHOWN_SENTENCES, batch.count) }, (_, i) =>
        spell(batch.sequence(i), text),
      ),
    }),
    open: (heldOut, main = ngram) => {
      const likelihood = likelihoodOf(main);
      const scale = likelihoodScale(heldOut, likelihood);
      return {
        learner: main,
        families: {
          'bigram-kn': learner('bigram-kn', 2, 'kneser-ney'),
          '4-gram-kn': learner('4-gram-kn', 4, 'kneser-ney'),
          'witten-bell': learner('witten-bell', order, 'witten-bell'),
        },
        drawReal: (units, rng) => drawWithoutReplacement(text.training, units, rng),
        verify: (batch) => text.check().accept(batch),
        evaluate: async ({ model, initial, rng }: Evaluation) => {
          const sample = await main.sample(model, sampleSize, rng.child('sample'));
          const seen = {
            ...sampleOf(sample, text),
            heldOut,
            heldOutLikelihood: await likelihood(model, heldOut),
            likelihood: perToken(await likelihood(initial, sample), sample),
            scale: await scale(initial),
          };
          return measureAll(card.metrics, seen, rng);
        },
      };
    },
  };
}

/** Where real text lies under generation 0, nats per token; kept for as long as generation 0's model is the same. */
function likelihoodScale(heldOut: Batch, likelihood: Likelihood): (initial: unknown) => Promise<LikelihoodScale> {
  let known: (LikelihoodScale & { readonly initial: unknown }) | null = null;
  return async (initial) => {
    if (known !== null && known.initial === initial) return known;
    const sorted = perToken(await likelihood(initial, heldOut), heldOut).sort();
    known = {
      initial,
      improbable: quantileSorted(sorted, IMPROBABLE),
      lowPerplexity: quantileSorted(sorted, 1 - LOW_PERPLEXITY),
    };
    return known;
  };
}

/** A sentence as words; </s> is left out, so one that was cut reads like one that ended. */
function spell(sentence: Int32Array, { words, end }: Text): string {
  return Array.from(sentence)
    .filter((token) => token !== end)
    .map((token) => words[token] ?? '<unk>')
    .join(' ');
}

function requireEnough(name: string, wanted: number, available: number, what: string): void {
  if (wanted <= available) return;
  throw new HeirloomError(
    'bad-parameter',
    `${name} is ${wanted}, but the real text has ${available} ${what}. Give less.`,
  );
}
