/** What is kept and shown of images. */
import { IMAGE_SIDE } from '../../data/mnist.ts';
import type { Batch } from '../../numerics/batch.ts';
import type { ShownAs } from '../../protocol/real-sample.ts';

/** A grid of 10 × 10 images for every generation. */
export const KEPT_IMAGES = 100;
const SHOWN = 30;

/** The first images of a draw in 16 shades. */
export function showImages(batch: Batch): ShownAs<'images'> {
  return {
    kind: 'images',
    side: IMAGE_SIDE,
    images: Array.from({ length: Math.min(SHOWN, batch.count) }, (_, i) => packShades(batch.image(i))),
  };
}

/** Two pixels a byte, four bits each, in base64. */
function packShades(pixels: Uint8Array): string {
  const bytes = Buffer.alloc(pixels.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = ((pixels[2 * i] as number) & 0xf0) | ((pixels[2 * i + 1] as number) >> 4);
  }
  return bytes.toString('base64');
}
