/** The report as tables for a terminal. */
import type { BenchmarkScore, BoardRow } from '../../scoring/index.ts';
import { formatTable } from '../table.ts';
import { comparisonText } from './comparison-text.ts';
import { withInterval } from './interval-text.ts';
import type { Report } from './score.ts';

export function reportText(report: Report): string {
  const { board, benchmarks, comparison } = report;
  const rows = report.strategies.map((strategy) => {
    const row = board.rows.find(({ id }) => id === strategy.name) as BoardRow;
    return [
      strategy.name,
      strategy.role === 'entry' ? strategy.division : strategy.role,
      rankText(row),
      row.overall ? withInterval(row.overall.value, row.overall.interval) : `– (${row.lacking.length} without a score)`,
      `${(100 * strategy.realShare).toFixed(1)}%`,
      ...benchmarks.map((id) => scoreText(row.scores[id])),
    ];
  });
  const numbers = ['overall', 'real data', ...benchmarks];
  const parts = [
    `Gap closed, ${report.tier} tier: 0 as bad as replace, 100 as good as oracle; 95% intervals over seeds.`,
    formatTable(['strategy', 'division', 'rank', ...numbers], rows, numbers),
  ];
  if (comparison) parts.push(comparisonText(comparison));
  return parts.join('\n\n');
}

const rankText = ({ rank }: BoardRow): string =>
  rank ? (rank.best === rank.worst ? `${rank.best}` : `${rank.best}–${rank.worst}`) : '–';

export function scoreText(score: BenchmarkScore | undefined): string {
  if (score === undefined) return 'missing';
  if (score.state === 'scored') return withInterval(score.value, score.interval);
  if (score.state === 'diverged' || score.state === 'failed')
    return `${score.state} ${score.stopped} of ${score.seeds}`;
  return score.state.replace('-', ' ');
}
