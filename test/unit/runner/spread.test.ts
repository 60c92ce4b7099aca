/** A run in parts: what falls to which, and that the parts make the whole again. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { canonicalJson, withDigests } from '#benchmarks/protocol/digest.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { type CoreSources, coresGiven } from '#benchmarks/runner/cores.ts';
import { describeEnvironment } from '#benchmarks/runner/environment.ts';
import { expectedMs } from '#benchmarks/runner/expected-cost.ts';
import { mergeFolders } from '#benchmarks/runner/merge.ts';
import { type Plan, planRuns, type RunPlan, type RunRequest } from '#benchmarks/runner/plan.ts';
import { joinPlans } from '#benchmarks/runner/plan-file.ts';
import runPlannedSeed from '#benchmarks/runner/planned-seed.ts';
import { assembleRecord } from '#benchmarks/runner/record.ts';
import { codeOf } from '#benchmarks/runner/run-code.ts';
import { parseShard, shardPlan, wholeOf } from '#benchmarks/runner/shard.ts';
import { OutputFolder } from '#benchmarks/runner/store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const REQUEST = { benchmarks: ['gaussian', 'gmm-2d'], strategies: ['replace', 'retain'], tier: 'smoke' } as const;
const planOf = (request: Partial<RunRequest> = {}) => planRuns({ ...REQUEST, ...request });

/** Runs a plan in this thread into a folder, as the command does in its workers. */
async function runInto(dir: string, plan: Plan): Promise<RunRecord[]> {
  const output = OutputFolder.open(dir, plan, { samples: 'first', resume: false, say: () => {} });
  const environment = describeEnvironment({ sources: [], output: dir });
  const records: RunRecord[] = [];
  for (const run of plan.runs) {
    const outcomes = [];
    const { node, platform, arch, commit, dirty } = environment;
    const madeBy = { code: codeOf(run).digest, node, platform, arch, commit, dirty };
    for (const seed of run.seeds) {
      const keepSamples = seed === wholeOf(plan, run).seeds[0];
      const report = await runPlannedSeed({ plan: run, seed, keepSamples, checkpoint: null });
      const outcome = { ...report.outcome, madeBy };
      output.addSeed(run, { ...report, outcome });
      outcomes.push(outcome);
    }
    const record = assembleRecord(run, outcomes, environment, new Date(0), 0);
    output.addRecord(run, record);
    records.push(record);
  }
  output.finish(records);
  return records;
}

const digests = (records: readonly RunRecord[]) =>
  records.map(({ benchmark, strategy, official, resultDigest }) => [
    benchmark.id,
    strategy.spec,
    official,
    resultDigest,
  ]);

/** Of every file below a folder by its path. */
function filesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .sort();
}

describe('shards', () => {
  const cells = ({ runs }: Plan) =>
    runs.flatMap(({ benchmark, strategy, seeds }) => seeds.map((seed) => `${benchmark.id} ${strategy.spec} ${seed}`));

  it.each([1, 2, 3, 4, 7, 100])('%i have every seed once', (count) => {
    const plan = planOf();
    const parts = Array.from({ length: count }, (_, index) => shardPlan(plan, { index: index + 1, count }));
    expect(parts.flatMap(cells).sort()).toEqual(cells(plan).sort());
  });

  it('take about as long: they differ from their share by one seed at most', () => {
    const { runs, ...rest } = planOf({ benchmarks: ['gaussian', 'gmm-2d', 'digits-vae'], tier: 'standard' });
    const plan = { ...rest, runs };
    const total = (part: Plan) => part.runs.reduce((sum, run) => sum + run.seeds.length * expectedMs(run), 0);
    const longest = Math.max(...runs.map(expectedMs));
    for (let index = 1; index <= 4; index++) {
      const part = total(shardPlan(plan, { index, count: 4 }));
      expect(Math.abs(part - total(plan) / 4)).toBeLessThanOrEqual(longest);
    }
  });

  it('keep the whole plan, and are official only where they have all seeds of a run', () => {
    const plan = planOf();
    const part = shardPlan(plan, { index: 1, count: 3 });
    expect(part.shard?.whole).toEqual(plan.runs);
    for (const run of part.runs) expect(run.official).toBe(run.seeds.length === wholeOf(part, run).seeds.length);
  });

  it.each(['0/4', '5/4', '1', '1/0', 'a/b', '1/2/3', '1/10001', '-1/4'])('are not named %s', (text) => {
    expect(() => parseShard(text)).toThrow(`Received --shard ${text}; expected i/n`);
  });
});

describe('merging', () => {
  let folder: string;
  let whole: RunRecord[];
  const at = (name: string) => join(folder, name);
  const problemsOf = (dirs: readonly string[]): string[] => {
    try {
      mergeFolders(dirs.map(at), join(temporaryFolder(), 'out'), () => {});
    } catch (error) {
      if (error instanceof HeirloomError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
      throw error;
    }
    return [];
  };

  /** Changes a record of a folder, and copies the folder before. */
  function changed(from: string, to: string, change: (record: RunRecord) => void, digest = true): void {
    cpSync(at(from), at(to), { recursive: true });
    const file = at(`${to}/replace/runs/gaussian.json`);
    const { resultDigest, metricDigests: _, ...record } = JSON.parse(readFileSync(file, 'utf8')) as RunRecord;
    change(record as RunRecord);
    writeFileSync(file, JSON.stringify(digest ? withDigests(record, []) : { ...record, resultDigest }));
  }

  beforeAll(async () => {
    folder = temporaryFolder();
    whole = await runInto(at('whole'), planOf());
    for (const index of [1, 2, 3]) await runInto(at(`shard-${index}`), shardPlan(planOf(), { index, count: 3 }));
    const one = { benchmarks: ['gaussian'], strategies: ['replace'] };
    await runInto(at('first'), planOf({ ...one, seeds: { first: 1, last: 2 } }));
    await runInto(at('last'), planOf({ ...one, seeds: { first: 3, last: 4 } }));
    await runInto(at('middle'), planOf({ ...one, seeds: { first: 2, last: 3 } }));
    await runInto(at('shorter'), planOf({ ...one, seeds: { first: 3, last: 4 }, generations: 2 }));
  }, 120_000);

  it('gives the bundles of the whole run, whatever the order of the shards', async () => {
    const out = at('merged');
    const { records, bundles } = mergeFolders(['shard-3', 'shard-1', 'shard-2'].map(at), out, () => {});
    expect(digests(records)).toEqual(digests(whole));
    expect(records.map(({ seeds }) => seeds)).toEqual(whole.map(({ seeds }) => seeds));
    expect(bundles).toEqual(['replace', 'retain'].map((name) => join(out, name)));
    expect(filesBelow(out)).toEqual(filesBelow(at('whole')));
    for (const file of filesBelow(out).filter((path) => path.includes('samples/') || path.endsWith('submission.json')))
      expect(readFileSync(join(out, file)).equals(readFileSync(join(at('whole'), file))), file).toBe(true);
    // Only the author's blanks are left to be named.
    const { problems } = await checkBundleAt(join(out, 'replace'));
    expect(problems.filter(({ path }) => !path.startsWith('submission.json'))).toEqual([]);
  });

  it('of other seeds gives the run of all, official where these are the tier’s, also where some are there twice', () => {
    const official = digests(whole.slice(0, 1));
    const { records } = mergeFolders([at('last'), at('first'), at('middle')], at('ranges'), () => {});
    expect(digests(records)).toEqual(official);
    // The samples of seed 3, the first of its part, are none of the whole run's.
    expect(new Set(records[0]?.samples.map(({ seed }) => seed))).toEqual(new Set([1]));
  });

  it('names what is missing', () => {
    expect(problemsOf(['shard-1', 'shard-3']).join('\n')).toMatch(/: lacks the seeds? \d/);
    cpSync(at('shard-2'), at('killed'), { recursive: true });
    for (const file of filesBelow(at('killed')).filter((path) => path.includes('/runs/')))
      rmSync(join(at('killed'), file));
    expect(problemsOf(['shard-1', 'killed', 'shard-3']).join('\n')).toContain('killed: has not finished ');
    expect(problemsOf(['first', 'shorter'])).toEqual([
      `${at('shorter')}: has gaussian replace with another number of generations than others`,
    ]);
  });

  it('names seeds that are there twice with other results, other code, and records that were changed', () => {
    changed('middle', 'other-result', ({ trajectories }) => {
      (trajectories['w2-root']?.[0] as number[])[1] = 0.5;
    });
    expect(problemsOf(['first', 'other-result', 'last'])).toEqual([
      `${at('other-result')}: has seed 2 of gaussian replace with another result than ${at('first')}`,
    ]);
    changed('last', 'other-code', ({ environment }) => {
      for (const maker of environment.madeBy ?? []) maker.code = '0'.repeat(64);
    });
    expect(problemsOf(['first', 'other-code'])).toEqual([
      `${at('other-code')}: has gaussian replace made by other code than ${at('first')}; run it again there`,
    ]);
    changed(
      'last',
      'edited',
      ({ statuses }) => {
        statuses[0] = { state: 'failed', generation: 1, error: '' };
      },
      false,
    );
    expect(problemsOf(['first', 'edited']).join()).toContain('was changed: its digest is another');
  });

  it('refuses shards of other plans, shards beside whole runs, and folders of nobody', async () => {
    await runInto(at('other-plan'), shardPlan(planOf({ strategies: ['replace'] }), { index: 1, count: 3 }));
    expect(problemsOf(['shard-1', 'other-plan']).join()).toContain('is a shard of another plan');
    expect(problemsOf(['shard-1', 'whole']).join()).toContain('is no shard, unlike');
    expect(() => mergeFolders([temporaryFolder()], at('none'), () => {})).toThrow('holds no plan.json');
    expect(() => mergeFolders([at('first'), at('last')], at('whole'), () => {})).toThrow('is not empty');
  });
});

describe('adding to a run', () => {
  it('gives the plan of one command for all, and the same again', () => {
    const held = planOf({ benchmarks: ['gaussian'] });
    const joined = joinPlans('run', held, planOf({ benchmarks: ['gmm-2d'] }));
    expect(canonicalJson(structuredClone(joined))).toBe(canonicalJson(structuredClone(planOf())));
    expect(joinPlans('run', joined, planOf({ benchmarks: ['gmm-2d'] }))).toEqual(joined);
  });

  it('is refused where a bundle would have two runs of a pair or two tiers, and of shards', () => {
    const held = planOf();
    const join = (other: Plan) => () => joinPlans('run', held, other);
    expect(join(planOf({ seeds: 2 }))).toThrow('it has gaussian replace with other seeds');
    expect(join(planOf({ benchmarks: ['regression'], tier: 'quick' }))).toThrow('it is of the tier smoke');
    const shard = shardPlan(held, { index: 1, count: 2 });
    expect(() => joinPlans('run', shard, held)).toThrow('it is a shard');
  });
});

describe('seeds by range', () => {
  it('are those from the first to the last, official where they are the tier’s', () => {
    const run = (seeds: RunRequest['seeds']) => planOf({ ...(seeds && { seeds }) }).runs[0] as RunPlan;
    expect(run({ first: 11, last: 13 })).toMatchObject({ seeds: [11, 12, 13], official: false });
    expect(run({ first: 1, last: 4 })).toEqual(run(undefined));
    expect(() => run({ first: 0, last: 4 })).toThrow('Received --seeds 0');
  });
});

describe('cores that a job was given', () => {
  const given = (files: Readonly<Record<string, string>>, env: CoreSources['env'] = {}) =>
    coresGiven({ env, available: 16, read: (path) => files[path] ?? null });

  it('are the system’s where nothing bounds them', () => {
    expect(given({})).toBe(16);
    expect(given({ '/proc/self/cgroup': '0::/\n', '/sys/fs/cgroup/cpu.max': 'max 100000\n' })).toBe(16);
    expect(given({}, { SLURM_CPUS_PER_TASK: 'many' })).toBe(16);
  });

  it('are those of a Slurm task', () => {
    expect(given({}, { SLURM_CPUS_PER_TASK: '3' })).toBe(3);
    expect(given({}, { SLURM_CPUS_PER_TASK: '64' })).toBe(16);
  });

  it('are a quota’s of the second version, of the group or one around it, a broken core counted whole', () => {
    const own = { '/proc/self/cgroup': '0::/job/step\n' };
    expect(given({ ...own, '/sys/fs/cgroup/job/step/cpu.max': '250000 100000\n' })).toBe(3);
    expect(given({ ...own, '/sys/fs/cgroup/job/cpu.max': '200000 100000\n' })).toBe(2);
    // In a container the path may be the host's, and the quota stands at the root.
    expect(given({ ...own, '/sys/fs/cgroup/cpu.max': '50000 100000\n' })).toBe(1);
  });

  it('are a quota’s of the first version; -1 is none', () => {
    const own = { '/proc/self/cgroup': '5:memory:/a\n4:cpu,cpuacct:/docker/1\n' };
    const quota = (us: string) => ({
      ...own,
      '/sys/fs/cgroup/cpu,cpuacct/docker/1/cpu.cfs_quota_us': us,
      '/sys/fs/cgroup/cpu,cpuacct/docker/1/cpu.cfs_period_us': '100000\n',
    });
    expect(given(quota('400000\n'))).toBe(4);
    expect(given(quota('-1\n'))).toBe(16);
  });
});

test('this machine gives a core at least', () => {
  expect(coresGiven()).toBeGreaterThanOrEqual(1);
});
