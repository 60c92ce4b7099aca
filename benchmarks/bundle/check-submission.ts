/** Checks `submission.json`, and that it says the same as the records beside it. */
import { missingCapability } from '../protocol/card.ts';
import { SUITE } from '../protocol/ids.ts';
import { type Submission, submissionSchema } from '../protocol/submission.ts';
import { STRATEGIES } from '../strategies/catalog.ts';
import { BENCHMARKS } from '../suite/catalog.ts';
import type { CheckedRecord } from './check-record.ts';
import { specFault } from './check-strategy.ts';
import { at, type FileCheck, type Findings, show } from './findings.ts';
import { runPath, SUBMISSION_PATH } from './layout.ts';
import { checkSchema } from './schema-problems.ts';

/** The submission where it is well-shaped, else null. */
export function checkSubmission(value: unknown, findings: Findings): Submission | null {
  const check: FileCheck = { file: SUBMISSION_PATH, findings };
  const submission = checkSchema(submissionSchema, value, { ...check, isDraft: true }) as Submission | null;
  if (submission === null) return null;
  if (submission.suite !== SUITE) {
    findings.add(
      at(check.file, 'suite'),
      `received "${submission.suite}"; expected "${SUITE}", the suite that this checkout implements`,
    );
  }
  const fault = specFault(submission.strategy.spec);
  if (fault !== null) findings.add(at(check.file, 'strategy', 'spec'), fault);
  const seen = new Set<string>();
  for (const [index, { benchmark }] of submission.runs.entries()) {
    if (seen.has(benchmark))
      findings.add(at(check.file, 'runs', index), `${benchmark} is listed twice; expected one run a benchmark`);
    seen.add(benchmark);
  }
  return submission;
}

/** Checks the submission against the records: every run is listed, with its digest, and all are of one strategy and tier. */
export function checkAgreement(
  submission: Submission | null,
  records: readonly CheckedRecord[],
  findings: Findings,
): void {
  if (submission !== null) {
    const files = new Map(records.map((checked) => [checked.file, checked]));
    for (const [index, { benchmark, resultDigest }] of submission.runs.entries()) {
      const checked = files.get(runPath(benchmark));
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
    const listed = new Set(submission.runs.map(({ benchmark }) => runPath(benchmark)));
    for (const { file } of records)
      if (!listed.has(file))
        findings.add(file, `${SUBMISSION_PATH}#/runs does not list this run; list it or remove the file`);
  }
  for (const { file, fields } of records) {
    const requireSame = (received: unknown, expected: unknown, ...steps: string[]) => {
      if (received === undefined || expected === undefined || received === expected) return;
      findings.add(
        at(file, ...steps),
        `received ${show(received)}; expected ${show(expected)}, as in ${submission === null ? records[0]?.file : SUBMISSION_PATH}`,
      );
    };
    const first = records[0]?.fields;
    // A suite that isn't known is said once, of the submission.
    requireSame(fields.suite, submission?.suite ?? SUITE, 'suite');
    requireSame(fields.benchmark?.tier, submission?.tier ?? first?.benchmark?.tier, 'benchmark', 'tier');
    requireSame(fields.strategy?.spec, submission?.strategy.spec ?? first?.strategy?.spec, 'strategy', 'spec');
  }
}

/** Benchmarks of the suite that a bundle could have and lacks, and those on which its strategy is not applicable. */
export function missingBenchmarks(records: readonly CheckedRecord[]): {
  readonly missing: string[];
  readonly notApplicable: string[];
} {
  const parts = records.find(({ fields }) => fields.strategy !== undefined)?.fields.strategy?.parts ?? [];
  const absent = BENCHMARKS.map(({ card }) => card).filter(
    (card) => !records.some(({ file }) => file === runPath(card.id)),
  );
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
