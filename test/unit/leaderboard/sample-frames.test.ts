import { describe, expect, it } from 'vitest';
import type { SampleForm } from '#benchmarks/protocol/sample-form.ts';
import { framesOf, MAX_FRAMES } from '#leaderboard/submissions/sample-frames.ts';
import type { SampleFrame } from '#leaderboard/views/index.ts';
import { keepContents } from '../../support/contents.ts';
import { doubles, npyOf } from '../../support/npy.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Files = readonly (Uint8Array | string)[];

/** What is read of a store with these sample files, one a generation. */
async function read(form: SampleForm, contents: Files, kind: 'npy' | 'jsonl') {
  const store = temporaryFolder();
  const kept = await keepContents(
    store,
    contents.map((content) => Buffer.from(content)),
  );
  const files = kept.map((content, generation) => ({
    ...content,
    path: `samples/toy/seed-1/gen-${generation}.${kind}`,
  }));
  return framesOf({ store, files, form });
}

async function framesIn(
  form: SampleForm,
  files: Files,
  kind: 'npy' | 'jsonl' = 'npy',
): Promise<readonly SampleFrame[]> {
  const found = await read(form, files, kind);
  if (found === null || 'fault' in found || 'lost' in found) throw new Error(JSON.stringify(found));
  expect(found.seed).toBe(1);
  return found.frames;
}

const floats = (shape: number[], ...values: number[]) => npyOf({ descr: '<f8', shape, bytes: doubles(...values) });

describe('what is drawn follows from the benchmark, not from the values', () => {
  it('zeros of a collapsed Gaussian are numbers', async () => {
    expect(await framesIn({ kind: 'vectors', width: 1 }, [floats([3, 1], 0, 0, 0)])).toEqual([
      { generation: 0, kind: 'values', values: [0, 0, 0] },
    ]);
  });

  it('ranks of words are words, of whatever type', async () => {
    const ranks = npyOf({ descr: '<i2', shape: [4], bytes: '0300000003000300' });
    expect(await framesIn({ kind: 'ranks', vocabulary: 10 }, [ranks])).toEqual([
      {
        generation: 0,
        kind: 'words',
        drawn: 4,
        words: [
          [3, 3],
          [0, 1],
        ],
      },
    ]);
  });

  it('points of the plane in Fortran order; of more columns the first and the last', async () => {
    const turned = npyOf({ descr: '>f8', shape: [2, 2], isFortran: true, bytes: doubles(1, 3, 2, 4).reverse() });
    expect(await framesIn({ kind: 'vectors', width: 2 }, [turned])).toMatchObject([
      {
        points: [
          // Reversed bytes are big-endian numbers in reverse order: 4, 2, 3, 1.
          [4, 3],
          [2, 1],
        ],
      },
    ]);
    expect(await framesIn({ kind: 'vectors', width: 3 }, [floats([2, 3], 1, 2, 3, 4, 5, 6)])).toMatchObject([
      {
        points: [
          [1, 3],
          [4, 6],
        ],
      },
    ]);
  });

  it('images are a sheet', async () => {
    const images = npyOf({ descr: '|u1', shape: [2, 2, 2], bytes: Uint8Array.of(255, 0, 255, 0, 255, 0, 255, 0) });
    expect(await framesIn({ kind: 'images', side: 2 }, [images])).toMatchObject([
      { kind: 'images', images: 2, width: 4, height: 2, ink: 0.5, deviation: 0 },
    ]);
  });

  it('a file that doesn’t fit is named, not guessed at', async () => {
    expect(await read({ kind: 'texts' }, ['"a"\n', '{"toString":1}\n'], 'jsonl')).toEqual({
      fault: 'samples/toy/seed-1/gen-1.jsonl:1: received an object; expected a text or an array of words',
    });
    expect(await read({ kind: 'texts' }, [], 'jsonl')).toBeNull();
  });
});

describe('texts about people', () => {
  it('are compared with what the first generation told, word by word, by whom they are about', async () => {
    const lines = (texts: readonly string[]) => texts.map((text) => `${JSON.stringify(text)}\n`).join('');
    const first = ['Ada Byr, it is said, was born in 1834.', 'Ada Byr comes from Bex.', 'Cil Dor comes from Ulm.'];
    const later = ['Ada Byr, it is said, was born in 1801.', 'Ada Byr comes from Bex.', 'Cil Dor comes from Bex.'];
    const form = { kind: 'texts', subjectWords: 2 } as const;
    const [before, after] = await framesIn(form, [lines(first), lines(later)], 'jsonl');
    expect(before).toMatchObject({ kind: 'statements', changed: 0 });
    expect(after).toEqual({
      generation: 1,
      kind: 'statements',
      changed: 0.6667,
      subjects: [
        {
          name: 'Ada Byr',
          texts: [
            [
              ['it is said, was born in', false],
              ['1801.', true],
            ],
            [['comes from Bex.', false]],
          ],
        },
        {
          name: 'Cil Dor',
          texts: [
            [
              ['comes from', false],
              ['Bex.', true],
            ],
          ],
        },
      ],
    });
  });

  it('show no more than ten people and eight texts of each, whatever a bundle holds', async () => {
    const many = Array.from(
      { length: 400 },
      (_, i) => `${JSON.stringify(`Ada B${Math.floor(i / 20)} ${'x '.repeat(500)}`)}\n`,
    );
    const [frame] = await framesIn({ kind: 'texts', subjectWords: 2 }, [many.join('')], 'jsonl');
    if (frame?.kind !== 'statements') throw new Error('expected statements');
    expect(frame.subjects).toHaveLength(10);
    expect(frame.subjects.every(({ texts }) => texts.length === 8)).toBe(true);
    expect(JSON.stringify(frame).length).toBeLessThan(30_000);
  });
});

describe('texts', () => {
  it('as arrays of words show, and count, as the same texts do', async () => {
    const texts = ['the state of the union is strong', 'and the state of the union again'];
    const lines = (examples: readonly unknown[]) => examples.map((example) => `${JSON.stringify(example)}\n`).join('');
    const [asTexts, asWords] = await framesIn(
      { kind: 'texts' },
      [lines(texts), lines(texts.map((text) => text.split(' ')))],
      'jsonl',
    );
    expect(asWords).toEqual({ ...asTexts, generation: 1 });
    // "the state of the", "state of the union": twice each, of 4 + 4 phrases.
    expect(asWords).toMatchObject({
      repeated: 0.5,
      sentences: [
        [
          ['the state of the union', true],
          ['is strong', false],
        ],
        [
          ['and', false],
          ['the state of the union', true],
          ['again', false],
        ],
      ],
    });
  });

  it('are cut where they are long, and phrases counted in a part of them', async () => {
    const text = 'a '.repeat(499_000).trim();
    const [frame] = await framesIn({ kind: 'texts' }, [`${JSON.stringify(text)}\n`.repeat(3)], 'jsonl');
    if (frame?.kind !== 'sentences') throw new Error('expected sentences');
    expect(frame.repeated).toBe(1);
    expect(frame.sentences).toHaveLength(3);
    expect(frame.sentences[0]).toEqual([
      ['a '.repeat(200).trim(), true],
      ['…', false],
    ]);
    expect(JSON.stringify(frame).length).toBeLessThan(2000);
  });

  it.each<[string, (index: number) => unknown]>([
    ['no spaces', () => 'x'.repeat(10_000)],
    ['every word another', (index) => Array.from({ length: 2000 }, (_, i) => `w${index}-${i}`)],
    ['characters of two units', () => '😀'.repeat(5000)],
    ['nothing but spaces', () => ' '.repeat(10_000)],
  ])('of any kind give a bounded answer: %s', async (_, make) => {
    const lines = Array.from({ length: 100 }, (_, index) => `${JSON.stringify(make(index))}\n`).join('');
    const [frame] = await framesIn({ kind: 'texts' }, [lines], 'jsonl');
    if (frame?.kind !== 'sentences') throw new Error('expected sentences');
    expect(frame.sentences).toHaveLength(10);
    for (const pieces of frame.sentences) {
      const shown = pieces.map(([piece]) => piece).join(' ');
      expect(shown.length).toBeLessThanOrEqual(402);
      expect(shown).not.toMatch(/\p{Cs}/u);
    }
  });
});

describe('a long run', () => {
  it('has the frames of its first generations', async () => {
    const zero = floats([1, 1], 0);
    const frames = await framesIn(
      { kind: 'vectors', width: 1 },
      Array.from({ length: 600 }, () => zero),
    );
    expect(frames.map(({ generation }) => generation)).toEqual(Array.from({ length: MAX_FRAMES }, (_, g) => g));
  });

  it('has fewer images in each', async () => {
    const images = npyOf({ descr: '|u1', shape: [100, 1], bytes: new Uint8Array(100) });
    const count = async (generations: number) => {
      const [frame] = await framesIn(
        { kind: 'images', side: 1 },
        Array.from({ length: generations }, () => images),
      );
      return frame?.kind === 'images' ? frame.images : null;
    };
    expect([await count(51), await count(102), await count(501)]).toEqual([100, 50, 10]);
  });
});
