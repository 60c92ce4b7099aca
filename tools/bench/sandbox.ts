/**
 * What the sandbox costs: copies of built-in strategies as modules against the built-in ones, at the standard tier, with the same
 * numbers. `HEIRLOOM_BENCH_ON`: benchmarks, separated by commas, instead of all that are measured.
 */
import { sameJson } from '#benchmarks/protocol/digest.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { inRoot } from '../../scripts/support/root.mjs';
import { say } from '../../scripts/support/steps.mjs';
import { firstRecord, heirloom } from './heirloom.ts';
import { alternate, type Figure, median, medianRatio } from './measure.ts';

const STRATEGIES = ['retain', 'accumulate-subsample', 'temperature', 'filter-typicality'];

interface Measured {
  readonly benchmark: string;
  /** What makes it shorter than the tier. */
  readonly args: readonly string[];
  readonly rounds: number;
  readonly warmUp: number;
}

const short = (benchmark: string, seeds: number): Measured => ({
  benchmark,
  args: ['--seeds', String(seeds)],
  rounds: 3,
  warmUp: 1,
});

/**
 * Of each benchmark the first seeds of the tier: all take as long, so that with fewer the start of the sandbox weighs more. Where a
 * fit takes seconds nothing of it is seen; there what is asked is whether the numbers are the same.
 */
const MEASURED: readonly Measured[] = [
  short('gaussian', 40),
  short('word-frequencies', 20),
  short('gmm-2d', 3),
  short('ngram-text', 2),
  ...['digits-vae', 'text-transformer'].map((benchmark) => ({
    benchmark,
    args: ['--seeds', '1', '--generations', '2'],
    rounds: 1,
    warmUp: 0,
  })),
];
const TARGET = { atMost: 1.5 };

export async function benchSandbox(): Promise<Figure[]> {
  const wanted = process.env.HEIRLOOM_BENCH_ON?.split(',') ?? MEASURED.map(({ benchmark }) => benchmark);
  const figures: Figure[] = [];
  for (const measured of MEASURED.filter(({ benchmark }) => wanted.includes(benchmark)))
    for (const strategy of STRATEGIES) {
      const found = await cost(measured, strategy);
      for (const { name, value, note } of found) say(`  ${name}: ${value.toFixed(2)} (${note})`);
      figures.push(...found);
    }
  return figures;
}

type Side = 'module' | 'own';

async function cost({ benchmark, args: shorter, rounds, warmUp }: Measured, strategy: string): Promise<Figure[]> {
  /** Per round: seconds of the seeds after the first, with which the processes start. */
  const seeds: Record<Side, number[]> = { module: [], own: [] };
  const records: Partial<Record<Side, RunRecord>> = {};
  const run = (side: Side, spec: string) => async (): Promise<number> => {
    const args = ['run', benchmark, '--strategy', spec, '--tier', 'standard', ...shorter, '--workers', '1', '--json'];
    const { seconds, stdout } = await heirloom(args);
    const record = firstRecord(stdout);
    records[side] = record;
    seeds[side].push(record.timings.seedDurationMs.slice(1).reduce((sum, ms) => sum + ms, 0) / 1000);
    return seconds;
  };
  const module = inRoot('test', 'support', 'strategy-modules', `${strategy}.ts`);
  const whole = await alternate({ module: run('module', module), own: run('own', strategy) }, { rounds, warmUp });
  requireSame(records as Record<Side, RunRecord>);
  const figure: Figure = {
    name: `${benchmark}, ${strategy}, whole command`,
    value: medianRatio(whole.module, whole.own),
    unit: '× built-in',
    target: TARGET,
    note: `${median(whole.module).toFixed(1)} s and ${median(whole.own).toFixed(1)} s`,
  };
  const [inside, own] = [seeds.module.slice(warmUp), seeds.own.slice(warmUp)];
  if (median(own) === 0) return [figure];
  return [
    figure,
    {
      name: `${benchmark}, ${strategy}, seeds after the first`,
      value: medianRatio(inside, own),
      unit: '× built-in',
      note: `${median(inside).toFixed(2)} s and ${median(own).toFixed(2)} s`,
    },
  ];
}

/** @throws Error where the copy gave other numbers than the strategy that it is a copy of */
function requireSame({ module, own }: Record<Side, RunRecord>): void {
  for (const field of ['truth', 'trajectories', 'ledger'] as const)
    if (!sameJson(module[field], own[field]))
      throw new Error(
        `On ${own.benchmark.id} the module’s ${field} is not that of ${own.strategy.spec}; they are to be the same bits.`,
      );
}
