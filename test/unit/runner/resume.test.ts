/** Runs that go on in the folder of an interrupted one: what is counted as done, and what is not taken over. */
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Maker, RunRecord } from '#benchmarks/protocol/record.ts';
import { planRuns, type RunPlan, type RunRequest } from '#benchmarks/runner/plan.ts';
import runPlannedSeed, { type SeedReport } from '#benchmarks/runner/planned-seed.ts';
import { type Progress, runPlan } from '#benchmarks/runner/run.ts';
import { codeOf } from '#benchmarks/runner/run-code.ts';
import { OutputFolder, type OutputOptions } from '#benchmarks/runner/store.ts';
import { makeNewFolder } from '#benchmarks/runner/write-whole.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const GENERATIONS = 5;
const SEEDS = 4;

function planOf(benchmark: string, request: Partial<RunRequest> = {}) {
  const small = { tier: 'smoke', seeds: SEEDS, generations: GENERATIONS } as const;
  const plan = planRuns({ benchmarks: [benchmark], strategies: ['replace'], ...small, ...request });
  return { plan, run: plan.runs[0] as RunPlan };
}

function open(dir: string, { plan }: ReturnType<typeof planOf>, options: Partial<OutputOptions> = {}): OutputFolder {
  return OutputFolder.open(dir, plan, { samples: 'first', resume: true, say: () => {}, ...options });
}

/** Runs a plan in a folder, and says how far it was at its start and at its end. */
async function execute({ plan }: ReturnType<typeof planOf>, output: OutputFolder | null) {
  let progress: (() => Progress) | undefined;
  let start: Progress | undefined;
  const [record] = await runPlan(plan, {
    ...{ workers: 1, samples: 'first', output, signal: new AbortController().signal },
    onStart: (told) => {
      progress = told;
      start = told();
    },
  });
  return { record: record as RunRecord, start, end: progress?.() };
}

/** A seed's report as this code gives it, or as code of another digest would have. */
async function reportOf(
  run: RunPlan,
  seed: number,
  { checkpoint = null as string | null, code = codeOf(run).digest } = {},
) {
  const kept = checkpoint === null ? null : { file: checkpoint, code };
  const report = await runPlannedSeed({ plan: run, seed, keepSamples: seed === 1, checkpoint: kept });
  return madeBy(report, { code, ...MACHINE });
}

const MACHINE = { node: 'v24.0.0', platform: 'linux', arch: 'x64', commit: null, dirty: null };

const madeBy = (report: SeedReport, maker: Maker): SeedReport => ({
  ...report,
  outcome: { ...report.outcome, madeBy: maker },
});

/** A seed's report as an engine of another version would have given it. */
function asOfEngine(report: SeedReport, version: string): SeedReport {
  const { benchmark } = report.outcome;
  const engine = { ...benchmark.engine, version };
  return { ...report, outcome: { ...report.outcome, benchmark: { ...benchmark, engine } } };
}

describe('progress', () => {
  it('begins with the seeds that an earlier run finished, as skipped', async () => {
    const planned = planOf('gaussian');
    const output = open(join(temporaryFolder(), 'out'), planned);
    for (const seed of [1, 3]) output.addSeed(planned.run, await reportOf(planned.run, seed));
    const { start, end } = await execute(planned, output);
    const before = 2 * (GENERATIONS + 1);
    const total = SEEDS * (GENERATIONS + 1);
    expect(start).toMatchObject({ skippedGenerations: before, finishedSeeds: 2, totalGenerations: total });
    expect(start?.finishedGenerations).toBeGreaterThanOrEqual(before);
    expect(end).toMatchObject({ skippedGenerations: before, finishedGenerations: total, finishedSeeds: SEEDS });
  });

  it('counts what a checkpoint of a seed holds as skipped', async () => {
    const small = { seeds: 1, set: { sampleSize: 100, steps: 1 } };
    const planned = planOf('digits-vae', { ...small, generations: 2 });
    const output = open(join(temporaryFolder(), 'out'), planned);
    const shorter = planOf('digits-vae', { ...small, generations: 1 });
    await reportOf(shorter.run, 1, { checkpoint: output.checkpointFile(planned.run, 1) });
    const { record, end } = await execute(planned, output);
    expect(record.statuses).toEqual([{ state: 'completed' }]);
    expect(end).toMatchObject({ skippedGenerations: 2, finishedGenerations: 3, totalGenerations: 3 });
  });

  it('reaches the end where seeds diverge, and counts what they did not run as skipped', async () => {
    const { record, end } = await execute(planOf('gaussian', { generations: 400, set: { sampleSize: 3 } }), null);
    expect(record.statuses.map(({ state }) => state)).toContain('diverged');
    const ran = record.ledger.flat().length;
    expect(end).toMatchObject({ finishedGenerations: SEEDS * 401, totalGenerations: SEEDS * 401, live: [] });
    expect(end?.skippedGenerations).toBe(SEEDS * 401 - ran);
  });
});

describe('samples', () => {
  const planned = planOf('gaussian');

  it('are those that the run was begun with', () => {
    const dir = join(temporaryFolder(), 'out');
    open(dir, planned, { samples: 'all', resume: false });
    open(dir, planned, { samples: 'all' });
    expect(() => open(dir, planned, { samples: 'first' })).toThrow(
      `Received --samples first, but the run in ${dir} was begun with --samples all, and one run's seeds keep their samples by one rule. Repeat the command with --samples all, or give another --out.`,
    );
    expect(() => open(dir, planOf('gaussian', { seeds: 1 }), { samples: 'all' })).toThrow('a run of another plan');
  });

  it('are the first seed’s where a folder of an earlier version does not say', () => {
    const dir = join(temporaryFolder(), 'out');
    open(dir, planned);
    const file = join(dir, 'plan.json');
    const { samples, ...plan } = JSON.parse(readFileSync(file, 'utf8'));
    expect(samples).toBe('first');
    writeFileSync(file, `${JSON.stringify(plan)}\n`);
    expect(() => open(dir, planned, { samples: 'all' })).toThrow('was begun with --samples first');
    open(dir, planned);
    expect(JSON.parse(readFileSync(file, 'utf8')).samples).toBe('first');
  });

  it('of a plan that is no JSON are of another plan', () => {
    const dir = join(temporaryFolder(), 'out');
    open(dir, planned);
    writeFileSync(join(dir, 'plan.json'), '{"runs":[');
    expect(() => open(dir, planned)).toThrow('a run of another plan');
  });
});

describe('what another version of the engine finished', () => {
  const planned = planOf('gaussian');
  const { run } = planned;

  it('is run again, seed by seed, and leaves no sample of its own', async () => {
    const dir = join(temporaryFolder(), 'out');
    const said: string[] = [];
    const output = open(dir, planned, { say: (line) => said.push(line) });
    output.addSeed(run, asOfEngine(await reportOf(planOf('gaussian', { generations: 9 }).run, 1), '0'));
    output.addSeed(run, await reportOf(run, 2));
    output.addSeed(run, asOfEngine(await reportOf(run, 3), '0'));
    const { record, start } = await execute(planned, output);
    expect(start?.finishedSeeds).toBe(1);
    expect(said).toEqual([
      'Finished seeds of gaussian replace that are run again: 2. They ran on engine js 0; this is js 1.',
    ]);
    expect(record.engine).toEqual({ id: 'js', version: '1' });
    expect(record.resultDigest).toBe((await execute(planned, null)).record.resultDigest);
    expect(readdirSync(join(dir, 'replace/samples/gaussian/seed-1'))).toHaveLength(GENERATIONS + 1);
  });

  it('leaves the log, so that the older version does not take it back with the newer one’s samples', async () => {
    const output = open(join(temporaryFolder(), 'out'), planned);
    const log = join(output.dir, '.work/replace/gaussian.jsonl');
    output.addSeed(run, asOfEngine(await reportOf(run, 1), '0'));
    output.addSeed(run, await reportOf(run, 2));
    // What a power cut leaves: half a line.
    appendFileSync(log, '{"seed":3,"sta');
    expect(output.finishedSeeds(run).map(({ seed }) => seed)).toEqual([2]);
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).seed)).toEqual([2]);
  });

  it('is run again as a whole where it is a finished record', async () => {
    const said: string[] = [];
    const output = open(join(temporaryFolder(), 'out'), planned, { say: (line) => said.push(line) });
    const { record } = await execute(planned, output);
    expect(output.finishedRecord(run)).toEqual(record);
    expect(said).toEqual([]);
    output.addRecord(run, { ...record, engine: { ...record.engine, version: '0' } });
    const again = await execute(planned, output);
    expect(again.start).toMatchObject({ finishedSeeds: 0, skippedGenerations: 0 });
    expect(again.record.resultDigest).toBe(record.resultDigest);
    expect(said).toEqual([
      'Finished seeds of gaussian replace that are run again: 4. They ran on engine js 0; this is js 1.',
    ]);
    expect(existsSync(join(output.bundleDir(run), 'runs/gaussian.json'))).toBe(true);
  });
});

describe('what other code finished', () => {
  const planned = planOf('gaussian');
  const { run } = planned;
  const OTHER = 'b'.repeat(64);

  /** Begins a run in a folder by code of which one file is other than it is now. */
  async function begun(dir: string, seeds: readonly number[]): Promise<void> {
    const output = open(dir, planned);
    const file = join(dir, 'plan.json');
    const plan = JSON.parse(readFileSync(file, 'utf8'));
    plan.code.files['strategies/replace/index.ts'] = OTHER;
    writeFileSync(file, JSON.stringify(plan));
    for (const seed of seeds) output.addSeed(run, await reportOf(run, seed, { code: OTHER }));
  }

  it('is run again, and what has changed is said', async () => {
    const dir = join(temporaryFolder(), 'out');
    await begun(dir, [1, 2, 3]);
    const said: string[] = [];
    const output = open(dir, planned, { say: (line) => said.push(line) });
    const { record, start } = await execute(planned, output);
    expect(said).toEqual([
      'Finished seeds of gaussian replace that are run again: 3. They were made by other code; it differs in strategies/replace/index.ts.',
    ]);
    expect(start?.finishedSeeds).toBe(0);
    expect(record.environment.madeBy).toMatchObject([{ code: codeOf(run).digest, seeds: [1, 2, 3, 4] }]);
  });

  it('is run again as a whole where it is a finished record', async () => {
    const said: string[] = [];
    const output = open(join(temporaryFolder(), 'out'), planned, { say: (line) => said.push(line) });
    const { record } = await execute(planned, output);
    const [maker] = record.environment.madeBy as [Maker & { seeds: number[] }];
    const makers = [
      { ...maker, seeds: [1, 2] },
      { ...maker, code: OTHER, seeds: [3, 4] },
    ];
    output.addRecord(run, { ...record, environment: { ...record.environment, madeBy: makers } });
    expect(output.finishedRecord(run)).toBeNull();
    expect(said).toEqual(['Finished seeds of gaussian replace that are run again: 4. They were made by other code.']);
  });

  it('is run again where nothing says which code it was, as in folders of earlier versions', async () => {
    const dir = join(temporaryFolder(), 'out');
    const file = join(dir, 'plan.json');
    const first = open(dir, planned);
    const { code, ...plan } = JSON.parse(readFileSync(file, 'utf8'));
    expect(code.digests).toEqual([codeOf(run).digest]);
    writeFileSync(file, JSON.stringify(plan));
    const { madeBy: _, ...outcome } = (await reportOf(run, 1)).outcome;
    first.addSeed(run, { outcome, files: [] });
    const said: string[] = [];
    const output = open(dir, planned, { say: (line) => said.push(line) });
    const { record } = await execute(planned, output);
    const words = 'Finished seeds of gaussian replace that are run again: 1. They do not say which code made them.';
    expect(said).toEqual([words]);
    const { madeBy, ...environment } = record.environment;
    output.addRecord(run, { ...record, environment });
    expect(output.finishedRecord(run)).toBeNull();
    expect(said[1]).toBe(words.replace('1.', '4.'));
  });

  it('is apart from what a full disk left of a line: that seed alone is run again', async () => {
    const output = open(join(temporaryFolder(), 'out'), planned);
    const log = join(output.dir, '.work/replace/gaussian.jsonl');
    output.addSeed(run, await reportOf(run, 1));
    appendFileSync(log, '{"seed":2,"status":{"sta');
    output.addSeed(run, await reportOf(run, 3));
    output.addSeed(run, await reportOf(run, 4));
    expect(output.finishedSeeds(run).map(({ seed }) => seed)).toEqual([1, 4]);
  });

  it('leaves what the author wrote in submission.json, and gives it the new digests', async () => {
    const dir = join(temporaryFolder(), 'out');
    const output = open(dir, planned);
    const { record } = await execute(planned, output);
    output.finish([record]);
    const file = join(dir, 'replace/submission.json');
    const written = { ...JSON.parse(readFileSync(file, 'utf8')), title: 'Mine', licence: 'MIT' };
    writeFileSync(file, JSON.stringify({ ...written, runs: [{ benchmark: 'gaussian', resultDigest: OTHER }] }));
    output.finish([record]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(written);
    writeFileSync(file, '{"title": "half wri');
    output.finish([record]);
    expect(readFileSync(file, 'utf8')).toBe('{"title": "half wri');
  });
});

it('names in the record what made which seeds', async () => {
  const planned = planOf('gaussian');
  const { run } = planned;
  const output = open(join(temporaryFolder(), 'out'), planned);
  for (const seed of [1, 3]) output.addSeed(run, await reportOf(run, seed));
  const { record } = await execute(planned, output);
  const { code, ...here } = { code: codeOf(run).digest, node: process.version, platform: process.platform };
  expect(record.environment.madeBy).toMatchObject([
    { code, ...MACHINE, seeds: [1, 3] },
    { code, ...here, seeds: [2, 4] },
  ]);
  expect(record.resultDigest).toBe((await execute(planned, null)).record.resultDigest);
});

describe('runs that name no folder', () => {
  it('have one each, also where they begin in the same second', () => {
    const parent = temporaryFolder();
    const { plan } = planOf('gaussian');
    const options = { samples: 'first', resume: false, say: () => {} } as const;
    const dirs = [1, 2, 3].map(() => OutputFolder.openNew(parent, plan, options).dir);
    expect(dirs.map((dir) => basename(dir)).sort()).toEqual(readdirSync(parent).sort());
    for (const dir of dirs) expect(readdirSync(dir)).toEqual(['plan.json']);
    const named = ['now', 'now', 'now'].map((name) => basename(makeNewFolder(parent, name)));
    expect(named).toEqual(['now', 'now-2', 'now-3']);
  });
});
