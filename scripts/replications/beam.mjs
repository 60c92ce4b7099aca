/**
 * The one experiment of docs/replications.md that is not among the reference results: text written by beam search, as in the paper.
 * Its records are kept beside the document. Imports TypeScript: to be loaded after tsx is registered.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runPath } from '../../benchmarks/bundle/layout.ts';
import { planRuns } from '../../benchmarks/runner/plan.ts';
import { isOf } from '../reference/archives.mjs';
import { ended, startNode } from '../support/children.mjs';
import { inRoot } from '../support/root.mjs';
import { SetupError } from '../support/steps.mjs';

const BENCHMARK = 'text-transformer';
export const BEAM_STRATEGIES = ['replace', 'oracle'];
const [PLANNED, PARAMETERS] = [{ benchmarks: [BENCHMARK], tier: 'standard' }, { decoding: 'beam' }];

const fileOf = (strategy) => inRoot('docs', 'replications', `beam-${strategy}.json`);

/** Runs it, going on where it was interrupted, and keeps its records. */
export async function runBeamSearch() {
  const out = inRoot('artifacts', 'beam');
  const { code } = await ended(
    startNode(
      [
        ...[inRoot('benchmarks', 'cli', 'bin.mjs'), 'run', BENCHMARK, '--tier', PLANNED.tier],
        ...BEAM_STRATEGIES.flatMap((strategy) => ['--strategy', strategy]),
        ...Object.entries(PARAMETERS).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
        ...['--out', out, '--resume'],
      ],
      { stdout: 'inherit' },
    ),
  );
  if (code !== 0) throw new SetupError(`heirloom run ended with exit code ${code}; see above.`, code);
  mkdirSync(path.dirname(fileOf('')), { recursive: true });
  for (const strategy of BEAM_STRATEGIES) copyFileSync(path.join(out, strategy, runPath(BENCHMARK)), fileOf(strategy));
}

/** The kept record of a strategy. @throws where there is none, or it is of another version of the benchmark or engine */
export function readBeamRecord(strategy) {
  const [plan] = planRuns({ ...PLANNED, strategies: [strategy], set: PARAMETERS }).runs;
  const record = existsSync(fileOf(strategy)) ? JSON.parse(readFileSync(fileOf(strategy), 'utf8')) : null;
  if (record === null || !isOf(plan, record))
    throw new Error(`${fileOf(strategy)} is missing or out of date; npm run replications -- --beam makes it.`);
  return record;
}
