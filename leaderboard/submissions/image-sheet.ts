/** Small grey images side by side as one picture, as pages and answers carry it. */
import { encodePicture } from '#benchmarks/bundle/picture.ts';

export interface ImageSheet {
  readonly images: number;
  /** Pixels of the whole. */
  readonly width: number;
  readonly height: number;
  /** A PNG in base64: dark ink on white paper, ten images a row. */
  readonly png: string;
}

/** Where the header of every PNG has width and height. */
const [WIDTH_AT, HEIGHT_AT] = [16, 20];

/** values: square images, row by row, each pixel 0 (paper) to 255 (ink). `[images, side²]` */
export function imageSheet(values: Uint8Array, side: number): ImageSheet {
  const png = Buffer.from(encodePicture({ values, side }));
  return {
    images: values.length / (side * side),
    width: png.readUInt32BE(WIDTH_AT),
    height: png.readUInt32BE(HEIGHT_AT),
    png: png.toString('base64'),
  };
}

/** Images of 16 shades, two pixels a byte, as real samples keep them. Returns 0–255. `[images, side²]` */
export function unpackShades(images: readonly string[]): Uint8Array {
  const bytes = Buffer.concat(images.map((image) => Buffer.from(image, 'base64')));
  const pixels = new Uint8Array(2 * bytes.length);
  for (const [index, byte] of bytes.entries()) {
    pixels[2 * index] = 17 * (byte >> 4);
    pixels[2 * index + 1] = 17 * (byte & 15);
  }
  return pixels;
}
