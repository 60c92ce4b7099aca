/** Records and checker: what they cost, beside the least that anybody could do with the same bytes (parse and hash them). */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { describeEnvironment } from '#benchmarks/runner/environment.ts';
import { planRuns } from '#benchmarks/runner/plan.ts';
import runPlannedSeed, { type SeedOutcome } from '#benchmarks/runner/planned-seed.ts';
import { assembleRecord } from '#benchmarks/runner/record.ts';
import { completeDraft } from '../../scripts/start/bundles.mjs';
import { heirloom } from './heirloom.ts';
import { alternate, type BenchContext, type Figure, median, medianRatio, seconds } from './measure.ts';

const ROUNDS = 7;
const REPEATS = 5;

export async function benchRecords({ workDir }: BenchContext): Promise<Figure[]> {
  return [...(await benchAssembly()), ...(await benchChecker(workDir))];
}

/** A standard gaussian run: 200 seeds, 51 generations, 7 metrics. */
async function benchAssembly(): Promise<Figure[]> {
  const [plan] = planRuns({ benchmarks: ['gaussian'], strategies: ['replace'], tier: 'standard' }).runs;
  if (plan === undefined) throw new Error('replace does not run on gaussian');
  const outcomes: SeedOutcome[] = [];
  for (const seed of plan.seeds)
    outcomes.push((await runPlannedSeed({ plan, seed, keepSamples: false, checkpoint: null })).outcome);
  const environment = describeEnvironment({ sources: [], output: null });
  const startedAt = new Date();
  const assemble = () => assembleRecord(plan, outcomes, environment, startedAt, 1);
  const text = JSON.stringify(await assemble());
  const measured = await alternate(
    { assemble: () => repeat(assemble), floor: () => repeat(() => parseAndHash([text])) },
    { rounds: ROUNDS },
  );
  const megabytes = text.length / 1e6;
  return [
    {
      name: 'record assembly',
      value: megabytes / median(measured.assemble),
      unit: 'MB/s',
      note: `gaussian, standard: ${megabytes.toFixed(1)} MB of record with its digest`,
    },
    {
      name: 'record assembly, time',
      value: medianRatio(measured.assemble, measured.floor),
      unit: '× parse and hash',
      note: `${(1000 * median(measured.assemble)).toFixed(0)} ms`,
    },
  ];
}

/** A quick bundle of all five benchmarks, as `npm start` submits it. */
async function benchChecker(workDir: string): Promise<Figure[]> {
  const out = path.join(workDir, 'checked');
  const ids = ['gaussian', 'regression', 'word-frequencies', 'gmm-2d', 'ngram-text'];
  await heirloom(['run', ...ids, '--strategy', 'replace', '--tier', 'quick', '--out', out]);
  const bundle = path.join(out, 'replace');
  completeDraft(bundle, { title: 'Replace', description: '' });
  const report = await checkBundleAt(bundle);
  if (!report.ok)
    throw new Error(`The bundle to measure does not pass: ${JSON.stringify(report.problems.slice(0, 3))}`);
  const files = ids.map((id) => path.join(bundle, 'runs', `${id}.json`));
  const megabytes = files.reduce((total, file) => total + statSync(file).size, 0) / 1e6;
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  const measured = await alternate(
    { check: () => repeat(() => checkBundleAt(bundle)), floor: () => repeat(() => parseAndHash(texts)) },
    { rounds: ROUNDS },
  );
  return [
    {
      name: 'bundle checker',
      value: 1 / median(measured.check),
      unit: 'bundles/s',
      note: `five quick runs, ${megabytes.toFixed(1)} MB of records: ${(megabytes / median(measured.check)).toFixed(1)} MB/s`,
    },
    {
      name: 'bundle checker, time',
      value: medianRatio(measured.check, measured.floor),
      unit: '× parse and hash',
      note: `${(1000 * median(measured.check)).toFixed(0)} ms`,
    },
  ];
}

const repeat = async (work: () => unknown): Promise<number> => {
  const total = await seconds(async () => {
    for (let i = 0; i < REPEATS; i++) await work();
  });
  return total / REPEATS;
};

function parseAndHash(texts: readonly string[]): void {
  for (const text of texts) {
    JSON.parse(text);
    createHash('sha256').update(text).digest('hex');
  }
}
