/** Samples in files of other tools: sent to the site and looked at. */

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FramesView } from '#leaderboard/views/index.ts';
import { type Api, openApi } from '../support/api.ts';
import { archiveOf, entriesOf, packed } from '../support/archives.ts';
import { type MadeRun, requireRun, withSample } from '../support/bundles.ts';
import { npyOf } from '../support/npy.ts';

let api: Api;
let text: MadeRun;
let line: MadeRun;

beforeAll(async () => {
  api = await openApi();
  text = await requireRun('ngram-text', 'replace', { seeds: 1, generations: 1 });
  line = await requireRun('gaussian', 'replace', { seeds: 1, generations: 1 });
});

afterAll(() => api?.close());

const framesOf = async (id: string, benchmark: string): Promise<FramesView> =>
  (await api.get(`/api/v1/submissions/${id}/frames/${benchmark}`)).body;

describe('what is valid is shown', () => {
  test('texts as arrays of words, with their repeated phrases, from an archive of macOS in a folder of its own', async () => {
    const words = `${JSON.stringify('so it is said and so it is said'.split(' '))}\n`;
    const { files } = withSample(text, words);
    const clutter = { path: 'mine/._submission.json', bytes: Uint8Array.of(0) };
    const entries = entriesOf(files).map((entry) => ({ ...entry, path: `mine/${entry.path}` }));
    const sent = await api.submit(readFileSync(archiveOf([clutter, ...entries])));
    expect(sent.status).toBe(201);
    const { frames } = await framesOf(sent.body.id, 'ngram-text');
    expect(frames[0]).toEqual({
      generation: 0,
      kind: 'sentences',
      // Six phrases: "so it is said" twice, four others once.
      sentences: [
        [
          ['so it is said', true],
          ['and', false],
          ['so it is said', true],
        ],
      ],
      repeated: 0.3333,
    });
    // Without the clutter and the folder it is the same bundle.
    const again = await api.submit(packed(files));
    expect([again.status, again.body.id]).toEqual([200, sent.body.id]);
  });

  test('a collapsed Gaussian as numbers, in single precision and the other byte order', async () => {
    const { files } = withSample(line, npyOf({ descr: '>f4', shape: [3, 1], bytes: new Uint8Array(12) }));
    const { body } = await api.submit(packed(files));
    const { frames } = await framesOf(body.id, 'gaussian');
    expect(frames[0]).toEqual({ generation: 0, kind: 'values', values: [0, 0, 0] });
    expect((await framesOf(body.id, 'gaussian')).madeAgain).toBeNull();
  });

  test('texts of a megabyte: a short answer', async () => {
    const block = `${JSON.stringify('a '.repeat(499_000).trim())}\n`.repeat(3);
    const { files } = withSample(text, block);
    const { body } = await api.submit(packed(files));
    const { frames } = await framesOf(body.id, 'ngram-text');
    expect(frames[0]).toMatchObject({ kind: 'sentences', repeated: 1 });
    expect(JSON.stringify(frames[0]).length).toBeLessThan(3000);
  });
});

describe('what isn’t is refused at its place, and changes nothing', () => {
  test.each<[string, () => MadeRun, Uint8Array | string, 'npy' | 'jsonl', string, RegExp]>([
    ['an object for a text', () => text, '["fine"]\n{"toString":1}\n', 'jsonl', ':2', /a text or an array of words/],
    ['a Gaussian of texts', () => line, '"one"\n', 'jsonl', '', /expected \.npy/],
    [
      'bytes of width 7',
      () => line,
      npyOf({ descr: '|u1', shape: [5, 7], bytes: new Uint8Array(35) }),
      'npy',
      '',
      /expected a matrix \[n, 1\]/,
    ],
  ])('%s', async (_, run, content, kind, place, message) => {
    const before = await api.stored();
    const { files, path } = withSample(run(), content, { kind });
    const { status, body } = await api.submit(packed(files));
    expect(status).toBe(422);
    expect(body.problems).toEqual([{ path: `${path}${place}`, message: expect.stringMatching(message) }]);
    expect(await api.stored()).toEqual(before);
  });
});
