import { beforeAll, describe, expect, it } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { type MadeRun, requireRun, withSample, writeBundle } from '../../support/bundles.ts';
import { doubles, npyOf } from '../../support/npy.ts';

let text: MadeRun;
let plane: MadeRun;
let line: MadeRun;
let words: MadeRun;
let digits: MadeRun;

beforeAll(async () => {
  [text, plane, line, words, digits] = (await Promise.all(
    ['ngram-text', 'gmm-2d', 'gaussian', 'word-frequencies', 'digits-vae'].map((id) =>
      requireRun(id, 'replace', { seeds: 1, generations: 1 }),
    ),
  )) as [MadeRun, MadeRun, MadeRun, MadeRun, MadeRun];
}, 120_000);

/** Places (behind the file's path) and messages of a bundle whose first sample file is another. */
async function faultsOf(run: MadeRun, content: Uint8Array | string, kind?: 'npy' | 'jsonl') {
  const { files, path } = withSample(run, content, kind === undefined ? {} : { kind });
  const { problems } = await checkBundleAt(writeBundle(files));
  return problems.map((problem) => [problem.path.replace(path, ''), problem.message]);
}

describe('texts', () => {
  it.each<[string, string]>([
    ['as texts', '"a text"\n"another"\n'],
    ['as arrays of words', '["a","text"]\n["another"]\n'],
    ['mixed, empty, without a last line feed, with Windows line ends', '["a","text"]\r\n""\r\n[]'],
  ])('%s pass', async (_, content) => {
    expect(await faultsOf(text, content)).toEqual([]);
  });

  it.each<[string, string, string, string]>([
    ['an object', '{"toString":1}', ':2', 'received an object; expected a text or an array of words'],
    [
      'an object with a text',
      '{"text":"a b"}',
      ':2',
      'received an object; expected a text or an array of words; write what its field "text" holds, alone',
    ],
    ['a number', '7', ':2', 'received 7; expected a text or an array of words'],
    ['null', 'null', ':2', 'received null; expected a text or an array of words'],
    ['true', 'true', ':2', 'received true; expected a text or an array of words'],
    ['token numbers', '["a",17]', ':2#/1', 'received 17; expected a word: an example is a text or an array of words'],
    [
      'nested arrays',
      '[["a"],["b"]]',
      ':2#/0',
      'received an array of 1; expected a word: an example is a text or an array of words',
    ],
    ['nulls', '[null]', ':2#/0', 'received null; expected a word: an example is a text or an array of words'],
    [
      'an array of texts',
      '["One sentence.","Another."]',
      ':2#/0',
      'received "One sentence.", which has white space; expected a word: a text is written as one JSON string, each on its own line',
    ],
  ])('%s is refused at its line', async (_, bad, place, message) => {
    expect(await faultsOf(text, `["good"]\n${bad}\n`)).toEqual([[place, message]]);
  });

  it('as a matrix are refused', async () => {
    const matrix = npyOf({ descr: '<f8', shape: [1, 1], bytes: doubles(1) });
    expect(await faultsOf(text, matrix, 'npy')).toEqual([
      [
        '',
        'the file is .npy; expected .jsonl, a text or an array of words a line, as the benchmark and its parameters say',
      ],
    ]);
  });
});

describe('kind, width and range follow from the benchmark and its parameters', () => {
  const floats = (shape: number[], ...values: number[]) => npyOf({ descr: '<f8', shape, bytes: doubles(...values) });

  it('what fits passes: zeros of a collapsed Gaussian, single precision, Fortran order, the other byte order', async () => {
    expect(await faultsOf(line, floats([3, 1], 0, 0, 0))).toEqual([]);
    expect(await faultsOf(line, npyOf({ descr: '>f4', shape: [2, 1], bytes: '3f800000bf800000' }))).toEqual([]);
    const fortran = npyOf({ descr: '<f8', shape: [2, 2], isFortran: true, bytes: doubles(1, 3, 2, 4) });
    expect(await faultsOf(plane, fortran)).toEqual([]);
    expect(await faultsOf(words, npyOf({ descr: '<i8', shape: [1], bytes: 'cf07000000000000' }))).toEqual([]);
    const images = npyOf({ descr: '|u1', shape: [2, 28, 28], bytes: new Uint8Array(2 * 784) });
    expect(await faultsOf(digits, images)).toEqual([]);
  });

  it('digits of floats in [0, 1], as a variational autoencoder’s sigmoid gives them', async () => {
    const images = new Float64Array(784).fill(0.5);
    expect(await faultsOf(digits, floats([1, 784], ...images))).toEqual([
      [
        '',
        'the type is float64, 0.5 to 0.5; expected a matrix [n, 784] of bytes (uint8) from 0 (paper) to 255 (ink): save np.round(255 * x).astype(np.uint8)',
      ],
    ]);
  });

  it('a mixture of bytes, or of four columns', async () => {
    expect(await faultsOf(plane, npyOf({ descr: '|u1', shape: [1, 2], bytes: '0102' }))).toEqual([
      ['', expect.stringContaining('the type is uint8; expected a matrix [n, 2] of floating-point numbers')],
    ]);
    expect(await faultsOf(plane, floats([1, 4], 1, 2, 3, 4))).toEqual([
      ['', 'the shape is [1, 4] of float64; expected a matrix [n, 2] of floating-point numbers'],
    ]);
  });

  it('a Gaussian of texts, of bytes seven wide, or of more dimensions than its parameter', async () => {
    expect(await faultsOf(line, '"one"\n{"toString":1}\n', 'jsonl')).toEqual([
      [
        '',
        'the file is .jsonl; expected .npy, a matrix [n, 1] of floating-point numbers, as the benchmark and its parameters say',
      ],
      [':2', 'received an object; expected a text or an array of words'],
    ]);
    expect(await faultsOf(line, npyOf({ descr: '|u1', shape: [5, 7], bytes: new Uint8Array(35) }))).toEqual([
      ['', 'the shape is [5, 7] of uint8; expected a matrix [n, 1] of floating-point numbers'],
    ]);
    const wide = await requireRun('gaussian', 'replace', { seeds: 1, generations: 1, set: { dimension: 3 } });
    expect(await faultsOf(wide, floats([1, 3], 1, 2, 3))).toEqual([]);
    expect(await faultsOf(wide, floats([3, 1], 1, 2, 3))).toEqual([['', expect.stringContaining('[n, 3]')]]);
  });

  it('lines of Windows are read, and empty ones among them are told as such', async () => {
    expect(await faultsOf(text, '"one"\r\n["two","words"]\r\n', 'jsonl')).toEqual([]);
    expect(await faultsOf(text, '"one"\r\n\r\n', 'jsonl')).toEqual([
      [':2', 'the line is empty; expected a text or an array of words, as one JSON value a line'],
    ]);
    expect(await faultsOf(text, '\ufeff"one"\n', 'jsonl')).toEqual([
      [':1', expect.stringMatching(/begins with a byte order mark/)],
    ]);
  });

  it('words outside of the vocabulary', async () => {
    expect(await faultsOf(words, floats([2, 1], 0, 2000))).toEqual([
      ['', 'row 1, column 0 is 2000; expected whole numbers from 0 to 1999, a word’s rank each'],
    ]);
  });

  it('images of zeros and ones pass with a warning', async () => {
    const { files, path } = withSample(
      digits,
      npyOf({ descr: '|u1', shape: [1, 784], bytes: new Uint8Array(784).fill(1) }),
    );
    const { ok, warnings } = await checkBundleAt(writeBundle(files));
    expect(ok).toBe(true);
    expect(warnings).toContainEqual({
      path,
      message: 'no pixel is above 1 of 255, so that the images look empty; if 1 is ink, save 255 * x',
    });
  });
});
