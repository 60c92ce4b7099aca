/**
 * Checks a light result: a record whose samples were left out, because whoever has the code makes them again. Who sends one is
 * to be believed, so a site takes it from its owner alone, and nobody takes one that is no reference result of this checkout.
 */
import { BENCHMARKS, sampleFormOf } from '../suite/catalog.ts';
import { type CheckedRecord, checkRecord } from './check-record.ts';
import { at, type FileCheck } from './findings.ts';
import { lightPath } from './layout.ts';
import { type Excerpt, MAX_EXCERPTS, maxExcerptExamples, samplesCommand } from './light/format.ts';
import { readLight } from './light/read-light.ts';
import { isReferenceDigest } from './reference-results.ts';
import { countExamples, readExamples } from './sample-file.ts';
import type { BundleFile } from './source.ts';

/** Checks the file of a benchmark's light result. `isTrusted`: whether who sends it is the site's owner, or nobody is sent to. */
export function checkLight(
  { sha256, path }: BundleFile,
  bytes: Buffer,
  benchmark: string,
  isTrusted: boolean,
  check: FileCheck,
): CheckedRecord {
  const { findings } = check;
  const unread: CheckedRecord = { file: path, benchmark, isLight: true, fields: {}, record: null };
  if (!isTrusted) {
    findings.add(
      path,
      `a light result, which has no samples; a site takes one from its owner alone: send runs/${benchmark}.json and its samples, as heirloom run writes them`,
    );
    return unread;
  }
  // What isn't known can't pass, and needn't be unpacked.
  if (!BENCHMARKS.some(({ card }) => card.id === benchmark)) {
    findings.add(path, `a light result of "${benchmark}"; this checkout has no such benchmark`);
    return unread;
  }
  const light = readLight(bytes, path, findings);
  if (light === null) return unread;
  const checked = { ...checkRecord(light.record, benchmark, check), isLight: true };
  const { record } = checked;
  if (record === null) return checked;
  const name = lightPath(record.benchmark, sha256);
  if (path !== name) findings.add(path, `expected the name ${name}, as the file's content says`);
  if (!isReferenceDigest(record.resultDigest)) {
    findings.add(
      at(path, 'resultDigest'),
      `${record.resultDigest} is no reference result of this checkout (reference/digests.json), and only of one may the samples be left out`,
    );
  }
  checkExcerpts(light.excerpts, record, check);
  findings.warn(
    at(path, 'samples'),
    `the ${record.samples.length} sample files are not in the bundle; they are made again on demand: ${samplesCommand(record.strategy.spec, record.benchmark)}`,
  );
  return checked;
}

/** An excerpt is of a sample file that the record lists, and holds what such a file holds. */
function checkExcerpts(
  excerpts: readonly Excerpt[],
  { benchmark, samples }: NonNullable<CheckedRecord['record']>,
  { file, findings }: FileCheck,
): void {
  if (excerpts.length > MAX_EXCERPTS)
    findings.add(at(file, 'excerpts'), `received ${excerpts.length}; expected at most ${MAX_EXCERPTS}`);
  const form = sampleFormOf(benchmark);
  const seen = new Set<string>();
  for (const { seed, generation, kind, content } of excerpts.slice(0, MAX_EXCERPTS)) {
    const sample = samples.find((listed) => listed.seed === seed && listed.generation === generation);
    const place = `${file}#/excerpts/seed-${seed}/gen-${generation}.${kind}`;
    if (sample === undefined || seen.has(sample.path)) {
      findings.add(place, 'no sample file of the record, or one that was excerpted before');
      continue;
    }
    seen.add(sample.path);
    if (form === null) continue;
    const examples = readExamples(place, content, form, findings);
    if (examples === null) continue;
    const count = countExamples(examples);
    if (count > maxExcerptExamples(form))
      findings.add(place, `received ${count} examples; expected at most ${maxExcerptExamples(form)}`);
  }
}
