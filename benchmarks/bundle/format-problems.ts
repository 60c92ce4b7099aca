/** Says what a check found: in lines for a terminal, and as JSON for `check --json` and the API. */
import type { Problem } from '../protocol/errors.ts';
import { printableLine } from '../protocol/unprintable.ts';
import type { CheckReport } from './check-source.ts';

/** One line a problem, grouped by file, in the order in which they were found. */
export function formatProblems(problems: readonly Problem[], indent = '  '): string[] {
  const byFile = new Map<string, string[]>();
  for (const { path, message } of problems) {
    const [file = '', pointer] = path.split('#', 2);
    const lines = byFile.get(file) ?? [];
    lines.push(`${indent}${pointer === undefined ? message : `#${pointer}: ${message}`}`);
    byFile.set(file, lines);
  }
  return [...byFile].flatMap(([file, lines]) => [file, ...lines]);
}

/** The report of a check in lines: a verdict, problems, warnings. */
export function formatReport(report: CheckReport): string {
  const lines = [verdict(report)];
  if (report.problems.length > 0) lines.push('', ...formatProblems(report.problems));
  if (!report.ok && report.omitted > 0) lines.push(`… and ${report.omitted} more problems.`);
  if (report.warnings.length > 0)
    lines.push('', count(report.warnings.length, 'warning'), ...formatProblems(report.warnings));
  return lines.map(printableLine).join('\n');
}

function verdict(report: CheckReport): string {
  if (!report.ok) return `The bundle does not pass: ${count(report.problems.length + report.omitted, 'problem')}.`;
  return `The bundle passes: ${count(report.runs.length, 'run')} of ${report.submission.strategy.spec}, digest ${report.bundleDigest}.`;
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

/** What the API and `check --json` answer; the members of an RFC 9457 problem document are the caller's. */
export interface ReportJson {
  readonly ok: boolean;
  readonly bundleDigest: string | null;
  readonly problems: readonly Problem[];
  readonly omittedProblems: number;
  readonly warnings: readonly Problem[];
}

export function reportToJson(report: CheckReport): ReportJson {
  const { ok, bundleDigest, problems, warnings } = report;
  return { ok, bundleDigest, problems, omittedProblems: report.ok ? 0 : report.omitted, warnings };
}
