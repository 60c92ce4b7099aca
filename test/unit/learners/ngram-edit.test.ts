/** Token editing of sentences under an n-gram model. */
import { describe, expect, it } from 'vitest';
import { editSentences } from '#benchmarks/learners/ngram/edit.ts';
import { fitNgrams } from '#benchmarks/learners/ngram/learner.ts';
import { advance, startHistory } from '#benchmarks/learners/ngram/model.ts';
import { sampleSentences } from '#benchmarks/learners/ngram/sampler.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';

const END = 4;
/** Sentences over four words in which 0 is nearly always followed by 1. */
const training = Batch.sequences(
  Int32Array.from(Array.from({ length: 200 }, (_, i) => [0, 1, 2 + (i % 2), i % 10 === 0 ? 3 : 1, END]).flat()),
  Int32Array.from({ length: 201 }, (_, i) => 5 * i),
);
const model = fitNgrams(training, 3, 'kneser-ney', 5);
const batch = sampleSentences(model, END, 2_000, new Stream('edit/sample'), 1);
const edit = (threshold: number, temperature = 1) =>
  editSentences(model, END, batch, new Stream('edit/edit'), { threshold, temperature });

/** p(token | context) of each token of a sentence. */
function probabilities(sentence: Int32Array): number[] {
  const history = startHistory(model);
  return Array.from(sentence, (token) => advance(model, history, token));
}

describe('editSentences', () => {
  it('keeps lengths and ends, and gives the same for the same stream', () => {
    const edited = edit(0.5, 4);
    expect(edited.sequenceData.offsets).toEqual(batch.sequenceData.offsets);
    const ends = ({ sequenceData: { tokens } }: Batch) => Array.from(tokens, (token) => token === END);
    expect(ends(edited)).toEqual(ends(batch));
    expect(edited.sequenceData.tokens).toEqual(edit(0.5, 4).sequenceData.tokens);
  });

  it('touches only tokens of at least the threshold, in the context as edited so far', () => {
    const edited = edit(0.5, 4);
    let changes = 0;
    for (let s = 0; s < batch.count; s++) {
      const [before, after] = [batch.sequence(s), edited.sequence(s)];
      for (let i = 0; i < before.length; i++) {
        if (before[i] === after[i]) continue;
        changes += 1;
        // The context is the edited one up to here, the token the one that was there.
        const context = Int32Array.of(...after.subarray(0, i), before[i] as number);
        expect(probabilities(context)[i]).toBeGreaterThanOrEqual(0.5);
      }
    }
    expect(changes).toBeGreaterThan(100);
  });

  it('leaves text as it is where no token reaches the threshold', () => {
    expect(edit(1, 4).sequenceData.tokens).toEqual(batch.sequenceData.tokens);
  });

  it('draws edited tokens from the tempered model: the first word is 0 with its own probability at T = 1', () => {
    // Every sentence begins with 0 and p(0 | <s>) = 0.99 or so; edited at T = 1 it is drawn from exactly that.
    const first = probabilities(Int32Array.of(0))[0] as number;
    const firstWords = (temperature: number) => {
      const edited = edit(0.5, temperature);
      return Array.from({ length: batch.count }, (_, s) => edited.sequence(s)[0]).filter((word) => word !== END);
    };
    const words = firstWords(1);
    const share = words.filter((word) => word === 0).length / words.length;
    expect(Math.abs(share - first) / Math.sqrt((first * (1 - first)) / words.length)).toBeLessThan(4);
    expect(firstWords(20).filter((word) => word === 0).length).toBeLessThan(words.length * 0.8);
  });
});
