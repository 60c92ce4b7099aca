import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { imageSheet, SHEET_COLUMNS, unpackShades } from '../../../leaderboard/image-sheet.ts';

/** Opacity of every pixel of a PNG with a palette of 16, 0–15. `[height][width]` */
function shadesOf(png: string): number[][] {
  const bytes = Buffer.from(png, 'base64');
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.set(body.subarray(0, 4).toString(), body.subarray(4));
    at += 12 + length;
  }
  const header = chunks.get('IHDR') as Buffer;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  expect([...header.subarray(8)]).toEqual([4, 3, 0, 0, 0]);
  expect([...(chunks.get('tRNS') as Buffer)]).toEqual(Array.from({ length: 16 }, (_, shade) => 17 * shade));
  const lines = inflateSync(chunks.get('IDAT') as Buffer);
  const stride = 1 + width / 2;
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (__, x) => {
      const byte = lines[y * stride + 1 + (x >> 1)] as number;
      return x % 2 === 0 ? byte >> 4 : byte & 15;
    }),
  );
}

describe('a sheet of images', () => {
  it('has every pixel of every image at its place, in 16 shades', () => {
    const images = Array.from({ length: SHEET_COLUMNS + 2 }, (_, image) => [17 * image, 0, 255, 8]);
    const sheet = imageSheet(images, 2);
    expect(sheet).toMatchObject({ images: 12, width: 20, height: 4 });
    const shades = shadesOf(sheet.png);
    images.forEach((_, image) => {
      const [x, y] = [2 * (image % SHEET_COLUMNS), 2 * Math.floor(image / SHEET_COLUMNS)];
      expect([shades[y]?.[x], shades[y]?.[x + 1], shades[y + 1]?.[x], shades[y + 1]?.[x + 1]]).toEqual([
        image,
        0,
        15,
        0,
      ]);
    });
    // What no image covers is paper.
    expect(shades[2]?.slice(4)).toEqual(Array.from({ length: 16 }, () => 0));
  });

  it('is the same for the same images', () => {
    const images = [Uint8Array.from([0, 90, 200, 255])];
    expect(imageSheet(images, 2)).toEqual(imageSheet(images, 2));
  });

  it('reads shades as real samples pack them', () => {
    expect([...unpackShades(Buffer.from([0x0f, 0xa1]).toString('base64'))]).toEqual([0, 255, 170, 17]);
  });
});
