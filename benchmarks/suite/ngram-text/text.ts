/** The real text of `ngram-text`, encoded for a vocabulary, and what it is like. */
import { loadCorpus, type Sentences } from '../../data/corpus.ts';
import { createVocabulary, encodeSentences, specialTokens } from '../../data/vocabulary.ts';
import { metric as distinct1 } from '../../metrics/distinct-1.ts';
import { metric as distinct2 } from '../../metrics/distinct-2.ts';
import { measureAll } from '../../metrics/metric.ts';
import { metric as rareWordRecall } from '../../metrics/rare-word-recall.ts';
import { metric as repetition } from '../../metrics/repetition.ts';
import type { SeenTexts } from '../../metrics/seen.ts';
import { metric as vocabularyAlive } from '../../metrics/vocabulary-alive.ts';
import { Batch } from '../../numerics/batch.ts';
import { drawWithoutReplacement } from '../../numerics/draw.ts';
import { Stream } from '../../numerics/stream.ts';
import { GrammarCheck } from './grammar-check.ts';

/** Held-out tokens that cross-entropy is measured on: the same sentences for every strategy and parameter. */
export const HELD_OUT_TOKENS = 20_000;
/** Draws of real text that the truth's values are means of. */
const TRUTH_DRAWS = 8;
/** The rarest fifth of the vocabulary counts as rare. */
const RARE_SHARE = 0.2;
const ROOT = 'heirloom/ngram-text/text';

export interface Text {
  /** The words by token. */
  readonly words: readonly string[];
  /** Tokens that a sentence can contain: the words, <unk> and </s>. */
  readonly outcomes: number;
  readonly unknown: number;
  readonly end: number;
  /** The training split: what real data are drawn from. */
  readonly training: Batch;
  /** What models are evaluated on, in the first protocol. */
  readonly heldOut: Batch;
  /** All that is held out: what later protocols draw from, seed by seed. */
  readonly heldOutPool: Batch;
  /** Made when first asked for: most strategies never do. */
  readonly check: () => GrammarCheck;
}

const texts = new Map<number, Text>();

/** Encodes the corpus for a vocabulary of this size, once a process. */
export function loadText(vocabularySize: number): Text {
  const known = texts.get(vocabularySize);
  if (known) return known;
  const corpus = loadCorpus();
  const vocabulary = createVocabulary(corpus.words, corpus.training.tokens, vocabularySize);
  const { unknown, end } = specialTokens(vocabulary.size);
  const encode = (sentences: Sentences) => {
    const { tokens, offsets } = encodeSentences(sentences, vocabulary);
    return Batch.sequences(tokens, offsets);
  };
  const training = encode(corpus.training);
  const heldOutPool = encode(corpus.heldOut);
  let check: GrammarCheck | null = null;
  const text: Text = {
    words: vocabulary.words,
    outcomes: end + 1,
    unknown,
    end,
    training,
    heldOut: drawWithoutReplacement(heldOutPool, HELD_OUT_TOKENS, new Stream(`${ROOT}/held-out`)),
    heldOutPool,
    check: () => {
      check ??= new GrammarCheck(training, end + 1);
      return check;
    },
  };
  texts.set(vocabularySize, text);
  return text;
}

/** Metrics of a sample that need no model. All but the shares of words depend on its size. */
const OF_SAMPLES = [distinct1, distinct2, vocabularyAlive, rareWordRecall, repetition];

/** A sample as metrics look at it. */
export function sampleOf(sample: Batch, { words, end }: Text): SeenTexts {
  const vocabulary = Int32Array.from(words.keys());
  return {
    sample,
    words: end,
    vocabulary,
    rare: vocabulary.slice(words.length - Math.ceil(RARE_SHARE * words.length)),
  };
}

/** These metrics for real text of `units` tokens: the mean over eight draws from the training split. */
export function truthOf(text: Text, units: number) {
  const sums: Partial<Record<(typeof OF_SAMPLES)[number]['id'], number>> = {};
  for (let draw = 0; draw < TRUTH_DRAWS; draw++) {
    const rng = new Stream(`${ROOT}/truth/${units}/${draw}`);
    const seen = sampleOf(drawWithoutReplacement(text.training, units, rng), text);
    const values = measureAll(OF_SAMPLES, seen, rng);
    for (const { id } of OF_SAMPLES) sums[id] = (sums[id] ?? 0) + (values[id] ?? Number.NaN) / TRUTH_DRAWS;
  }
  return sums;
}
