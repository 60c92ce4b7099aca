/** What a page finds in a bundle is what the command line and the site find, though it reads it with other means. */
import { createHash } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkChosen } from '#benchmarks/bundle/browser/check-chosen.ts';
import * as browserCrypto from '#benchmarks/bundle/browser/node-crypto.ts';
import * as browserZlib from '#benchmarks/bundle/browser/node-zlib.ts';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { runPath, SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import { entriesOf, packed, tarOf, tempFile } from '../../support/archives.ts';
import { type BundleFiles, bundleOf, requireRun, setJson, writeBundle } from '../../support/bundles.ts';

let good: BundleFiles;
beforeAll(async () => {
  good = bundleOf([await requireRun('gaussian', 'retain:share=0.1'), await requireRun('gmm-2d', 'retain:share=0.1')]);
});

const archived = (bytes: Uint8Array) => ({ archive: new Blob([new Uint8Array(bytes)]) });
const inFolder = (files: BundleFiles, around = '') => ({
  files: [...files].map(([path, bytes]) => ({ path: `${around}${path}`, content: new Blob([new Uint8Array(bytes)]) })),
});

describe('a good bundle', () => {
  it('passes as an archive, which is sent as it is, and is shown as it will read', async () => {
    const chosen = archived(packed(good));
    const { problems, preview, archive } = await checkChosen(chosen);
    expect(problems).toEqual([]);
    expect(archive).toBe(chosen.archive);
    expect(preview).toMatchObject({ spec: 'retain:share=0.1', tier: 'smoke' });
    expect(preview?.runs.map(({ division, completed, seeds }) => [division, completed === seeds])).toEqual([
      ['retained', true],
      ['retained', true],
    ]);
    expect(preview?.runs.every(({ last }) => Number.isFinite(last))).toBe(true);
  });

  it.each(['', 'retain-share-0.1/'])(
    'passes as a folder under "%s", and is packed to the same content',
    async (around) => {
      const { problems, archive } = await checkChosen(inFolder(good, around));
      expect(problems).toEqual([]);
      const file = tempFile(new Uint8Array(await (archive as Blob).arrayBuffer()));
      const here = await checkBundleAt(writeBundle(good));
      expect(await checkBundleAt(file)).toMatchObject({ ok: true, bundleDigest: here.bundleDigest });
    },
  );
});

describe('a .zip', () => {
  const zipped = (files: BundleFiles, around = '') =>
    zipSync(Object.fromEntries([...files].map(([path, bytes]) => [`${around}${path}`, new Uint8Array(bytes)])));

  it.each(['', 'retain-share-0.1/'])(
    'passes with its folder under "%s", and is packed as a .tar.gz',
    async (around) => {
      const { problems, archive } = await checkChosen(archived(zipped(good, around)));
      expect(problems).toEqual([]);
      const here = await checkBundleAt(writeBundle(good));
      const sent = tempFile(new Uint8Array(await (archive as Blob).arrayBuffer()));
      expect(await checkBundleAt(sent)).toMatchObject({ ok: true, bundleDigest: here.bundleDigest });
    },
  );

  it('has the problems of its files, and those of its names', async () => {
    const files = new Map(good).set('notes.txt', Buffer.from('x')).set('../up.json', Buffer.from('{}'));
    const { problems, archive } = await checkChosen(archived(zipped(files)));
    expect(problems.map(({ path }) => path)).toEqual(expect.arrayContaining(['notes.txt', '../up.json']));
    expect(archive).toBeNull();
  });

  it.each([
    ['a part of one', (bytes: Uint8Array) => bytes.subarray(0, bytes.length / 2)],
    [
      'one in an unknown way of packing',
      (bytes: Uint8Array) => {
        // Said in the central directory, 10 bytes after its signature.
        bytes[central(bytes) + 10] = 99;
        return bytes;
      },
    ],
  ])('%s is said to be unreadable', async (_, change) => {
    const { problems } = await checkChosen(archived(change(zipped(good))));
    expect(problems).toEqual([{ path: '(bundle)', message: expect.stringContaining("The .zip can't be read") }]);
  });

  it('one that says it holds more than a bundle may is not unpacked', async () => {
    const bytes = zipped(new Map([[SUBMISSION_PATH, Buffer.alloc(1000)]]));
    // The size in the central directory, 24 bytes after its signature.
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    view.setUint32(central(bytes) + 24, 2 ** 31, true);
    const { problems } = await checkChosen(archived(bytes));
    expect(problems).toEqual([{ path: SUBMISSION_PATH, message: expect.stringContaining('received 2048 MB') }]);
  });

  const central = (bytes: Uint8Array): number => Buffer.from(bytes).indexOf('PK\u0001\u0002');
});

describe('a bad one has the same problems as on the command line', () => {
  it.each<readonly [string, (files: BundleFiles) => void]>([
    ['blanks', (files) => setJson(files, SUBMISSION_PATH, { title: '' })],
    ['no JSON', (files) => files.set(runPath('gaussian'), Buffer.from('{'))],
    ['a file that belongs nowhere', (files) => files.set('notes.txt', Buffer.from('x'))],
    ['a missing sample', (files) => files.delete([...files.keys()].find((path) => path.startsWith('samples/')) ?? '')],
  ])('%s', async (_, damage) => {
    const files = new Map(good);
    damage(files);
    const here = await checkBundleAt(tempFile(packed(files)));
    expect(here.problems).not.toEqual([]);
    const there = await checkChosen(archived(packed(files)));
    expect(there).toMatchObject({ problems: here.problems, preview: null, archive: null });
    expect((await checkChosen(inFolder(files))).problems).toEqual(here.problems);
  });

  it('a link', async () => {
    const bytes = gzipSync(
      tarOf([...entriesOf(good), { path: 'runs/x.json', type: 'SymbolicLink', linkpath: '/etc/passwd' }]),
    );
    const here = await checkBundleAt(tempFile(bytes));
    expect((await checkChosen(archived(bytes))).problems).toEqual(here.problems);
  });

  it.each([
    ['no archive', Buffer.from('PK no archive')],
    ['a part of one', gzipSync(Buffer.alloc(4000, 1)).subarray(0, 20)],
  ])('%s is said to be none', async (_, bytes) => {
    const { problems, preview } = await checkChosen(archived(bytes));
    expect(problems).toEqual([{ path: '(bundle)', message: expect.stringContaining('it is no .tar.gz') }]);
    expect(preview).toBeNull();
  });
});

describe('what stands for Node there gives the same', () => {
  it('SHA-256', () => {
    for (const data of ['', 'abc', 'ελληνικά 🐑', 'x'.repeat(1000)])
      expect(browserCrypto.createHash('sha256').update(data).digest('hex')).toBe(
        createHash('sha256').update(data).digest('hex'),
      );
  });

  it('inflated bytes, within their bound', () => {
    const data = Buffer.from('abc'.repeat(500));
    const packedData = deflateSync(data);
    expect(browserZlib.inflateSync(packedData, { maxOutputLength: 1500 }).equals(data)).toBe(true);
    expect(() => browserZlib.inflateSync(packedData, { maxOutputLength: 1499 })).toThrow(RangeError);
  });
});
