/** Folders and archives as other systems and their packers leave them. */
import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { LIMITS } from '#benchmarks/bundle/limits.ts';
import { packBundle } from '#benchmarks/bundle/pack.ts';
import { archiveOf, entriesOf, type RawEntry, tarOf, tempFile } from '../../support/archives.ts';
import { type BundleFiles, bundleOf, requireRun, writeBundle } from '../../support/bundles.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const bytes = new Uint8Array([1]);
const SAMPLE = 'samples/gaussian/seed-1/gen-1.npy';
let good: BundleFiles;
let digest: string | null;

beforeAll(async () => {
  good = bundleOf([await requireRun('gaussian', 'replace')]);
  digest = (await checkBundleAt(writeBundle(good))).bundleDigest;
});

/** The bundle in a folder of this name. */
function folderNamed(name: string): { readonly parent: string; readonly name: string } {
  const parent = temporaryFolder();
  mkdirSync(join(parent, name));
  writeBundle(good, join(parent, name));
  return { parent, name };
}

describe('what operating systems leave', () => {
  // As tar of macOS writes a folder that Finder has opened, and what Windows and an unpacked zip add.
  const LEFT = [
    './._.',
    './.DS_Store',
    './._submission.json',
    'runs/._gaussian.json',
    'samples/.DS_Store',
    '__MACOSX/runs/._gaussian.json',
    'Thumbs.db',
    'samples/gaussian/Desktop.ini',
  ];
  const warning = {
    path: '(bundle)',
    message: expect.stringMatching(/^passed over what an operating system left: .*\(\d+ in all\)/),
  };

  it('in an archive is passed over, with a warning and the same digest', async () => {
    const entries: RawEntry[] = [
      { path: '__MACOSX/', type: 'Directory' },
      ...LEFT.map((path) => ({ path, bytes })),
      ...entriesOf(good),
    ];
    const report = await checkBundleAt(archiveOf(entries));
    expect(report).toMatchObject({ ok: true, bundleDigest: digest });
    expect(report.warnings).toContainEqual({
      path: '(bundle)',
      message:
        'passed over what an operating system left: __MACOSX, ._., .DS_Store, … (9 in all); it is no part of the bundle',
    });
  });

  it('in a folder, too, and it is not packed', async () => {
    const folder = writeBundle(good);
    for (const path of LEFT) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      if (path !== './._.') writeFileSync(join(folder, path), bytes);
    }
    const report = await checkBundleAt(folder);
    expect(report).toMatchObject({ ok: true, bundleDigest: digest });
    expect(report.warnings).toContainEqual(warning);
    const packed = tempFile(new Uint8Array());
    expect((await packBundle(folder, packed)).bundleDigest).toBe(digest);
    const again = await checkBundleAt(packed);
    expect(again).toMatchObject({ ok: true, bundleDigest: digest });
    expect(again.warnings).not.toContainEqual(warning);
  });

  it.each<[string, RawEntry, RegExp]>([
    ['a link of such a name', { path: '.DS_Store', type: 'SymbolicLink', linkpath: '/etc/passwd' }, /symbolic link/],
    ['a path that climbs out', { path: '../.DS_Store', bytes }, /climbs out/],
    ['another hidden file', { path: '.env', bytes }, /no such file belongs/],
  ])('%s is refused', async (_, entry, message) => {
    const { problems } = await checkBundleAt(archiveOf([...entriesOf(good), entry]));
    expect(problems).toEqual([{ path: entry.path, message: expect.stringMatching(message) }]);
  });

  it('counts as entries', async () => {
    const many = archiveOf(Array.from({ length: 60 }, (_, i) => ({ path: `._${i}` })));
    const limits = { ...LIMITS, entries: 50 };
    expect(await checkBundleAt(many, { limits })).toMatchObject({ ok: false, code: 'too-large' });
  });
});

describe('one folder around the bundle', () => {
  const within = (name: string, entries = entriesOf(good)) =>
    entries.map((entry) => ({ ...entry, path: `${name}/${entry.path}` }));

  it.each(['mybundle', './mybundle', 'Mein Bündel', 'runs', 'samples', 'a'.repeat(90)])(
    '%s is taken off',
    async (name) => {
      const entries: RawEntry[] = [
        { path: `${name}/`, type: 'Directory' },
        { path: `${name}/samples/gaussian/`, type: 'Directory' },
        ...within(name),
      ];
      expect(await checkBundleAt(archiveOf(entries))).toMatchObject({ ok: true, bundleDigest: digest });
      expect(await checkBundleAt(archiveOf(entries.reverse()))).toMatchObject({ ok: true, bundleDigest: digest });
    },
  );

  it.each<[string, () => RawEntry[], string, RegExp]>([
    [
      'a file beside it',
      () => [...within('mine'), { path: 'submission.json', bytes }],
      'submission.json',
      /in the folder mine\//,
    ],
    [
      'a folder beside it',
      () => [...within('mine'), { path: 'other/', type: 'Directory' }],
      'other/',
      /no such folder/,
    ],
    ['a second one', () => [...within('mine'), ...within('yours')], 'yours/submission.json', /in the folder mine\//],
    ['two, one in the other', () => within('a/b'), 'a/b/submission.json', /no such file belongs/],
    [
      'what doesn’t belong in it',
      () => [...within('mine'), { path: 'mine/notes.md', bytes }],
      'mine/notes.md',
      /no such file/,
    ],
    ['one file twice', () => [...within('mine'), { path: `mine/${SAMPLE}`, bytes }], `mine/${SAMPLE}`, /there twice/],
  ])('%s is refused', async (_, entries, place, message) => {
    const { problems } = await checkBundleAt(archiveOf(entries()));
    expect(problems).toContainEqual({ path: place, message: expect.stringMatching(message) });
  });
});

describe('compression', () => {
  it('gzip of several members, cut anywhere, with zeros behind', async () => {
    const tar = tarOf(entriesOf(good));
    const cuts = [0, 1, 511, 512, 700, 5000, tar.length];
    const members = cuts.slice(1).map((cut, i) => gzipSync(tar.subarray(cuts[i], cut)));
    expect(await checkBundleAt(tempFile(Buffer.concat(members)))).toMatchObject({ ok: true, bundleDigest: digest });
    const padded = Buffer.concat([...members, Buffer.alloc(10_240)]);
    expect(await checkBundleAt(tempFile(padded))).toMatchObject({ ok: true, bundleDigest: digest });
  });

  it.each<[string, () => Uint8Array, string]>([
    ['zip', () => Buffer.from('PK\u0003\u0004'), 'a zip archive'],
    ['zstd', () => Buffer.from('28b52ffd', 'hex'), 'compressed with zstd'],
    ['xz', () => Buffer.from('fd377a585a00', 'hex'), 'compressed with xz'],
    ['bzip2', () => Buffer.from('BZh91AY&SY'), 'compressed with bzip2'],
    ['7z', () => Buffer.from('377abcaf271c', 'hex'), 'a 7z archive'],
    ['none', () => tarOf(entriesOf(good)), 'a tar that is not compressed'],
  ])('%s is named, with what to do', async (_, make, name) => {
    const report = await checkBundleAt(tempFile(make()));
    expect(report).toMatchObject({
      ok: false,
      code: 'hostile-archive',
      problems: [{ path: '(archive)', message: `it is no valid gzip file but ${name}` }],
    });
  });
});

const LONG = 'a-long-name-'.repeat(12);

describe.runIf(existsSync('/usr/bin/tar') || existsSync('/bin/tar'))('GNU tar', () => {
  const pack = (from: string, what: string, ...options: string[]): string => {
    const archive = tempFile(new Uint8Array());
    execFileSync('tar', ['-C', from, ...options, '-czf', archive, what]);
    return archive;
  };

  it.each(['v7', 'oldgnu', 'gnu', 'ustar', 'posix'])('%s', async (format) => {
    const { parent, name } = folderNamed('mine');
    const passes = { ok: true, bundleDigest: digest };
    expect(await checkBundleAt(pack(join(parent, name), '.', `--format=${format}`))).toMatchObject(passes);
    expect(await checkBundleAt(pack(parent, name, `--format=${format}`))).toMatchObject(passes);
  });

  it.each(['gnu', 'posix'])('%s with long names', async (format) => {
    const { parent, name } = folderNamed(LONG.slice(0, 140));
    expect(await checkBundleAt(pack(parent, name, `--format=${format}`))).toMatchObject({
      ok: true,
      bundleDigest: digest,
    });
  });

  it('with a label', async () => {
    const archive = pack(writeBundle(good), '.', '--format=gnu', '-V', 'label');
    expect(await checkBundleAt(archive)).toMatchObject({ ok: true, bundleDigest: digest });
  });

  it('with a hard link or a sparse file: refused, with what to do', async () => {
    const folder = writeBundle(good);
    const twin = SAMPLE.replace('gen-1', 'gen-2');
    rmSync(join(folder, twin));
    linkSync(join(folder, SAMPLE), join(folder, twin));
    const linked = await checkBundleAt(pack(folder, '.'));
    expect(linked.problems[0]?.message).toMatch(/a hard link; .*: pack with tar --hard-dereference/);
    const sparse = writeBundle(good);
    truncateSync(join(sparse, SAMPLE), 2 ** 20);
    for (const format of ['gnu', 'posix']) {
      const { problems } = await checkBundleAt(pack(sparse, '.', '-S', `--format=${format}`));
      expect(problems[0]?.message).toMatch(/a sparse file; .*: pack without -S/);
    }
  });
});

const python = ['/usr/bin/python3', '/usr/local/bin/python3'].find(existsSync);

describe.runIf(python)('Python’s tarfile', () => {
  it.each(['USTAR', 'GNU', 'PAX'])('%s', async (format) => {
    const folder = writeBundle(good);
    for (const name of ['.', 'mine', LONG.slice(0, 95)]) {
      const archive = tempFile(new Uint8Array());
      const code = `import sys, tarfile\nwith tarfile.open(sys.argv[1], 'w:gz', format=tarfile.${format}_FORMAT) as t: t.add(sys.argv[2], arcname=sys.argv[3])`;
      execFileSync(python as string, ['-c', code, archive, folder, name]);
      expect(await checkBundleAt(archive), name).toMatchObject({ ok: true, bundleDigest: digest });
    }
  });
});

describe.runIf(existsSync('/usr/bin/bsdtar'))('bsdtar', () => {
  it.each(['v7', 'ustar', 'gnutar', 'pax'])('%s', async (format) => {
    const { parent, name } = folderNamed('mine');
    const archive = tempFile(new Uint8Array());
    execFileSync('bsdtar', [`--format=${format}`, '-C', parent, '-czf', archive, name]);
    expect(await checkBundleAt(archive)).toMatchObject({ ok: true, bundleDigest: digest });
  });
});
