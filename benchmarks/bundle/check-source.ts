/**
 * The checker of bundles: the same for the command line, the upload API and the form, wherever the files lie: it runs in a
 * browser, too. Offline, and complete: every problem at its place.
 */
import { type ErrorCode, HeirloomError, type Problem } from '../protocol/errors.ts';
import type { RunRecord } from '../protocol/record.ts';
import type { Submission } from '../protocol/submission.ts';
import { checkEvidence } from './check-evidence.ts';
import { checkLight } from './check-light.ts';
import { type BundleModule, readModule } from './check-module.ts';
import { type CheckedRecord, checkRecord } from './check-record.ts';
import { checkSampleFiles } from './check-samples.ts';
import { checkAgreement, checkSubmission, missingBenchmarks } from './check-submission.ts';
import { addWarnings } from './check-warnings.ts';
import { bundleDigest } from './digest.ts';
import { Findings } from './findings.ts';
import { parseJson } from './json.ts';
import { placeOf, SUBMISSION_PATH } from './layout.ts';
import type { BundleContents } from './source.ts';

export interface CheckOptions {
  /** Refuse a bundle that lacks a benchmark of the suite on which its strategy is applicable. */
  readonly requireComplete?: boolean;
  /** Take records whose samples were left out (check-light.ts): from a site's owner, and where nothing is sent. */
  readonly mayBeLight?: boolean;
}

interface Report {
  readonly warnings: readonly Problem[];
  /** SHA-256 of the content; the same however it is packed. Null where the archive can't be read to its end. */
  readonly bundleDigest: string | null;
}

export interface GoodReport extends Report {
  readonly ok: true;
  readonly problems: readonly [];
  readonly submission: Submission;
  /** In the order of `submission.runs`. */
  readonly runs: readonly RunRecord[];
  readonly bundleDigest: string;
}

export interface BadReport extends Report {
  readonly ok: false;
  /** `check-failed`, or `hostile-archive` or `too-large` where the bundle wasn't read at all. */
  readonly code: ErrorCode;
  readonly problems: readonly Problem[];
  /** Problems beyond those listed. */
  readonly omitted: number;
  readonly submission: null;
  readonly runs: readonly [];
}

export type CheckReport = GoodReport | BadReport;

/** What is wrong with a bundle that can't be opened. Anything else is wrong with its path or with the disk. */
const OF_THE_BUNDLE: readonly ErrorCode[] = ['hostile-archive', 'too-large', 'check-failed'];

/** Whether a bundle could not be opened by its own fault, not by that of the path or the disk. */
export const isOfTheBundle = (error: unknown): error is HeirloomError =>
  error instanceof HeirloomError && OF_THE_BUNDLE.includes(error.code);

/** The report on a bundle that could not be opened. @throws what is wrong with the path or the disk instead */
export function unreadReport(error: unknown): BadReport {
  if (!isOfTheBundle(error)) throw error;
  const { code, message, problems } = error;
  return {
    ok: false,
    code,
    problems: problems.length > 0 ? problems : [{ path: '(bundle)', message }],
    omitted: 0,
    warnings: [],
    submission: null,
    runs: [],
    bundleDigest: null,
  };
}

/** Checks an open bundle and reports every problem, not only the first. */
export async function checkBundle(
  source: BundleContents,
  { requireComplete = false, mayBeLight = false }: CheckOptions = {},
): Promise<CheckReport> {
  const findings = new Findings();
  for (const { path, message } of source.problems) findings.add(path, message);
  for (const { path, message } of source.warnings) findings.warn(path, message);
  const submission = await readSubmission(source, findings);
  const module = await readModule(source, findings);
  const records = await readRecords(source, mayBeLight, module, findings);
  if (module !== null && records.every(({ fields }) => fields.strategy !== undefined && !fields.strategy.module))
    findings.add(
      module.path,
      'no record says that its strategy was a module; expected strategy/ only beside such records',
    );
  checkAgreement(submission, records, findings);
  if (requireComplete) {
    const { missing } = missingBenchmarks(submission, records);
    if (missing.length > 0)
      findings.add(
        'runs/',
        `the suite is incomplete: ${missing.join(', ')} missing; run them with the same strategy and tier`,
      );
  }
  const sampled = records.filter(({ isLight }) => !isLight);
  await checkSampleFiles(source, new Map(sampled.map(({ file, fields }) => [file, fields])), findings);
  await checkEvidence(source, new Map(records.map(({ file, fields }) => [file, fields])), findings);
  addWarnings(submission, records, findings);
  return report(source, submission, records, findings);
}

async function readSubmission(source: BundleContents, findings: Findings): Promise<Submission | null> {
  if (!source.files.some(({ path }) => path === SUBMISSION_PATH)) {
    findings.add(SUBMISSION_PATH, 'missing; expected it at the top of the bundle (heirloom run writes a draft)');
    return null;
  }
  const value = parseJson(await source.read(SUBMISSION_PATH), SUBMISSION_PATH, findings);
  return value === undefined ? null : checkSubmission(value, findings);
}

async function readRecords(
  source: BundleContents,
  mayBeLight: boolean,
  module: BundleModule | null,
  findings: Findings,
): Promise<CheckedRecord[]> {
  const records: CheckedRecord[] = [];
  for (const file of source.files) {
    const place = placeOf(file.path);
    if (place?.kind !== 'run') continue;
    const { benchmark, isLight } = place;
    const check = { file: file.path, findings, module };
    const other = records.find((record) => record.benchmark === benchmark);
    if (other !== undefined) {
      findings.add(file.path, `a second run of ${benchmark}, beside ${other.file}; expected one run a benchmark`);
      continue;
    }
    const bytes = await source.read(file.path);
    if (isLight) records.push(checkLight(file, bytes, benchmark, mayBeLight, check));
    else {
      const value = parseJson(bytes, file.path, findings);
      const unread = { file: file.path, benchmark, isLight, fields: {}, record: null };
      records.push(value === undefined ? unread : checkRecord(value, benchmark, check));
    }
  }
  return records;
}

function report(
  source: BundleContents,
  submission: Submission | null,
  records: readonly CheckedRecord[],
  findings: Findings,
): CheckReport {
  const { problems, warnings, omitted } = findings;
  const digest = bundleDigest(source.files);
  const byBenchmark = new Map(records.map(({ record }) => [record?.benchmark.id, record]));
  const runs = submission?.runs.flatMap(({ benchmark }) => byBenchmark.get(benchmark) ?? []) ?? [];
  if (problems.length > 0 || submission === null || runs.length !== records.length) {
    return {
      ok: false,
      code: 'check-failed',
      problems,
      omitted,
      warnings,
      submission: null,
      runs: [],
      bundleDigest: digest,
    };
  }
  return { ok: true, problems: [], warnings, submission, runs, bundleDigest: digest };
}
