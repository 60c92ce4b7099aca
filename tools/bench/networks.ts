/** The benchmarks that train a network, as a user runs them: time by the run's own record, and peak memory. */
import { LEADING } from '#benchmarks/suite/catalog.ts';
import { firstRecord, heirloom } from './heirloom.ts';
import type { Figure } from './measure.ts';

const MAX_MB = 1500;
/** At the standard tier the strategy that costs most: it trains several learners a generation. */
const RUNS = [
  { tier: 'smoke', strategy: 'replace', maxSeconds: 4 },
  { tier: 'quick', strategy: 'replace', maxSeconds: 60 },
  { tier: 'standard', strategy: 'mix-sources', maxSeconds: 150 },
];

export async function benchNetworks(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { card } of LEADING) {
    if (card.engine !== 'tensors') continue;
    for (const run of RUNS) figures.push(...(await measureRun(card.id, run)));
  }
  return figures;
}

/** Once, not in rounds: the longest take minutes. */
async function measureRun(id: string, { tier, strategy, maxSeconds }: (typeof RUNS)[number]): Promise<Figure[]> {
  const { stdout, seconds, peakMb } = await heirloom(['run', id, '--strategy', strategy, '--tier', tier, '--json']);
  const { timings, seeds, benchmark } = firstRecord(stdout);
  const name = `${id}: ${strategy}, ${tier}`;
  return [
    {
      name,
      value: timings.durationMs / 1000,
      unit: 's',
      target: { atMost: maxSeconds },
      note: `${seeds.length} seeds × ${benchmark.generations} generations, all cores; ${seconds.toFixed(1)} s as a whole process`,
    },
    {
      name: `${name}: peak memory`,
      value: peakMb,
      unit: 'MB',
      target: { atMost: MAX_MB },
      note: 'one process, all cores',
    },
  ];
}
