/**
 * Scoring and ranking a thousand submissions at the standard tier, from raw trajectories to rank intervals with the full
 * number of resamples: all in one division, which is the most work, and spread over seven.
 */
import { groundFrom, RESAMPLES, scoreBoard, toScoredRun } from '../../benchmarks/scoring/index.ts';
import { BENCHMARKS } from '../../benchmarks/suite/catalog.ts';
import { readRecords } from '../reference/results.mjs';
import { seconds } from './measure.mjs';

const SUBMISSIONS = 1000;
const DIVISIONS = 7;

export async function benchScoring() {
  const [replace, oracle] = await Promise.all(['replace', 'oracle'].map((id) => controlRecords(id)));
  const cards = BENCHMARKS.map(({ card }) => card).filter(({ id }) => replace.has(id));
  let reading = 0;
  const scored = (record, card) => {
    const startedAt = performance.now();
    const run = toScoredRun(record, card);
    reading += (performance.now() - startedAt) / 1000;
    return run;
  };
  const controls = cards.map((card) => ({
    replace: scored(replace.get(card.id), card),
    oracle: scored(oracle.get(card.id), card),
  }));
  const grounds = cards.map(({ id, version }, k) => groundFrom({ id, version }, controls[k]));
  // One at a time: a thousand records with all their trajectories would not have to fit into memory at once.
  const entries = Array.from({ length: SUBMISSIONS }, (_, index) => ({
    id: `entry-${index}`,
    rankable: true,
    outcomes: Object.fromEntries(
      cards.map((card) => {
        const record = blend(replace.get(card.id), oracle.get(card.id), card.primary, index);
        return [card.id, scored(record, card).outcome];
      }),
    ),
  }));
  const total = async (divisionOf) => {
    const members = entries.map((entry, index) => ({ ...entry, division: divisionOf(index) }));
    return reading + (await seconds(() => scoreBoard({ grounds, entries: members })));
  };
  const note = (divisions) =>
    `${SUBMISSIONS} submissions on ${cards.length} benchmarks at the standard tier, ${RESAMPLES} resamples, ${divisions}; ${reading.toFixed(1)} s of it reading trajectories; one thread`;
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
async function controlRecords(id) {
  return new Map((await readRecords(id)).map((record) => [record.benchmark.id, record]));
}

/** A record whose primary metric lies between the controls', at another place and with other noise for each index. */
function blend(worst, best, primary, index) {
  const trajectories = worst.trajectories[primary].map((row, seed) => {
    const other = best.trajectories[primary][(seed + index) % best.seeds.length];
    const share = ((index * 7919) % SUBMISSIONS) / SUBMISSIONS;
    return row.map((value, generation) => value + share * (other[generation] - value));
  });
  return { ...worst, trajectories: { [primary]: trajectories } };
}
