/** `submission.json` of a bundle that a run writes: a draft where there is none, the new digests where its author has begun. */
import { existsSync, readFileSync } from 'node:fs';
import { draftSubmission } from '../bundle/draft.ts';
import { canonicalJson } from '../protocol/digest.ts';
import type { RunRecord } from '../protocol/record.ts';
import type { Submission } from '../protocol/submission.ts';
import { requireBenchmark } from '../suite/catalog.ts';
import { firstSuiteOf } from '../suite/manifests.ts';

/** The text that the file should have for these runs; null where it may stay as it is, also where it is no JSON object. */
export function draftText(file: string, runs: readonly RunRecord[]): string | null {
  const draft = draftOf(runs);
  if (!existsSync(file)) return format(draft);
  const held = parse(readFileSync(file, 'utf8'));
  // Runs that were done again by other code may have other digests; the author's words are the author's.
  if (held === null || canonicalJson(held.runs ?? null) === canonicalJson(draft.runs)) return null;
  return format({ ...held, runs: draft.runs });
}

function draftOf(runs: readonly RunRecord[]): Submission {
  const { benchmark, strategy } = runs[0] as RunRecord;
  const suite = firstSuiteOf(runs.map((run) => requireBenchmark(run.benchmark).card));
  return draftSubmission({ suite, tier: benchmark.tier, spec: strategy.spec, runs });
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

const format = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
