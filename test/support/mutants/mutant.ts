/** Mutants: valid bundles after a few changes. A seed makes one, always the same. */
import { SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { resultDigest, sha256 } from '#benchmarks/protocol/digest.ts';
import type { BundleFiles } from '../bundles.ts';
import { entriesOf } from '../raw-tar.ts';
import { mutateArchive, packed } from './archive-mutations.ts';
import type { Base } from './bases.ts';
import { mutateFiles } from './file-mutations.ts';
import { mutateJson, mutateText } from './json-mutations.ts';
import { pick, writeJson } from './json-values.ts';
import type { Loose } from './loose.ts';
import { mutateRecord } from './record-mutations.ts';

export interface Mutant {
  readonly seed: number;
  /** Of what. */
  readonly base: Base;
  /** What was changed, in order. */
  readonly kinds: readonly string[];
  /** A `.tar.gz`, or files for a folder. */
  readonly content: Buffer | BundleFiles;
}

/** Shares of mutants. */
const KEEPS_DIGESTS = 0.05;
const IS_FOLDER = 0.15;
const CHANGES_ARCHIVE = 0.08;

export function mutantOf(seed: number, bases: readonly Base[]): Mutant {
  const stream = new Stream(`mutant/${seed}`);
  const base = pick(stream, bases);
  const files: BundleFiles = new Map(base.files);
  const kinds: string[] = [];
  const changesArchive = stream.uniform() < CHANGES_ARCHIVE;
  const changes = changesArchive ? stream.int(2) : 1 + Math.floor(3 * stream.uniform() * stream.uniform());
  for (let i = 0; i < changes; i++) kinds.push(mutateOnce(stream, files));
  if (stream.uniform() >= KEEPS_DIGESTS) fitDigests(files);
  else kinds.push('digests kept');
  const entries = entriesOf(files);
  if (changesArchive && entries.length > 0) {
    const { bytes, kind } = mutateArchive(stream, entries);
    return { seed, base, kinds: [...kinds, kind], content: bytes };
  }
  const isFolder = stream.uniform() < IS_FOLDER;
  return { seed, base, kinds, content: isFolder ? files : packed(entries) };
}

/** A bundle with one byte of one file changed, and its digests as they were. */
export function byteChangeOf(seed: number, bases: readonly Base[]): Mutant {
  const stream = new Stream(`byte/${seed}`);
  const base = pick(stream, bases);
  const files: BundleFiles = new Map(base.files);
  const path = pick(stream, [...files.keys()]);
  const bytes = Uint8Array.from(files.get(path) as Uint8Array);
  const at = stream.int(bytes.length);
  bytes[at] = (bytes[at] as number) ^ (1 + stream.int(255));
  files.set(path, bytes);
  return { seed, base, kinds: [`byte ${at} of ${path}`], content: packed(entriesOf(files)) };
}

function mutateOnce(stream: Stream, files: BundleFiles): string {
  const chance = stream.uniform();
  if (chance < 0.25) return mutateFiles(stream, files);
  const records = [...files.keys()].filter((path) => path.startsWith('runs/'));
  const path = chance < 0.4 || records.length === 0 ? SUBMISSION_PATH : pick(stream, records);
  const text = new TextDecoder().decode(files.get(path) ?? new Uint8Array());
  const [changed, kind] = changeDocument(stream, text, chance >= 0.65 && path !== SUBMISSION_PATH);
  files.set(path, new TextEncoder().encode(changed));
  const where = path === SUBMISSION_PATH ? 'submission' : 'record';
  return `${where}: ${kind}`;
}

function changeDocument(stream: Stream, text: string, keepsShape: boolean): readonly [string, string] {
  const document = parsed(text);
  if (document === undefined || stream.uniform() < 0.04) return [mutateText(stream, text), 'text'];
  if (keepsShape) {
    const name = mutateRecord(stream, document);
    return [writeJson(document), name];
  }
  const { value, kind } = mutateJson(stream, document);
  return [writeJson(value), kind];
}

function parsed(text: string): Loose {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes the digests right again, as somebody would who wants to be believed, wherever records can still be read. */
function fitDigests(files: BundleFiles): void {
  const decode = (path: string): string => new TextDecoder().decode(files.get(path));
  for (const path of [...files.keys()].filter((name) => name.startsWith('runs/'))) {
    let text = decode(path);
    for (const { path: sample, sha256: said } of samplesOf(parsed(text))) {
      const bytes = files.get(sample);
      if (bytes !== undefined && /^[0-9a-f]{64}$/.test(said)) text = text.replace(said, sha256(bytes));
    }
    const record = parsed(text);
    const before = record?.resultDigest;
    const after = digestOf(record);
    if (typeof before === 'string' && before.length === 64 && after !== null) {
      text = text.replace(before, after);
      if (files.has(SUBMISSION_PATH))
        files.set(SUBMISSION_PATH, new TextEncoder().encode(decode(SUBMISSION_PATH).replace(before, after)));
    }
    files.set(path, new TextEncoder().encode(text));
  }
}

const samplesOf = (record: Loose): { path: string; sha256: string }[] =>
  Array.isArray(record?.samples)
    ? record.samples.filter((sample: Loose) => typeof sample?.path === 'string' && typeof sample.sha256 === 'string')
    : [];

function digestOf(record: Loose): string | null {
  try {
    return resultDigest(record);
  } catch {
    // Too broken for a digest: it is checked with the one that it has.
    return null;
  }
}
