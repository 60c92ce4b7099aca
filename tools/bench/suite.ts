/**
 * The benchmarks that train no network (those that do: networks.mjs) as a user runs them: time and peak memory, and whether
 * memory grows with the generations.
 */
import type { BenchmarkCard } from '#benchmarks/protocol/card.ts';
import { LEADING } from '#benchmarks/suite/catalog.ts';
import { heirloom, type Ran } from './heirloom.ts';
import { type Figure, median } from './measure.ts';

const ROUNDS = 3;
const MAX_SECONDS = 60;
const MAX_MB = 500;
/** Ten times the generations may cost this much more memory. */
const MAX_GROWTH = 1.25;

export async function benchSuite(): Promise<Figure[]> {
  const cards = LEADING.map(({ card }) => card).filter(({ engine }) => engine === 'js');
  const ids = cards.map(({ id }) => id);
  const rounds: Ran[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await heirloom(['run', ...ids, '--strategy', 'replace', '--tier', 'quick', '--json']));
  }
  const figures: Figure[] = [
    {
      name: `quick run of replace on all ${ids.length} without a network`,
      value: median(rounds.map(({ seconds }) => seconds)),
      unit: 's',
      target: { atMost: MAX_SECONDS },
      note: 'whole process, all cores',
    },
    {
      name: 'its peak memory',
      value: Math.max(...rounds.map(({ peakMb }) => peakMb)),
      unit: 'MB',
      note: 'one process for all of them',
    },
  ];
  for (const card of cards) figures.push(...(await memoryOf(card)));
  return figures;
}

/** One worker and one seed: what is left is what the generations need. */
async function memoryOf({ id, tiers }: BenchmarkCard): Promise<Figure[]> {
  const generations = Math.min(20, tiers.quick.generations);
  const args = ['run', id, '--strategy', 'replace', '--tier', 'quick', '--json', '--workers', '1', '--seeds', '1'];
  const peak = async (count: number): Promise<number> =>
    (await heirloom([...args, '--generations', String(count)])).peakMb;
  const few = await peak(generations);
  const many = await peak(10 * generations);
  return [
    {
      name: `${id}: peak memory`,
      value: many,
      unit: 'MB',
      target: { atMost: MAX_MB },
      note: `1 seed, ${10 * generations} generations`,
    },
    {
      name: `${id}: memory over generations`,
      value: many / few,
      unit: '×',
      target: { atMost: MAX_GROWTH },
      note: `${10 * generations} against ${generations} generations (${few.toFixed(0)} MB)`,
    },
  ];
}
