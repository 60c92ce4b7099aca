/** The real text of `ngram-text`, encoded for a vocabulary, and what it is like. */
import { loadCorpus, type Sentences } from '../../data/corpus.ts';
import { createVocabulary, encodeSentences, specialTokens } from '../../data/vocabulary.ts';
import { distinctShare, repeatedFourGrams } from '../../metrics/distinct-n.ts';
import { shareAlive } from '../../metrics/words-alive.ts';
import { Batch } from '../../numerics/batch.ts';
import { drawWithoutReplacement } from '../../numerics/draw.ts';
import { Stream } from '../../numerics/stream.ts';
import { GrammarCheck } from './grammar-check.ts';

/** Held-out tokens that cross-entropy is measured on: the same sentences for every seed, strategy and parameter. */
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
  /** What models are evaluated on. */
  readonly heldOut: Batch;
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
  let check: GrammarCheck | null = null;
  const text: Text = {
    words: vocabulary.words,
    outcomes: end + 1,
    unknown,
    end,
    training,
    heldOut: drawWithoutReplacement(encode(corpus.heldOut), HELD_OUT_TOKENS, new Stream(`${ROOT}/held-out`)),
    check: () => {
      check ??= new GrammarCheck(training, end + 1);
      return check;
    },
  };
  texts.set(vocabularySize, text);
  return text;
}

/** Metrics of a sample that need no model. All but the shares of words depend on its size. */
export function sampleMetrics(batch: Batch, { words, end }: Text): Record<string, number> {
  const vocabulary = words.length;
  return {
    'distinct-1': distinctShare(batch, 1, end),
    'distinct-2': distinctShare(batch, 2, end),
    'vocabulary-alive': shareAlive(batch, 0, vocabulary),
    'rare-word-recall': shareAlive(batch, vocabulary - Math.ceil(RARE_SHARE * vocabulary), vocabulary),
    repetition: repeatedFourGrams(batch, end),
  };
}

/** The same metrics for real text of `units` tokens: the mean over eight draws from the training split. */
export function truthOf(text: Text, units: number): Record<string, number> {
  const sums: Record<string, number> = {};
  for (let draw = 0; draw < TRUTH_DRAWS; draw++) {
    const sample = drawWithoutReplacement(text.training, units, new Stream(`${ROOT}/truth/${units}/${draw}`));
    for (const [id, value] of Object.entries(sampleMetrics(sample, text)))
      sums[id] = (sums[id] ?? 0) + value / TRUTH_DRAWS;
  }
  return sums;
}
