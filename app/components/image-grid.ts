/**
 * Images of a real sample as one picture: a Windows bitmap with 16 shades, which is the sample's own packing (two pixels a byte)
 * behind a header, so that nothing has to be compressed or drawn.
 */
import type { ShownAs } from '../../benchmarks/protocol/real-sample.ts';

const COLUMNS = 10;
const SHADES = 16;
/** File header and information header (BITMAPINFOHEADER), then the palette, four bytes a shade. */
const HEADERS = 54;
const PIXELS_AT = HEADERS + 4 * SHADES;

/** The grid as a data URL, and its size in pixels. */
export function gridOf({ side, images }: ShownAs<'images'>): {
  readonly source: string;
  readonly width: number;
  readonly height: number;
} {
  const width = COLUMNS * side;
  const height = Math.ceil(images.length / COLUMNS) * side;
  // Rows are padded to four bytes and begin with the lowest.
  const stride = 4 * Math.ceil(width / 8);
  const bytes = Buffer.alloc(PIXELS_AT + stride * height);
  bytes.write('BM', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(PIXELS_AT, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(4, 28);
  bytes.writeUInt32LE(stride * height, 34);
  bytes.writeUInt32LE(SHADES, 46);
  for (let shade = 0; shade < SHADES; shade++) {
    // Shade 0 is paper, 15 ink.
    bytes.fill(255 - 17 * shade, HEADERS + 4 * shade, HEADERS + 4 * shade + 3);
  }
  for (const [index, image] of images.entries()) {
    const packed = Buffer.from(image, 'base64');
    const rowBytes = side / 2;
    for (let y = 0; y < side; y++) {
      const row = height - 1 - (Math.floor(index / COLUMNS) * side + y);
      packed.copy(bytes, PIXELS_AT + row * stride + (index % COLUMNS) * rowBytes, y * rowBytes, (y + 1) * rowBytes);
    }
  }
  return { source: `data:image/bmp;base64,${bytes.toString('base64')}`, width, height };
}
