/** Small grey images side by side as one PNG: black ink in 16 strengths on nothing, so that a page may invert it. */
import { crc32, deflateSync } from 'node:zlib';

/** Images stand in rows of so many. */
export const SHEET_COLUMNS = 10;

/** A sheet as pages and answers carry it. */
export interface ImageSheet {
  readonly images: number;
  /** Pixels of the whole. */
  readonly width: number;
  readonly height: number;
  /** Base64. */
  readonly png: string;
}

/** `images`: square ones of `side` pixels (even), row by row, each 0 (paper) to 255 (ink). `[side²]` */
export function imageSheet(images: readonly ArrayLike<number>[], side: number): ImageSheet {
  const columns = Math.min(SHEET_COLUMNS, images.length);
  const [width, height] = [columns * side, Math.ceil(images.length / columns) * side];
  // Each line: its filter (none), then two pixels a byte, the left one in the high four bits.
  const stride = 1 + width / 2;
  const lines = new Uint8Array(height * stride);
  for (const [index, image] of images.entries()) {
    const [left, top] = [(index % columns) * side, Math.floor(index / columns) * side];
    for (let pixel = 0; pixel < side * side; pixel++) {
      const x = left + (pixel % side);
      const at = (top + Math.floor(pixel / side)) * stride + 1 + (x >> 1);
      const shade = Math.min(15, Math.max(0, Math.round((image[pixel] as number) / 17)));
      lines[at] = (lines[at] as number) | (x % 2 === 0 ? shade << 4 : shade);
    }
  }
  return { images: images.length, width, height, png: Buffer.from(png(width, height, lines)).toString('base64') };
}

/** An image of 16 shades, two pixels a byte, as real samples keep it. Returns 0–255. `[side²]` */
export function unpackShades(base64: string): Uint8Array {
  const bytes = Buffer.from(base64, 'base64');
  const pixels = new Uint8Array(2 * bytes.length);
  for (const [index, byte] of bytes.entries()) {
    pixels[2 * index] = 17 * (byte >> 4);
    pixels[2 * index + 1] = 17 * (byte & 15);
  }
  return pixels;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const [BIT_DEPTH, INDEXED] = [4, 3];
const BLACK = new Uint8Array(3 * 16);
const OPACITIES = Uint8Array.from({ length: 16 }, (_, shade) => 17 * shade);

/** PNG (W3C, third edition) with a palette of black in 16 opacities. */
function png(width: number, height: number, lines: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([BIT_DEPTH, INDEXED, 0, 0, 0], 8);
  const chunks: readonly (readonly [string, Uint8Array])[] = [
    ['IHDR', header],
    ['PLTE', BLACK],
    ['tRNS', OPACITIES],
    ['IDAT', deflateSync(lines, { level: 9 })],
    ['IEND', new Uint8Array(0)],
  ];
  return Buffer.concat([SIGNATURE, ...chunks.map(([name, data]) => chunk(name, data))]);
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(crc32(body), 4 + body.length);
  return whole;
}
