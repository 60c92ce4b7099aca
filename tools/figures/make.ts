/** What the figures of /about show, computed from the reference results. */
import type { CollapseRule } from '#benchmarks/protocol/card.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { collapseTimes } from '#benchmarks/scoring/index.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { readRecord } from '../reference/results.ts';
import { seriesOf } from '../reference/series.ts';

const BENCHMARK = 'gaussian';
const STRATEGY = 'retain';

export async function makeFigures() {
  const { card } = benchmarkNamed(BENCHMARK);
  const [replace, oracle, strategy] = await Promise.all([
    readRecord('replace', BENCHMARK),
    readRecord('oracle', BENCHMARK),
    readRecord(STRATEGY, BENCHMARK),
  ]);
  const { generations } = replace.benchmark;
  const lost = (rule: CollapseRule): number[] => {
    const times = collapseTimes(replace, rule);
    return range(generations).map((g) =>
      share(times.filter(({ time, event }) => event && time <= g).length / times.length),
    );
  };
  const line = (record: RunRecord): number[] =>
    range(generations).map((g) => brief(mean(seriesOf(record, card.primary).map((seed) => seed[g] ?? Number.NaN))));
  return {
    command: 'npm run artefacts -- figures',
    benchmark: `${BENCHMARK}@${card.version}`,
    strategy: STRATEGY,
    metric: card.primary,
    seeds: replace.seeds.length,
    digests: [replace, oracle, strategy].map(({ resultDigest }) => resultDigest.slice(0, 12)),
    lost: { early: lost(card.collapse.early), late: lost(card.collapse.late) },
    lines: { replace: line(replace), oracle: line(oracle), strategy: line(strategy) },
  };
}

const range = (last: number): number[] => Array.from({ length: last + 1 }, (_, g) => g);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const brief = (value: number): number => Number(value.toPrecision(4));
const share = (value: number): number => Number(value.toFixed(4));
