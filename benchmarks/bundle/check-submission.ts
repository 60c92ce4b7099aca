/** Checks `submission.json`, and that it says the same as the records beside it. */
import { type BenchmarkCard, missingCapability } from '../protocol/card.ts';
import { familyOf } from '../protocol/family.ts';
import { type Submission, submissionSchema } from '../protocol/submission.ts';
import { STRATEGIES } from '../strategies/catalog.ts';
import { apartOf, BENCHMARKS, benchmarksOf } from '../suite/catalog.ts';
import { firstSuiteOf, isSuite, SUITES, type Versioned } from '../suite/manifests.ts';
import type { CheckedRecord } from './check-record.ts';
import { specFault } from './check-strategy.ts';
import { at, type FileCheck, type Findings, show, showBoth } from './findings.ts';
import { runPath, SUBMISSION_PATH } from './layout.ts';
import { checkSchema } from './schema-problems.ts';

/** The submission where it is well-shaped, else null. */
export function checkSubmission(value: unknown, findings: Findings): Submission | null {
  const check: FileCheck = { file: SUBMISSION_PATH, findings };
  const submission = checkSchema(submissionSchema, value, { ...check, isDraft: true }) as Submission | null;
  if (submission === null) return null;
  if (!isSuite(submission.suite)) {
    findings.add(
      at(check.file, 'suite'),
      `received "${submission.suite}"; expected one of ${SUITES.join(', ')}, the suites of this checkout`,
    );
  }
  const fault = specFault(submission.strategy.spec);
  if (fault !== null) findings.add(at(check.file, 'strategy', 'spec'), fault);
  if (fault === null) checkFamily(submission.strategy, check);
  const seen = new Set<string>();
  for (const [index, { benchmark }] of submission.runs.entries()) {
    if (seen.has(benchmark))
      findings.add(at(check.file, 'runs', index), `${benchmark} is listed twice; expected one run a benchmark`);
    seen.add(benchmark);
  }
  return submission;
}

/** Another name for a family would be another rank: the specification decides, and a name that differs is said to. */
function checkFamily({ spec, family }: Submission['strategy'], { file, findings }: FileCheck): void {
  const derived = familyOf(spec);
  if (family === derived) return;
  findings.warn(
    at(file, 'strategy', 'family'),
    `received ${show(family)}; ranked in the family "${derived}", which follows from the specification`,
  );
}

/** Checks the submission against the records: every run is listed, with its digest, and all are of one strategy and tier. */
export function checkAgreement(
  submission: Submission | null,
  records: readonly CheckedRecord[],
  findings: Findings,
): void {
  if (submission !== null) {
    const files = new Map(records.map((checked) => [checked.benchmark, checked]));
    for (const [index, { benchmark, resultDigest }] of submission.runs.entries()) {
      const checked = files.get(benchmark);
      const digest = checked?.fields.resultDigest;
      if (checked === undefined) {
        findings.add(at(SUBMISSION_PATH, 'runs', index, 'benchmark'), `the bundle has no ${runPath(benchmark)}`);
      } else if (digest !== undefined && digest !== resultDigest) {
        findings.add(
          at(SUBMISSION_PATH, 'runs', index, 'resultDigest'),
          `received ${resultDigest}; ${checked.file} has ${digest}`,
        );
      }
    }
    const listed = new Set(submission.runs.map(({ benchmark }) => benchmark));
    for (const { file, benchmark } of records)
      if (!listed.has(benchmark))
        findings.add(file, `${SUBMISSION_PATH}#/runs does not list this run; list it or remove the file`);
  }
  // A suite that isn't known is said once, of the submission.
  const inSuite = isSuite(submission?.suite)
    ? [...benchmarksOf(submission.suite), ...apartOf(submission.suite)]
    : BENCHMARKS.map(({ card }) => card);
  for (const { file, fields } of records) {
    const { benchmark } = fields;
    if (benchmark !== undefined && isBenchmark(benchmark) && !inSuite.some(isOf(benchmark))) {
      findings.add(
        at(file, 'benchmark', 'id'),
        `${benchmark.id}@${benchmark.version} is not in suite ${submission?.suite}, which ${SUBMISSION_PATH} names; name a later suite there, or remove the run`,
      );
    }
    const requireSame = (received: unknown, expected: unknown, ...steps: string[]) => {
      if (received === undefined || expected === undefined || received === expected) return;
      const [shown, wanted] = showBoth(received, expected);
      findings.add(
        at(file, ...steps),
        `received ${shown}; expected ${wanted}, as in ${submission === null ? records[0]?.file : SUBMISSION_PATH}`,
      );
    };
    const first = records[0]?.fields;
    requireSame(fields.benchmark?.tier, submission?.tier ?? first?.benchmark?.tier, 'benchmark', 'tier');
    requireSame(fields.strategy?.spec, submission?.strategy.spec ?? first?.strategy?.spec, 'strategy', 'spec');
  }
}

const isBenchmark = (benchmark: Versioned): boolean => BENCHMARKS.some(({ card }) => isOf(benchmark)(card));

const isOf =
  ({ id, version }: Versioned) =>
  (card: BenchmarkCard): boolean =>
    card.id === id && card.version === version;

/**
 * Benchmarks of the submission's suite that a bundle could have and lacks, and those on which its strategy is not
 * applicable. Without a submission of a known suite: of the first suite that has all the records' benchmarks.
 */
export function missingBenchmarks(
  submission: Submission | null,
  records: readonly CheckedRecord[],
): {
  readonly missing: string[];
  readonly notApplicable: string[];
} {
  const parts = records.find(({ fields }) => fields.strategy !== undefined)?.fields.strategy?.parts ?? [];
  const has = ({ id, version }: BenchmarkCard) =>
    records.some(({ benchmark, fields }) => benchmark === id && (fields.benchmark?.version ?? version) === version);
  const suite = isSuite(submission?.suite)
    ? submission.suite
    : firstSuiteOf(BENCHMARKS.map(({ card }) => card).filter(has));
  // Who has only what a suite lists apart takes no part in its overall score.
  const own = records.length > 0 && records.every(({ benchmark }) => apartOf(suite).some(({ id }) => id === benchmark));
  const absent = own ? [] : benchmarksOf(suite).filter((card) => !has(card));
  const lacksNeed = (card: (typeof absent)[number]) =>
    parts.some((part) => {
      const strategy = STRATEGIES.find((entry) => entry.card.id === part.id)?.card;
      const params = strategy?.params.safeParse(part.passed);
      return (
        strategy !== undefined &&
        params?.success === true &&
        missingCapability(strategy, params.data as never, card) !== null
      );
    });
  return {
    missing: absent.filter((card) => !lacksNeed(card)).map((card) => card.id),
    notApplicable: absent.filter(lacksNeed).map((card) => card.id),
  };
}
