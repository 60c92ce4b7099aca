import { describe, expect, it } from 'vitest';
import { showsImages } from '#benchmarks/bundle/picture.ts';
import { BENCHMARKS, benchmarkName } from '#benchmarks/suite/catalog.ts';
import { getRealSample } from '#benchmarks/suite/real-samples.ts';
import { imageSheet, unpackShades } from '#leaderboard/submissions/image-sheet.ts';

describe('a sheet of images', () => {
  const values = Uint8Array.from({ length: 12 * 4 }, (_, i) => 5 * i);

  it('shows them, with its own size', () => {
    const sheet = imageSheet(values, 2);
    expect(sheet).toMatchObject({ images: 12, width: 20, height: 4 });
    expect(showsImages(Buffer.from(sheet.png, 'base64'), { values, side: 2 })).toBe(true);
  });

  it('reads shades as real samples pack them', () => {
    const packed = [[0x0f], [0xa1]].map((bytes) => Buffer.from(bytes).toString('base64'));
    expect([...unpackShades(packed)]).toEqual([0, 255, 170, 17]);
  });

  const samples = BENCHMARKS.flatMap(({ card }) => {
    const data = getRealSample(card)?.data;
    return data?.kind === 'images' ? [{ id: benchmarkName(card), data }] : [];
  });
  it.each(samples)('is made of the real sample of $id', ({ data }) => {
    const pixels = unpackShades(data.images);
    expect(pixels).toHaveLength(data.images.length * data.side * data.side);
    expect(imageSheet(pixels, data.side).images).toBe(data.images.length);
  });
});
