/** What the figures of /about show, computed from the reference results. To be loaded after tsx is registered. */
import { collapseTimes } from '../../benchmarks/scoring/index.ts';
import { BENCHMARKS } from '../../benchmarks/suite/catalog.ts';
import { readRecords } from '../reference/results.mjs';

const BENCHMARK = 'gaussian';
const STRATEGY = 'retain';

export async function makeFigures() {
  const { card } = BENCHMARKS.find((entry) => entry.card.id === BENCHMARK);
  const record = async (strategy) => (await readRecords(strategy)).find(({ benchmark }) => benchmark.id === BENCHMARK);
  const [replace, oracle, strategy] = [await record('replace'), await record('oracle'), await record(STRATEGY)];
  const { generations } = replace.benchmark;
  const lost = (rule) => {
    const times = collapseTimes(replace, rule);
    return range(generations).map((g) =>
      share(times.filter(({ time, event }) => event && time <= g).length / times.length),
    );
  };
  const line = ({ trajectories }) =>
    range(generations).map((g) => brief(mean(trajectories[card.primary].map((seed) => seed[g]))));
  return {
    command: 'npm run figures',
    benchmark: `${BENCHMARK}@${card.version}`,
    strategy: STRATEGY,
    metric: card.primary,
    seeds: replace.seeds.length,
    digests: [replace, oracle, strategy].map(({ resultDigest }) => resultDigest.slice(0, 12)),
    lost: { early: lost(card.collapse.early), late: lost(card.collapse.late) },
    lines: { replace: line(replace), oracle: line(oracle), strategy: line(strategy) },
  };
}

const range = (last) => Array.from({ length: last + 1 }, (_, g) => g);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const brief = (value) => Number(value.toPrecision(4));
const share = (value) => Number(value.toFixed(4));
