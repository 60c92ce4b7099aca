/** Checks sample files: the ones that a record lists, their hashes, and that they hold what the benchmark's examples are. */
import type { RunRecord, SampleFile } from '../protocol/record.ts';
import { printable } from '../protocol/unprintable.ts';
import { sampleFormOf } from '../suite/catalog.ts';
import type { RowLengths } from './check-seeds.ts';
import { at, type FileCheck, type Findings } from './findings.ts';
import { placeOf, runPath, samplePath } from './layout.ts';
import { MAX_PATH_LENGTH } from './limits.ts';
import { showsImages } from './picture.ts';
import { readExamples } from './sample-file.ts';
import { readMatrix } from './sample-matrix.ts';
import type { BundleContents } from './source.ts';

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

type Run = Pick<RunRecord, 'benchmark' | 'samples'>;

/** Checks the files themselves; `runs` are the records' benchmarks and lists, as far as they are well-shaped, by the records' paths. */
export async function checkSampleFiles(
  source: BundleContents,
  runs: ReadonlyMap<string, Partial<Run>>,
  findings: Findings,
): Promise<void> {
  const files = new Map(source.files.map((file) => [file.path, file]));
  const known = new Set<string>();
  for (const [record, { benchmark, samples = [] }] of runs) {
    // Where the benchmark or its parameters are wrong, that is said in the record.
    const form = benchmark === undefined ? null : sampleFormOf(benchmark);
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
      } else if (form !== null) {
        const examples = readExamples(sample.path, await source.read(sample.path), form, findings);
        if (examples?.kind === 'images') warnOfBinary(sample.path, examples.values, findings);
      }
    }
  }
  for (const { path } of source.files) {
    const place = placeOf(path);
    if (place?.kind === 'picture') {
      const beside = samplePath(place.benchmark, place.seed, place.generation, 'npy');
      if (files.has(beside)) await checkPicture(source, path, beside, runs.get(runPath(place.benchmark)), findings);
      else findings.add(path, `there is no ${beside} that this picture could show`);
    }
    if (place?.kind !== 'sample' || known.has(path)) continue;
    findings.add(path, `no record lists this file; expected it in ${runPath(place.benchmark)}#/samples`);
  }
}

/** Images of zeros and ones are valid bytes, and look like empty paper. */
function warnOfBinary(path: string, pixels: Uint8Array, findings: Findings): void {
  if (!pixels.includes(1) || pixels.some((pixel) => pixel > 1)) return;
  findings.warn(path, 'no pixel is above 1 of 255, so that the images look empty; if 1 is ink, save 255 * x');
}

/** A picture has to show what the sample file beside it holds: it is what people will believe. */
async function checkPicture(
  source: BundleContents,
  path: string,
  beside: string,
  run: Partial<Run> | undefined,
  findings: Findings,
): Promise<void> {
  if (findings.full) return;
  const form = run?.benchmark === undefined ? null : sampleFormOf(run.benchmark);
  if (form === null) return;
  if (form.kind !== 'images') {
    findings.add(path, `the samples in ${beside} are no images; expected no picture of them`);
    return;
  }
  const examples = readMatrix(await source.read(beside), form);
  // What is wrong with the samples is said at their own path.
  if (typeof examples === 'string' || examples.kind !== 'images') return;
  if (!showsImages(await source.read(path), examples)) {
    findings.add(
      path,
      `the picture does not show the samples in ${beside}; expected the grid that heirloom run writes`,
    );
  }
}
