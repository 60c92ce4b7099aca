import { execFileSync } from 'node:child_process';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { bundleDigest } from '#benchmarks/bundle/digest.ts';
import { packBundle } from '#benchmarks/bundle/pack.ts';
import { archiveOf, entriesOf, tempFile } from '../../support/archives.ts';
import { type BundleFiles, bundleOf, requireRun, writeBundle } from '../../support/bundles.ts';

let good: BundleFiles;

beforeAll(async () => {
  good = bundleOf([await requireRun('gaussian', 'replace')]);
});

const digestAt = async (path: string) => (await checkBundleAt(path)).bundleDigest;

describe('packing', () => {
  it('gives the same bytes whenever and in whatever order the files were written', async () => {
    const one = writeBundle(good);
    const other = writeBundle(new Map([...good].reverse()));
    utimesSync(join(other, 'submission.json'), new Date(), new Date(2001, 1));
    const [first, second, again] = [tempFile(new Uint8Array()), tempFile(new Uint8Array()), tempFile(new Uint8Array())];
    await packBundle(one, first);
    await packBundle(other, second);
    await packBundle(first, again);
    expect(readFileSync(second).equals(readFileSync(first))).toBe(true);
    expect(readFileSync(again).equals(readFileSync(first))).toBe(true);
    // RFC 1952: no time, best compression, system unknown.
    expect([...readFileSync(first).subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
  });

  it('is read back by tar', async () => {
    const packed = tempFile(new Uint8Array());
    await packBundle(writeBundle(good), packed);
    const listed = execFileSync('tar', ['-tzf', packed], { encoding: 'utf8' }).trim().split('\n');
    expect(listed).toEqual([...good.keys()].sort());
  });

  it('refuses what no bundle may have', async () => {
    const folder = writeBundle(good);
    writeFileSync(join(folder, 'notes.txt'), '');
    await expect(packBundle(folder, tempFile(new Uint8Array()))).rejects.toMatchObject({
      code: 'check-failed',
      problems: [{ path: 'notes.txt' }],
    });
  });
});

describe('the bundle digest', () => {
  it('is the same for a folder, its archive, another compression and another order', async () => {
    const folder = writeBundle(good);
    const packed = tempFile(new Uint8Array());
    const { bundleDigest: digest } = await packBundle(folder, packed);
    expect(await digestAt(folder)).toBe(digest);
    expect(await digestAt(packed)).toBe(digest);
    expect(await digestAt(archiveOf(entriesOf(good), 1))).toBe(digest);
    expect(await digestAt(archiveOf(entriesOf(good).reverse(), 9))).toBe(digest);
  });

  it('is what sha256sum computes', async () => {
    const folder = writeBundle(good);
    const command = 'find * -type f | LC_ALL=C sort | xargs sha256sum | sha256sum';
    const computed = execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    expect(await digestAt(folder)).toBe(computed.split(' ')[0]);
  });

  it('covers every file, submission.json too, and their names', async () => {
    const digest = await digestAt(writeBundle(good));
    for (const path of good.keys()) {
      const changed = new Map(good);
      const content = Uint8Array.from(good.get(path) as Uint8Array);
      content[content.length - 1] = 0x20;
      changed.set(path, content);
      expect(await digestAt(writeBundle(changed))).not.toBe(digest);
    }
    expect(bundleDigest([{ path: 'a', sha256: '0' }])).not.toBe(bundleDigest([{ path: 'b', sha256: '0' }]));
  });
});
