/**
 * Scoring and ranking a thousand submissions at the standard tier, from raw trajectories to rank intervals with the full
 * number of resamples: all in one division, which is the most work, and spread over seven.
 */
import type { BenchmarkCard } from '#benchmarks/protocol/card.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { groundFrom, RESAMPLES, type ScoredRun, scoreBoard, toScoredRun } from '#benchmarks/scoring/index.ts';
import { LEADING } from '#benchmarks/suite/catalog.ts';
import { readRecords } from '../reference/results.ts';
import { seriesOf } from '../reference/series.ts';
import { type Figure, seconds } from './measure.ts';

const SUBMISSIONS = 1000;
const DIVISIONS = 7;

export async function benchScoring(): Promise<Figure[]> {
  const replace = await controlRecords('replace');
  const oracle = await controlRecords('oracle');
  const controls = LEADING.flatMap(({ card }) => {
    const [worst, best] = [replace.get(card.id), oracle.get(card.id)];
    return worst !== undefined && best !== undefined ? [{ card, worst, best }] : [];
  });
  let reading = 0;
  const scored = (record: RunRecord, card: BenchmarkCard): ScoredRun => {
    const startedAt = performance.now();
    const run = toScoredRun(record, card);
    reading += (performance.now() - startedAt) / 1000;
    return run;
  };
  const grounds = controls.map(({ card, worst, best }) =>
    groundFrom({ id: card.id, version: card.version }, { replace: scored(worst, card), oracle: scored(best, card) }),
  );
  // One at a time: a thousand records with all their trajectories would not have to fit into memory at once.
  const entries = Array.from({ length: SUBMISSIONS }, (_, index) => ({
    id: `entry-${index}`,
    rankable: true,
    outcomes: Object.fromEntries(
      controls.map(({ card, worst, best }) => {
        const record = blend(worst, best, card.primary, index);
        return [card.id, scored(record, card).outcome];
      }),
    ),
  }));
  const total = async (divisionOf: (index: number) => string): Promise<number> => {
    const members = entries.map((entry, index) => ({ ...entry, division: divisionOf(index) }));
    return reading + (await seconds(() => scoreBoard({ grounds, entries: members })));
  };
  const note = (divisions: string): string =>
    `${SUBMISSIONS} submissions on ${controls.length} benchmarks at the standard tier, ${RESAMPLES} resamples, ${divisions}; ${reading.toFixed(1)} s of it reading trajectories; one thread`;
  return [
    {
      name: 'scoring and ranking, one division',
      value: await total(() => 'closed'),
      unit: 's',
      target: { atMost: 30 },
      note: note('all in one division'),
    },
    {
      name: 'scoring and ranking, seven divisions',
      value: await total((index) => `division-${index % DIVISIONS}`),
      unit: 's',
      target: { atMost: 30 },
      note: note('spread over seven'),
    },
  ];
}

/** The records of one of the repository's reference results, by benchmark. */
async function controlRecords(id: string): Promise<Map<string, RunRecord>> {
  return new Map((await readRecords(id)).map((record) => [record.benchmark.id, record]));
}

/** A record whose primary metric lies between the controls', at another place and with other noise for each index. */
function blend(worst: RunRecord, best: RunRecord, primary: string, index: number): RunRecord {
  const others = seriesOf(best, primary);
  const trajectories = seriesOf(worst, primary).map((row, seed) => {
    const other = others[(seed + index) % best.seeds.length];
    const share = ((index * 7919) % SUBMISSIONS) / SUBMISSIONS;
    return row.map((value, generation) => value + share * ((other?.[generation] ?? Number.NaN) - value));
  });
  return { ...worst, trajectories: { [primary]: trajectories } };
}
