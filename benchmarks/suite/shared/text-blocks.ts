/** Text in blocks of tokens, as benchmarks of network-written text see it, and what it is like. */
import type { Novel } from '../../data/moby-dick.ts';
import { metric as distinct1 } from '../../metrics/distinct-1.ts';
import { metric as distinct2 } from '../../metrics/distinct-2.ts';
import { metric as rareTokenRecall } from '../../metrics/rare-token-recall.ts';
import { metric as repetition } from '../../metrics/repetition.ts';
import type { SeenTexts } from '../../metrics/seen.ts';
import { metric as vocabularyAlive } from '../../metrics/vocabulary-alive.ts';
import { Batch } from '../../numerics/batch.ts';
import { drawWithoutReplacement } from '../../numerics/draw.ts';
import { Stream } from '../../numerics/stream.ts';

/** Tokens of a block: of an example, of a prompt, of what follows it. */
export const BLOCK = 64;
/** Draws of real text that the truth's values are means of. */
const TRUTH_DRAWS = 8;
/** The rarer half of the tokens that occur counts as rare. */
const RARE_SHARE = 0.5;

export interface Text {
  /** Number of tokens that a text can contain. */
  readonly vocabulary: number;
  /** The training split: what real data are drawn from. */
  readonly training: Batch;
  /** What models are evaluated on, or drawn from. */
  readonly heldOut: Batch;
  /** Tokens that occur in the training split, the most frequent first. */
  readonly tokens: Int32Array;
  /** The rarest of them. */
  readonly rare: Int32Array;
  decode(tokens: ArrayLike<number>): string;
}

/** A novel in blocks. */
export function textOf({ vocabulary, training, heldOut, decode }: Novel): Text {
  const tokens = byFrequency(training, vocabulary);
  return {
    vocabulary,
    training: inBlocks(training),
    heldOut: inBlocks(heldOut),
    tokens,
    rare: tokens.slice(tokens.length - Math.ceil(RARE_SHARE * tokens.length)),
    decode,
  };
}

/** Blocks one after another; what is left at the end is left out. */
function inBlocks(tokens: Int32Array): Batch {
  const blocks = Math.floor(tokens.length / BLOCK);
  return Batch.sequences(
    tokens.slice(0, blocks * BLOCK),
    Int32Array.from({ length: blocks + 1 }, (_, i) => i * BLOCK),
  );
}

/** Ties go to the smaller token. */
function byFrequency(text: Int32Array, vocabulary: number): Int32Array {
  const counts = new Int32Array(vocabulary);
  for (const token of text) (counts[token] as number)++;
  return Int32Array.from({ length: vocabulary }, (_, token) => token)
    .filter((token) => (counts[token] as number) > 0)
    .sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
}

/** Metrics of a sample that need no model. All depend on its size. */
export const OF_SAMPLES = [distinct1, distinct2, vocabularyAlive, rareTokenRecall, repetition];

/** A sample as metrics look at it. */
export function sampleOf(sample: Batch, { vocabulary, tokens, rare }: Text): SeenTexts {
  return { sample, words: vocabulary, vocabulary: tokens, rare };
}

/**
 * What `measure` gives for real text of `units` tokens: the mean over eight draws from the training split.
 * @param root of the streams
 */
export function meanOverDraws<Id extends string>(
  text: Text,
  units: number,
  root: string,
  measure: (sample: Batch, rng: Stream) => Readonly<Record<Id, number | null>>,
): Partial<Record<Id, number>> {
  const sums: Partial<Record<Id, number>> = {};
  for (let draw = 0; draw < TRUTH_DRAWS; draw++) {
    const rng = new Stream(`${root}/truth/${units}/${draw}`);
    const values = measure(drawWithoutReplacement(text.training, units, rng), rng);
    for (const id of Object.keys(values) as Id[]) sums[id] = (sums[id] ?? 0) + (values[id] ?? Number.NaN) / TRUTH_DRAWS;
  }
  return sums;
}
