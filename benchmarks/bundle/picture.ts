/**
 * Pictures of a generation's samples, for people: a grid of images as a grey PNG in 16 shades, dark ink on white paper. They say
 * nothing that the sample file beside them does not, are in no digest, and are checked against it.
 * Format: W3C Recommendation "Portable Network Graphics", second edition (2003).
 */
import { deflateSync, inflateSync } from 'node:zlib';

/** Images in one row of the grid. */
const COLUMNS = 10;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const BITS = 4;
const GREY = 0;

/** Square images, pixels 0–255 `[count, side·side]`. */
export interface Images {
  readonly values: Uint8Array;
  readonly side: number;
}

/** The side of square images of so many pixels, or null where there are none. */
export function sideOf(pixels: number): number | null {
  const side = Math.round(Math.sqrt(pixels));
  return side * side === pixels ? side : null;
}

/** The grid as a PNG file. */
export function encodePicture(images: Images): Uint8Array {
  const parts = [
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', headerOf(images)),
    chunk('IDAT', deflateSync(scanlines(images), { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ];
  return new Uint8Array(Buffer.concat(parts));
}

/** Whether a PNG file shows these images as `encodePicture` does, however well it is compressed. */
export function showsImages(file: Uint8Array, images: Images): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const begin = Buffer.concat([Uint8Array.from(SIGNATURE), chunk('IHDR', headerOf(images))]);
  const end = chunk('IEND', new Uint8Array());
  if (!bytes.subarray(0, begin.length).equals(begin)) return false;
  const length = bytes.length - begin.length - end.length - CHUNK_OVERHEAD;
  if (length < 0 || !bytes.subarray(-end.length).equals(end)) return false;
  const data = bytes.subarray(begin.length + 8, begin.length + 8 + length);
  if (!bytes.subarray(begin.length, -end.length).equals(chunk('IDAT', data))) return false;
  const expected = scanlines(images);
  try {
    return inflateSync(data, { maxOutputLength: expected.length }).equals(expected);
  } catch {
    // Not deflated data, or more of it than the picture has.
    return false;
  }
}

function gridOf({ values, side }: Images): { readonly width: number; readonly height: number } {
  const count = values.length / (side * side);
  return { width: Math.min(count, COLUMNS) * side, height: Math.ceil(count / COLUMNS) * side };
}

function headerOf(images: Images): Uint8Array {
  const { width, height } = gridOf(images);
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, BITS);
  header.setUint8(9, GREY);
  return new Uint8Array(header.buffer);
}

/** The picture's rows, each after a zero (no filter), two pixels a byte; places without an image are paper. */
function scanlines(images: Images): Buffer {
  const { values, side } = images;
  const { width, height } = gridOf(images);
  const stride = 1 + Math.ceil((width * BITS) / 8);
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const image = Math.floor(y / side) * COLUMNS + Math.floor(x / side);
      const ink = values[image * side * side + (y % side) * side + (x % side)] ?? 0;
      const at = y * stride + 1 + (x >> 1);
      rows[at] = (rows[at] as number) | ((15 - (ink >> 4)) << (x % 2 === 0 ? 4 : 0));
    }
  }
  return rows;
}

/** Length, type and checksum. */
const CHUNK_OVERHEAD = 12;

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(CHUNK_OVERHEAD + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/** CRC-32 as in annex D; `zlib.crc32` needs Node 22. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
