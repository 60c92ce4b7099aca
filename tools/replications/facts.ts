/** Whether what is told rarely is forgotten first, on `facts`: what is known of people by how popular they are. */
import { mean } from '#benchmarks/numerics/statistics.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { generationOf } from '../reference/series.ts';
import { markdownTable } from '../support/tables.ts';
import { shownGenerations } from './statistics.ts';

const TENTHS = Array.from({ length: 10 }, (_, i) => i + 1);

/** The probability of the truth for each tenth of the people, the most popular first, and what is left of generation 0's at the end. */
export function factsByPopularity(record: RunRecord): string {
  const { generations } = record.benchmark;
  const shown = shownGenerations(generations);
  const rows = TENTHS.map((tenth) => {
    const at = (generation: number): number => mean(generationOf(record, `fact-accuracy-${tenth}`, generation));
    return [
      `${tenth}`,
      ...shown.map((generation) => at(generation).toFixed(3)),
      `${((100 * at(generations)) / at(0)).toFixed(0)}%`,
    ];
  });
  return markdownTable(['tenth of the people', ...shown.map((g) => `g = ${g}`), 'left of g = 0'], rows);
}
