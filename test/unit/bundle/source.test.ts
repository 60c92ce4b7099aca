import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { TarPieces } from '#benchmarks/bundle/archive-end.ts';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { LIMITS } from '#benchmarks/bundle/limits.ts';
import { openBundle } from '#benchmarks/bundle/open-bundle.ts';
import { archiveOf, entriesOf, type RawEntry, tarOf, tempFile } from '../../support/archives.ts';
import { type BundleFiles, bundleOf, requireRun, writeBundle } from '../../support/bundles.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let good: BundleFiles;

beforeAll(async () => {
  good = bundleOf([await requireRun('gaussian', 'replace')]);
});

const withEntries = (...extra: RawEntry[]) => archiveOf([...entriesOf(good), ...extra]);
const bytes = new Uint8Array([1]);

describe('entries of an archive that are refused, each by its name', () => {
  it.each<[string, RawEntry, RegExp]>([
    ['a path that climbs out', { path: '../evil.json', bytes }, /climbs out/],
    ['a path that climbs out from inside', { path: 'runs/../../evil.json', bytes }, /climbs out/],
    ['an absolute path', { path: '/etc/passwd', bytes }, /absolute/],
    ['a drive letter', { path: 'C:/evil.json', bytes }, /absolute/],
    ['a backslash', { path: 'runs\\evil.json', bytes }, /backslash/],
    ['a symbolic link', { path: 'runs/evil.json', type: 'SymbolicLink', linkpath: '/etc/passwd' }, /symbolic link/],
    ['a hard link', { path: 'runs/evil.json', type: 'Link', linkpath: 'submission.json' }, /hard link/],
    ['a device', { path: 'runs/evil.json', type: 'CharacterDevice' }, /device/],
    ['a named pipe', { path: 'runs/evil.json', type: 'FIFO' }, /named pipe/],
    ['a special entry', { path: 'runs/evil.json', type: 'GNUDumpDir' }, /special entry/],
    ['an unknown file', { path: 'runs/evil.sh', bytes }, /no such file belongs/],
    ['an unknown folder', { path: '.git/', type: 'Directory' }, /no such folder belongs/],
    ['a number with leading zeros', { path: 'samples/gaussian/seed-01/gen-0.npy', bytes }, /no such file belongs/],
    ['a duplicate', { path: 'runs/gaussian.json', bytes }, /there twice/],
    ['a duplicate by another name', { path: './runs/gaussian.json', bytes }, /there twice/],
    ['a duplicate but for case', { path: 'runs/Gaussian.json', bytes }, /in case alone/],
    [
      'a very long path',
      { path: 'x', bytes, pax: { path: `runs/${'a'.repeat(400)}.json` } },
      /401? characters|4\d\d characters/,
    ],
    ['a path from an extended header', { path: 'runs/fine.json', bytes, pax: { path: '../evil.json' } }, /climbs out/],
    ['a size from an extended header', { path: 'runs/evil.json', bytes, pax: { size: 1 } }, /PAX\) header sets size/],
    [
      'a path for all entries',
      { path: 'runs/evil.json', bytes, globalPax: { path: 'runs/x.json' } },
      /PAX\) header sets path/,
    ],
    ['a folder around the bundle', { path: 'mine/submission.json', bytes }, /have to be at the top/],
  ])('%s', async (_, entry, message) => {
    const report = await checkBundleAt(withEntries(entry));
    expect(report.ok).toBe(false);
    const name = entry.pax?.path ?? entry.path;
    const found = report.problems.find(({ path }) => path === name || path.startsWith(name.slice(0, 200)));
    expect(found?.message).toMatch(message);
  });

  it('reports all of them at once, beside what is wrong inside', async () => {
    const report = await checkBundleAt(
      archiveOf([
        { path: '../a', bytes },
        { path: '/b', bytes },
        { path: 'c', type: 'SymbolicLink', linkpath: 'd' },
        { path: 'submission.json', bytes: new TextEncoder().encode('{"format": NaN}') },
      ]),
    );
    const places = report.problems.map(({ path }) => path);
    expect(places).toEqual(expect.arrayContaining(['../a', '/b', 'c', 'submission.json#/format (line 1, column 12)']));
  });

  it('takes what common packers write: "./", folders, times and owners in extended headers', async () => {
    const entries: RawEntry[] = [
      { path: './', type: 'Directory' },
      { path: './runs/', type: 'Directory' },
      ...entriesOf(good).map((entry) => ({
        ...entry,
        path: `./${entry.path}`,
        pax: { mtime: new Date(1500), uname: 'ada' },
      })),
    ];
    expect(await checkBundleAt(archiveOf(entries))).toMatchObject({ ok: true });
  });

  it.runIf(existsSync('/usr/bin/tar') || existsSync('/bin/tar'))('takes what tar writes', async () => {
    const folder = writeBundle(good);
    const archive = tempFile(new Uint8Array());
    execFileSync('tar', ['-C', folder, '-czf', archive, '.']);
    expect(await checkBundleAt(archive)).toMatchObject({ ok: true });
  });
});

const BEHIND = /something follows its end mark|something follows the end of its compressed data/;
const packedGood = (): Buffer => gzipSync(tarOf(entriesOf(good)));
/** The archive with that many more blocks of zeros. */
const padded = (blocks: number): Buffer => tarOf(entriesOf(good), Buffer.alloc(1024 + 512 * blocks));

describe('the end of an archive', () => {
  it.each<[string, () => Uint8Array]>([
    ['blocks up to a record of 10 kB, as tar writes', () => gzipSync(padded(17))],
    ['many blocks', () => gzipSync(padded(2000))],
    ['part of a block', () => gzipSync(Buffer.concat([padded(0), Buffer.alloc(100)]))],
    ['zeros behind the compressed data, as of a tape', () => Buffer.concat([packedGood(), Buffer.alloc(10_000)])],
    [
      'several members',
      () => Buffer.concat([padded(0).subarray(0, 700), padded(0).subarray(700)].map((part) => gzipSync(part))),
    ],
  ])('may be followed by zeros: %s', async (_, make) => {
    expect(await checkBundleAt(tempFile(make()))).toMatchObject({ ok: true });
  });

  it('is found wherever the bytes are cut, and zeros within a file are none', () => {
    const zeros = { path: 'runs/a', bytes: Buffer.concat([Buffer.alloc(5000), Buffer.from('x'), Buffer.alloc(3000)]) };
    const tar = Buffer.concat([tarOf([zeros, zeros], Buffer.alloc(5 * 512)), Buffer.from('behind'.padEnd(512))]);
    for (const size of [100, 512, 700, 1024, 1536, 4096, tar.length]) {
      const pieces = new TarPieces();
      const cut: Buffer[] = [];
      for (let at = 0; at < tar.length; at += size) cut.push(...pieces.of(tar.subarray(at, at + size)));
      expect(Buffer.concat([...cut, pieces.rest]).equals(tar)).toBe(true);
      // The end mark is the first two of the five last blocks of zeros: no piece holds it and what stands behind.
      expect(cut.at(-1)?.toString()).toMatch(/^behind *$/);
    }
  });
});

describe('archives that are not read at all', () => {
  const open = (path: string, limits = {}) => openBundle(path, { limits: { ...LIMITS, ...limits } });

  it.each<[string, () => Uint8Array, RegExp]>([
    ['no gzip', () => tarOf(entriesOf(good)), /no valid gzip/],
    ['nothing', () => new Uint8Array(), /no valid gzip|no tar archive/],
    ['gzip of nothing', () => gzipSync(''), /no tar archive/],
    ['gzip of something else', () => gzipSync('x'.repeat(5000)), /can't be read/],
    ['gzip in gzip', () => gzipSync(gzipSync(tarOf(entriesOf(good)), { level: 0 })), /compressed twice/],
    ['cut off', () => gzipSync(tarOf(entriesOf(good)).subarray(0, 3000)), /Truncated|cut off/],
    ['no end mark', () => gzipSync(tarOf(entriesOf(good), Buffer.alloc(0))), /end mark/],
    [
      'another archive behind it',
      () => gzipSync(Buffer.concat([tarOf(entriesOf(good)), tarOf(entriesOf(good))])),
      BEHIND,
    ],
    ['another member behind it', () => Buffer.concat([packedGood(), packedGood()]), BEHIND],
    ['a text behind its end mark', () => gzipSync(Buffer.concat([tarOf(entriesOf(good)), Buffer.from('x')])), BEHIND],
    ['a text behind the blocks of its end', () => gzipSync(Buffer.concat([padded(20), Buffer.from('x')])), BEHIND],
    ['a block far behind its end mark', () => gzipSync(Buffer.concat([padded(2000), Buffer.alloc(512, 1)])), BEHIND],
    ['a text behind its compressed data', () => Buffer.concat([packedGood(), Buffer.from('hidden')]), BEHIND],
    ['a letter behind it', () => Buffer.concat([packedGood(), Buffer.from('x')]), /no valid gzip/],
    ['a long text behind it', () => Buffer.concat([packedGood(), Buffer.alloc(200_000, 'x')]), BEHIND],
    [
      'a text behind zeros behind it',
      () => Buffer.concat([packedGood(), Buffer.alloc(9999), Buffer.from('x')]),
      BEHIND,
    ],
    ['what looks like a member behind it', () => Buffer.concat([packedGood(), Buffer.from([31, 139, 1, 2])]), BEHIND],
    ['cut off gzip', () => gzipSync(tarOf(entriesOf(good))).subarray(0, -100), /no valid gzip/],
  ])('%s', async (_, make, message) => {
    await expect(open(tempFile(make()))).rejects.toMatchObject({
      code: 'hostile-archive',
      message: expect.stringMatching(message),
    });
  });

  it('one with a flipped byte', async () => {
    const packed = gzipSync(tarOf(entriesOf(good)));
    const at = Math.floor(packed.length / 2);
    packed[at] = (packed[at] as number) ^ 1;
    const report = await checkBundleAt(tempFile(packed));
    expect(report).toMatchObject({ ok: false, code: 'hostile-archive' });
  });

  it('a gzip bomb, while it is unpacked', async () => {
    const bomb = gzipSync(tarOf([{ path: 'samples/gaussian/seed-1/gen-0.npy', bytes: new Uint8Array(8e6) }]));
    expect(bomb.length).toBeLessThan(20_000);
    await expect(open(tempFile(bomb), { unpackedBytes: 1e6, sampleBytes: 1e9 })).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  it('a bomb behind the end mark, in bounded time', async () => {
    const start = performance.now();
    const bomb = gzipSync(Buffer.concat([tarOf(entriesOf(good)), Buffer.alloc(100e6)]), { level: 1 });
    await expect(open(tempFile(bomb), { unpackedBytes: 90e6 })).rejects.toMatchObject({ code: 'too-large' });
    const source = await open(tempFile(bomb));
    expect(source.files).toHaveLength(good.size);
    await source.close();
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  it('a file that claims to be huge', async () => {
    const entry = { path: 'runs/gaussian.json', bytes, size: 8 * 2 ** 30 };
    await expect(open(archiveOf([entry]))).rejects.toMatchObject({
      code: 'too-large',
      problems: [{ path: 'runs/gaussian.json' }],
    });
  });

  it('too many entries, extended headers and folders counted', async () => {
    const many = Array.from({ length: 60 }, (_, i) => ({ path: `samples/gaussian/seed-1/gen-${i}.npy`, bytes }));
    await expect(open(archiveOf(many), { entries: 50 })).rejects.toMatchObject({ code: 'too-large' });
    const folders = Array.from({ length: 60 }, () => ({ path: 'runs/', type: 'Directory' as const }));
    await expect(open(archiveOf(folders), { entries: 50 })).rejects.toMatchObject({ code: 'too-large' });
    const headers = Array.from({ length: 60 }, () => ({
      path: 'runs/',
      type: 'Directory' as const,
      pax: { mtime: new Date(0) },
    }));
    await expect(open(archiveOf(headers), { entries: 80 })).rejects.toMatchObject({ code: 'too-large' });
  });

  it('too many bytes packed', async () => {
    await expect(open(withEntries(), { packedBytes: 100 })).rejects.toMatchObject({ code: 'too-large' });
  });

  it('leaves no temporary files behind', async () => {
    const tempDir = temporaryFolder();
    await checkBundleAt(withEntries(), { tempDir });
    await checkBundleAt(tempFile(gzipSync(tarOf(entriesOf(good)).subarray(0, 3000))), { tempDir });
    await checkBundleAt(withEntries({ path: '../x', bytes }), { tempDir, limits: { ...LIMITS, unpackedBytes: 2000 } });
    expect(readdirSync(tempDir)).toEqual([]);
  });
});

describe('entries of a folder that are refused', () => {
  it('links, pipes and unknown files, also where they lead inside', async () => {
    const folder = writeBundle(good);
    symlinkSync('gaussian.json', join(folder, 'runs/regression.json'));
    symlinkSync('/etc', join(folder, 'samples/etc'));
    symlinkSync('nowhere', join(folder, 'dangling'));
    writeFileSync(join(folder, '.bashrc'), '');
    mkdirSync(join(folder, 'node_modules/x'), { recursive: true });
    execFileSync('mkfifo', [join(folder, 'runs/pipe.json')]);
    const report = await checkBundleAt(folder);
    const messages = Object.fromEntries(report.problems.map(({ path, message }) => [path, message]));
    expect(messages).toMatchObject({
      'runs/regression.json': expect.stringContaining('symbolic link'),
      'samples/etc': expect.stringContaining('symbolic link'),
      dangling: expect.stringContaining('symbolic link'),
      '.bashrc': expect.stringContaining('no such file'),
      node_modules: expect.stringContaining('no such folder'),
      'runs/pipe.json': expect.stringContaining('named pipe'),
    });
    expect(report.problems).toHaveLength(6);
  });

  it('a file that is too large', async () => {
    const folder = writeBundle(good);
    appendFileSync(join(folder, 'submission.json'), ' '.repeat(2 ** 20));
    expect(await checkBundleAt(folder)).toMatchObject({
      ok: false,
      code: 'too-large',
      problems: [{ path: 'submission.json' }],
    });
  });

  it('is said to be missing where it is', async () => {
    await expect(checkBundleAt('/nowhere/at/all')).rejects.toMatchObject({ code: 'not-found' });
  });
});

it('a folder of bundles names them: one is checked at a time', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'plan.json'), '{}');
  for (const name of ['retain', 'replace']) renameSync(writeBundle(good), join(folder, name));
  await expect(checkBundleAt(folder)).rejects.toMatchObject({
    code: 'not-found',
    message: `${folder} holds bundles and is none itself. Give one of them: ${folder}/replace, ${folder}/retain.`,
  });
  expect((await checkBundleAt(join(folder, 'retain'))).ok).toBe(true);
});
