/**
 * The one experiment of docs/replications.md that is not among the reference results: text written by beam search, as in the paper.
 * Its records are kept beside the document.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runPath } from '#benchmarks/bundle/layout.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { planRuns } from '#benchmarks/runner/plan.ts';
import { inRoot } from '../../scripts/support/root.mjs';
import { SetupError } from '../../scripts/support/steps.mjs';
import { isOf } from '../reference/results.ts';
import { runOrResume } from '../support/run-or-resume.ts';

const BENCHMARK = 'text-transformer';
export const BEAM_STRATEGIES = ['replace', 'oracle'];
const PLANNED = { benchmarks: [BENCHMARK], tier: 'standard' } as const;
const PARAMETERS = { decoding: 'beam' } as const;

const FOLDER = inRoot('docs', 'replications');
const fileOf = (strategy: string): string => path.join(FOLDER, `beam-${strategy}.json`);

/** Runs it, going on where it was interrupted, and keeps its records. */
export async function runBeamSearch(): Promise<void> {
  const out = inRoot('artifacts', 'beam');
  await runOrResume(
    [
      ...[BENCHMARK, '--tier', PLANNED.tier],
      ...BEAM_STRATEGIES.flatMap((strategy) => ['--strategy', strategy]),
      ...Object.entries(PARAMETERS).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
    ],
    out,
  );
  mkdirSync(FOLDER, { recursive: true });
  for (const strategy of BEAM_STRATEGIES) copyFileSync(path.join(out, strategy, runPath(BENCHMARK)), fileOf(strategy));
  // Kept only to go on after an interruption: the next time it is to be run by the code as it is then.
  rmSync(out, { recursive: true });
}

/** The kept record of a strategy. @throws where there is none, or it is of another version of the benchmark or engine */
export function readBeamRecord(strategy: string): RunRecord {
  const [plan] = planRuns({ ...PLANNED, strategies: [strategy], set: PARAMETERS }).runs;
  const record: RunRecord | null = existsSync(fileOf(strategy))
    ? JSON.parse(readFileSync(fileOf(strategy), 'utf8'))
    : null;
  if (plan === undefined || record === null || !isOf(plan, record))
    throw new SetupError(
      `${fileOf(strategy)} is missing or out of date; npm run artefacts -- replications -- --beam makes it.`,
    );
  return record;
}
