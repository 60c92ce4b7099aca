import { inflateSync } from 'node:zlib';
import { load } from 'npyjs';
import { describe, expect, it } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { encodePicture, showsImages, sideOf } from '#benchmarks/bundle/picture.ts';
import { bundleOf, requireRun, writeBundle } from '../../support/bundles.ts';

/** Twelve images of 2 × 2: two rows of the grid. */
const VALUES = Uint8Array.from({ length: 48 }, (_, i) => 5 * i);
const IMAGES = { values: VALUES, side: 2 };

describe('a picture', () => {
  const file = Buffer.from(encodePicture(IMAGES));

  it('is a PNG of 20 × 4 pixels, four bits each', () => {
    expect(file.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    // python3: zlib.crc32(b'IHDR' + struct.pack('>IIBBBBB', 20, 4, 4, 0, 0, 0, 0))
    expect(file.subarray(8, 33).toString('hex')).toBe('0000000d49484452000000140000000404000000006ec4ad4b');
    const data = file.subarray(41, 41 + file.readUInt32BE(33));
    const rows = inflateSync(data);
    expect(rows.length).toBe(4 * 11);
    // The first image's upper row is 0, 5: paper. The twelfth image's lower row is 230, 235: ink 14 of 15.
    expect(rows[1]).toBe(0xff);
    expect(rows[3 * 11 + 2]).toBe(0x11);
    // Where there is no image, there is paper.
    expect(rows[3 * 11 + 3]).toBe(0xff);
  });

  it('shows its images and no others', () => {
    expect(showsImages(file, IMAGES)).toBe(true);
    expect(showsImages(file, { ...IMAGES, values: VALUES.map((value) => 255 - value) })).toBe(false);
    expect(showsImages(file, { ...IMAGES, values: VALUES.slice(0, 40) })).toBe(false);
    for (const at of [0, 20, 40, 50, file.length - 1]) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] as number) ^ 1;
      expect(showsImages(changed, IMAGES), `byte ${at}`).toBe(false);
    }
    for (const length of [0, 8, 40, file.length - 1]) expect(showsImages(file.subarray(0, length), IMAGES)).toBe(false);
    expect(showsImages(Buffer.concat([file, file]), IMAGES)).toBe(false);
  });

  it('has square images only', () => {
    expect(sideOf(784)).toBe(28);
    expect(sideOf(783)).toBeNull();
  });
});

describe('in a bundle', () => {
  const SAMPLES = 'samples/digits-vae/seed-1/gen-1.npy';
  const PICTURE = 'samples/digits-vae/seed-1/gen-1.png';
  const problemsOf = async (change: (files: Map<string, Uint8Array>) => void) => {
    const files = bundleOf([await requireRun('digits-vae', 'replace')]);
    change(files);
    return (await checkBundleAt(writeBundle(files))).problems.map(({ path, message }) => `${path}: ${message}`);
  };

  it('passes beside its samples, and may be left out', async () => {
    expect(await problemsOf((files) => void expect(files.has(PICTURE)).toBe(true))).toEqual([]);
    expect(await problemsOf((files) => void files.delete(PICTURE))).toEqual([]);
  }, 120_000);

  it('is refused where it shows something else, or nothing that is there', async () => {
    expect(
      await problemsOf((files) => {
        files.set(PICTURE, files.get(PICTURE.replace('gen-1', 'gen-0')) as Uint8Array);
      }),
    ).toEqual([expect.stringMatching(/gen-1.png: the picture does not show the samples in .*gen-1.npy/)]);
    expect(
      await problemsOf((files) => {
        files.set(PICTURE.replace('gen-1', 'gen-9'), files.get(PICTURE) as Uint8Array);
      }),
    ).toEqual([expect.stringContaining('there is no samples/digits-vae/seed-1/gen-9.npy')]);
  }, 120_000);

  it('is refused beside samples that are no images', async () => {
    const digits = await requireRun('digits-vae', 'replace');
    const files = bundleOf([await requireRun('gaussian', 'replace')]);
    files.set('samples/gaussian/seed-1/gen-0.png', digits.files.get(PICTURE) as Uint8Array);
    const { problems } = await checkBundleAt(writeBundle(files));
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('are no images')]);
  }, 120_000);

  it('comes with samples in bytes', async () => {
    const digits = await requireRun('digits-vae', 'replace');
    const { dtype, shape } = await load(new Uint8Array(digits.files.get(SAMPLES) as Uint8Array));
    expect({ dtype, shape }).toEqual({ dtype: 'u1', shape: [100, 784] });
  }, 120_000);
});
