/** Checks sample files: the ones that a record lists, their hashes, and that they hold finite examples. */
import type { RunRecord, SampleFile } from '../protocol/record.ts';
import type { RowLengths } from './check-seeds.ts';
import { at, type FileCheck, type Findings, printable } from './findings.ts';
import { placeOf, samplePath } from './layout.ts';
import { MAX_PATH_LENGTH } from './limits.ts';
import { showsImages, sideOf } from './picture.ts';
import { parseNpy, readSamples, type SampleShape } from './sample-file.ts';
import type { BundleSource } from './source.ts';

/** Checks the list in a record: paths as seed and generation say, no duplicates, the first seed complete. */
export function checkSampleList(fields: Partial<RunRecord>, lengths: RowLengths, { file, findings }: FileCheck): void {
  const { benchmark, seeds, samples } = fields;
  if (benchmark === undefined || seeds === undefined || samples === undefined) return;
  const seedIndex = new Map(seeds.map((seed, index) => [seed, index]));
  const listed = new Set<string>();
  for (const [index, sample] of samples.entries()) {
    if (findings.full) return;
    const steps = ['samples', index];
    const place = placeOf(sample.path);
    if (
      place?.kind !== 'sample' ||
      sample.path !== samplePath(benchmark.id, sample.seed, sample.generation, place.as)
    ) {
      findings.add(
        at(file, ...steps, 'path'),
        `received "${printable(sample.path, MAX_PATH_LENGTH)}"; expected "${samplePath(benchmark.id, sample.seed, sample.generation, 'npy')}" (or .jsonl), as benchmark, seed and generation say`,
      );
    }
    const key = keyOf(sample);
    if (listed.has(key))
      findings.add(
        at(file, ...steps),
        `seed ${sample.seed}, generation ${sample.generation} is listed twice; expected each once`,
      );
    listed.add(key);
    const length = lengths?.[seedIndex.get(sample.seed) ?? -1];
    if (!seedIndex.has(sample.seed))
      findings.add(at(file, ...steps, 'seed'), `received ${sample.seed}; expected a seed of the record`);
    else if (length !== undefined && sample.generation >= length) {
      findings.add(
        at(file, ...steps, 'generation'),
        `received ${sample.generation}; the seed has ${length} generations, from 0`,
      );
    }
  }
  const first = seeds[0];
  for (let generation = 0; generation < (lengths?.[0] ?? 0) && !findings.full; generation++) {
    if (first === undefined || listed.has(keyOf({ seed: first, generation }))) continue;
    findings.add(
      at(file, 'samples'),
      `the samples of seed ${first}, generation ${generation} are missing; a bundle has every generation of the first seed`,
    );
  }
}

const keyOf = ({ seed, generation }: Pick<SampleFile, 'seed' | 'generation'>): string => `${seed}/${generation}`;

/** Checks the files themselves; `listed` are the records' lists by the records' paths. */
export async function checkSampleFiles(
  source: BundleSource,
  listed: ReadonlyMap<string, readonly SampleFile[]>,
  findings: Findings,
): Promise<void> {
  const files = new Map(source.files.map((file) => [file.path, file]));
  const known = new Set<string>();
  for (const [record, samples] of listed) {
    let shape: SampleShape | null = null;
    for (const [index, sample] of samples.entries()) {
      if (findings.full) return;
      // A file that is listed twice is a problem of the list; to read it once is enough.
      if (known.has(sample.path)) continue;
      known.add(sample.path);
      const found = files.get(sample.path);
      if (found === undefined) {
        findings.add(
          at(record, 'samples', index, 'path'),
          `the bundle has no ${printable(sample.path, MAX_PATH_LENGTH)}`,
        );
      } else if (found.sha256 !== sample.sha256) {
        findings.add(
          sample.path,
          `the file's SHA-256 is ${found.sha256}; ${at(record, 'samples', index, 'sha256')} says ${sample.sha256}: the file was changed`,
        );
      } else {
        shape = await readSamples(sample.path, await source.read(sample.path), shape, findings);
      }
    }
  }
  for (const { path } of source.files) {
    const place = placeOf(path);
    if (place?.kind === 'picture') await checkPicture(source, files, path, place, findings);
    if (place?.kind !== 'sample' || known.has(path)) continue;
    findings.add(path, `no record lists this file; expected it in runs/${place.benchmark}.json#/samples`);
  }
}

/** A picture has to show what the sample file beside it holds: it is what people will believe. */
async function checkPicture(
  source: BundleSource,
  files: ReadonlyMap<string, unknown>,
  path: string,
  { benchmark, seed, generation }: Pick<SampleFile, 'seed' | 'generation'> & { readonly benchmark: string },
  findings: Findings,
): Promise<void> {
  if (findings.full) return;
  const beside = samplePath(benchmark, seed, generation, 'npy');
  if (!files.has(beside)) {
    findings.add(path, `there is no ${beside} that this picture could show`);
    return;
  }
  const matrix = await parseNpy(await source.read(beside));
  // What is wrong with the samples is said at their own path.
  if (typeof matrix === 'string') return;
  const side = sideOf(matrix.width);
  if (!(matrix.data instanceof Uint8Array) || side === null) {
    findings.add(path, `the samples in ${beside} are no square images; expected no picture of them`);
  } else if (!showsImages(await source.read(path), { values: matrix.data, side })) {
    findings.add(
      path,
      `the picture does not show the samples in ${beside}; expected the grid that heirloom run writes`,
    );
  }
}
