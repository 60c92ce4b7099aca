/**
 * What the site is filled with: the reference results, variants of them, a bundle near the largest that is admitted, and some whose
 * texts repeat themselves without end, which is dear to show. All of them pass the check.
 */
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { create } from 'tar';
import { MAX_SAMPLE_EXAMPLES, runPath, SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import { packBundle } from '#benchmarks/bundle/pack.ts';
import { resultDigest, sha256 } from '#benchmarks/protocol/digest.ts';
import type { RunRecord, SampleFile } from '#benchmarks/protocol/record.ts';
import type { Submission } from '#benchmarks/protocol/submission.ts';
import { controlsFirst } from '../../scripts/start/order.mjs';
import { readMatrix, writeRows } from '../bench/matrix.ts';
import { openVariants } from '../bench/variants.ts';
import { bundleOf, keptSpecs } from '../reference/results.ts';
import { writeWhole } from '../reference/whole.ts';

const ENTRIES = 36;
/** Unpacked. */
const LARGE_BYTES = 82e6;
/** Characters of one text, texts of a generation. */
const LONG_TEXT = 600_000;
const LONG_TEXTS = 3;
const TEXT_BENCHMARK = 'ngram-text';
const SMALL_BENCHMARK = 'text-transformer';

const readText = (folder: string, name: string): string => readFileSync(path.join(folder, name), 'utf8');
const readSubmission = (folder: string): Submission => JSON.parse(readText(folder, SUBMISSION_PATH));
const readRun = (folder: string, benchmark: string): RunRecord => JSON.parse(readText(folder, runPath(benchmark)));
const write = (folder: string, name: string, value: unknown): void =>
  writeFileSync(path.join(folder, name), JSON.stringify(value));

/** Archives that the site is sent. */
export interface Bundles {
  /** The first entries, the controls first. */
  readonly reference: readonly string[];
  /** Variants that make up the number of entries, beside `others`. */
  readonly variants: (others: number) => Promise<string[]>;
  /** Bytes of the large one, unpacked. */
  readonly largeBytes: number;
  /** A new one each time: the title differs. */
  readonly large: (title: string) => Promise<string>;
  /** One benchmark with its samples, some ten kilobytes. */
  readonly small: (title: string) => Promise<string>;
  readonly hostile: () => Promise<string[]>;
}

/** @param workDir where they are made */
export async function openBundles(workDir: string): Promise<Bundles> {
  const unpack = (strategy: string): string => {
    const folder = path.join(workDir, 'unpacked', strategy);
    writeWhole(strategy, folder);
    return folder;
  };
  const folders = {
    replace: unpack('replace'),
    oracle: unpack('oracle'),
    base: unpack('temperature'),
  };
  const variants = await openVariants(folders);
  const packed = async (folder: string, keep = false): Promise<string> => {
    const archive = `${folder}.tar.gz`;
    await create({ file: archive, cwd: folder, gzip: { level: 6 }, portable: true }, readdirSync(folder).sort());
    if (!keep) rmSync(folder, { recursive: true });
    return archive;
  };
  const newFolder = (name: string): string => path.join(workDir, name);
  const large = await writeLarge(unpack('retain'), newFolder('large'));

  return {
    reference: await packReference(newFolder('reference')),
    async variants(others) {
      const count = ENTRIES - others;
      const archives: string[] = [];
      for (let index = 0; index < count; index++) {
        const folder = newFolder(`variant-${index}`);
        variants.write(index, count, folder);
        archives.push(await packed(folder));
      }
      return archives;
    },
    largeBytes: large.bytes,
    async large(title) {
      write(large.folder, SUBMISSION_PATH, { ...readSubmission(large.folder), title });
      return packed(large.folder, true);
    },
    async small(title) {
      const folder = newFolder(title.replaceAll(' ', '-'));
      keepOne(folders.base, SMALL_BENCHMARK, folder, title);
      return packed(folder);
    },
    async hostile() {
      const archives: string[] = [];
      for (const [name, text] of Object.entries(HOSTILE_TEXTS)) {
        const folder = newFolder(name);
        keepOne(folders.base, TEXT_BENCHMARK, folder, name);
        repeatTexts(folder, text);
        archives.push(await packed(folder));
      }
      return archives;
    },
  };
}

/** The reference results as they are sent. */
async function packReference(folder: string): Promise<string[]> {
  mkdirSync(folder);
  const archives: string[] = [];
  for (const id of controlsFirst(keptSpecs(), (strategy) => strategy)) {
    const archive = path.join(folder, `${id}.tar.gz`);
    await packBundle(bundleOf(id), archive);
    archives.push(archive);
  }
  return archives;
}

/** Texts in which every phrase is a repetition. */
const HOSTILE_TEXTS = {
  'one word': 'a '.repeat(LONG_TEXT / 2),
  'two words': 'a b '.repeat(LONG_TEXT / 4),
  'a long period': `${Array.from({ length: 997 }, (_, i) => `w${i}`).join(' ')} `.repeat(200).slice(0, LONG_TEXT),
};

/** Samples of further seeds, copies of the first's, until the bundle is large. */
async function writeLarge(from: string, folder: string): Promise<{ readonly folder: string; readonly bytes: number }> {
  cpSync(from, folder, { recursive: true });
  const names = readdirSync(path.join(folder, 'runs'));
  const records = names.map((name): RunRecord => JSON.parse(readText(folder, `runs/${name}`)));
  const submission = readSubmission(folder);
  const first = await Promise.all(
    records.map(({ samples }) => Promise.all(samples.map((sample) => enlarged(folder, sample)))),
  );
  for (const [place, record] of records.entries()) record.samples = [...(first[place] ?? [])];
  const files = readdirSync(folder, { recursive: true }).map((name) => statSync(path.join(folder, String(name))));
  let bytes = files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
  for (let index = 1; bytes < LARGE_BYTES; index++) {
    let added = false;
    for (const [place, record] of records.entries()) {
      const seed = record.seeds[index];
      if (seed === undefined || bytes >= LARGE_BYTES) continue;
      for (const sample of first[place] ?? []) {
        const name = sample.path.replace(/seed-\d+/, `seed-${seed}`);
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        copyFileSync(path.join(folder, sample.path), path.join(folder, name));
        record.samples.push({ ...sample, path: name, seed });
        bytes += statSync(path.join(folder, name)).size;
      }
      added = true;
    }
    if (!added) break;
  }
  writeRecords(folder, records, submission);
  return { folder, bytes };
}

/** A sample file with its examples again and again, as many as a file may have. */
async function enlarged(folder: string, sample: SampleFile): Promise<SampleFile> {
  const file = path.join(folder, sample.path);
  const bytes = readFileSync(file);
  const large = sample.path.endsWith('.npy') ? await repeatRows(bytes) : repeatLines(bytes);
  writeFileSync(file, large);
  return { ...sample, sha256: sha256(large) };
}

async function repeatRows(bytes: Buffer): Promise<Uint8Array> {
  const matrix = await readMatrix(bytes);
  return writeRows(matrix, matrix.count, Math.floor(MAX_SAMPLE_EXAMPLES / matrix.count));
}

const repeatLines = (bytes: Buffer): Buffer =>
  Buffer.concat(
    Array<Buffer>(Math.floor(MAX_SAMPLE_EXAMPLES / bytes.toString('utf8').trimEnd().split('\n').length)).fill(bytes),
  );

/** A bundle of one of another bundle's runs. */
function keepOne(from: string, benchmark: string, folder: string, title: string): void {
  mkdirSync(path.join(folder, 'runs'), { recursive: true });
  cpSync(path.join(from, 'samples', benchmark), path.join(folder, 'samples', benchmark), { recursive: true });
  writeRecords(folder, [readRun(from, benchmark)], { ...readSubmission(from), title });
}

function repeatTexts(folder: string, text: string): void {
  const record = readRun(folder, TEXT_BENCHMARK);
  const lines = `${JSON.stringify(text)}\n`.repeat(LONG_TEXTS);
  for (const sample of record.samples) {
    writeFileSync(path.join(folder, sample.path), lines);
    sample.sha256 = sha256(lines);
  }
  writeRecords(folder, [record], readSubmission(folder));
}

/** Writes records and the submission with digests that are right. */
function writeRecords(folder: string, records: readonly RunRecord[], submission: Submission): void {
  const digests = new Map<string, string>();
  for (const record of records) {
    record.resultDigest = resultDigest(record);
    digests.set(record.benchmark.id, record.resultDigest);
    write(folder, runPath(record.benchmark.id), record);
  }
  const order = submission.runs.filter(({ benchmark }) => digests.has(benchmark));
  const runs = order.map(({ benchmark }) => ({ benchmark, resultDigest: digests.get(benchmark) }));
  write(folder, SUBMISSION_PATH, { ...submission, runs });
}
