/** What `run` and `merge` print at their end. */
import type { RunRecord } from '../protocol/record.ts';
import { shellQuotePath } from '../protocol/shell-quote.ts';
import { requireBenchmark } from '../suite/catalog.ts';
import { formatTable } from './table.ts';

/** A line for every run: the primary metric at generation 0 and at the end, averaged over the seeds that got there. */
export function summary(records: readonly RunRecord[]): string {
  const rows = records.map((record) => {
    const { primary } = requireBenchmark(record.benchmark).card;
    const trajectory = record.trajectories[primary] ?? [];
    const completed = record.statuses.filter((status) => status.state === 'completed').length;
    return [
      record.benchmark.id,
      record.strategy.spec,
      record.division,
      primary,
      meanAt(trajectory, 0),
      meanAt(trajectory, record.benchmark.generations),
      `${completed}/${record.seeds.length}`,
      `${(record.timings.durationMs / 1000).toFixed(1)} s`,
      record.resultDigest.slice(0, 12),
    ];
  });
  const last = 'last generation';
  return formatTable(
    ['benchmark', 'strategy', 'division', 'primary metric', 'generation 0', last, 'seeds', 'time', 'digest'],
    rows,
    ['generation 0', last, 'seeds', 'time'],
    { keys: 2 },
  );
}

function meanAt(trajectory: readonly (readonly (number | null)[])[], generation: number): string {
  const values = trajectory.map((seed) => seed[generation]).filter((value) => typeof value === 'number');
  return values.length === 0 ? '–' : (values.reduce((total, value) => total + value, 0) / values.length).toPrecision(4);
}

/** The commands that follow a whole run. */
export function nextSteps(bundles: readonly string[]): string {
  const list = bundles.map((dir) => `  ${dir}`).join('\n');
  const quoted = bundles.map(shellQuotePath);
  return `Bundles:\n${list}\nNext: npx heirloom report ${quoted.join(' ')}\n      npx heirloom check ${quoted[0]}\nThe check names the blanks of submission.json.`;
}
