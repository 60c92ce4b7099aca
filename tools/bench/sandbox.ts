/** What the sandbox costs: copies of built-in strategies as modules against the built-in ones, at the standard tier. */
import { inRoot } from '../../scripts/support/root.mjs';
import { firstRecord, heirloom } from './heirloom.ts';
import { alternate, type Figure, median, medianRatio } from './measure.ts';

const STRATEGIES = ['retain', 'accumulate-subsample', 'temperature', 'filter-typicality'];
const BENCHMARKS = ['gaussian', 'word-frequencies', 'gmm-2d', 'ngram-text'];
const ROUNDS = 3;
const TARGET = { atMost: 1.5 };

export async function benchSandbox(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const benchmark of BENCHMARKS)
    for (const strategy of STRATEGIES) figures.push(...(await cost(benchmark, strategy)));
  return figures;
}

async function cost(benchmark: string, strategy: string): Promise<Figure[]> {
  /** Per round: seconds of the seeds after the first, with which the processes start. */
  const seeds: Record<'module' | 'own', number[]> = { module: [], own: [] };
  const run = (name: 'module' | 'own', spec: string) => async (): Promise<number> => {
    const args = ['run', benchmark, '--strategy', spec, '--tier', 'standard', '--workers', '1', '--json'];
    const { seconds, stdout } = await heirloom(args);
    const { seedDurationMs } = firstRecord(stdout).timings;
    seeds[name].push(seedDurationMs.slice(1).reduce((sum, ms) => sum + ms, 0) / 1000);
    return seconds;
  };
  const module = inRoot('test', 'support', 'strategy-modules', `${strategy}.ts`);
  const whole = await alternate(
    { module: run('module', module), own: run('own', strategy) },
    { rounds: ROUNDS, warmUp: 1 },
  );
  // The warm-up round is in `seeds`, too.
  const [inside, own] = [seeds.module.slice(1), seeds.own.slice(1)];
  return [
    {
      name: `${benchmark}, ${strategy}, whole command`,
      value: medianRatio(whole.module, whole.own),
      unit: '× built-in',
      target: TARGET,
      note: `${median(whole.module).toFixed(1)} s and ${median(whole.own).toFixed(1)} s`,
    },
    {
      name: `${benchmark}, ${strategy}, seeds after the first`,
      value: medianRatio(inside, own),
      unit: '× built-in',
      note: `${median(inside).toFixed(2)} s and ${median(own).toFixed(2)} s`,
    },
  ];
}
