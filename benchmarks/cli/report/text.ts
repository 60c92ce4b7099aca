/** The report as tables for a terminal. */
import type { BenchmarkDifference, BenchmarkScore, BoardRow, Interval } from '../../scoring/index.ts';
import { formatTable } from '../table.ts';
import type { NamedComparison, Report } from './score.ts';

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

export function withInterval(value: number, interval: Interval | null, digits = 1): string {
  const text = value.toFixed(digits);
  return interval
    ? `${text} [${interval[0].toFixed(digits)}, ${interval[1].toFixed(digits)}]`
    : `${text} [no interval]`;
}

export function scoreText(score: BenchmarkScore | undefined): string {
  if (score === undefined) return 'missing';
  if (score.state === 'scored') return withInterval(score.value, score.interval);
  if (score.state === 'diverged' || score.state === 'failed')
    return `${score.state} ${score.stopped} of ${score.seeds}`;
  return score.state.replace('-', ' ');
}

function comparisonText(comparison: NamedComparison): string {
  const { a, b } = comparison;
  const rows = comparison.benchmarks.map((difference) => [difference.benchmark, ...differenceCells(difference)]);
  if (comparison.overall) {
    const { value, interval, probabilityOfImprovement: probability } = comparison.overall;
    rows.push(['overall', '', withInterval(value, interval), probability.toFixed(2), '']);
  }
  const numbers = ['main metric, A − B', 'score, A − B', 'P(A better)'];
  return `Paired on common seeds. A: ${a}. B: ${b}. A main metric below 0 and a score above 0 speak for A.\n\n${formatTable(['benchmark', ...numbers, ''], rows, numbers)}`;
}

function differenceCells(difference: BenchmarkDifference): string[] {
  if (difference.state === 'not-compared') return ['–', '–', '–', difference.reason];
  const { metric, score, scoreLacks, seeds, probabilityOfImprovement } = difference;
  return [
    withInterval(metric.value, metric.interval, 4),
    score ? withInterval(score.value, score.interval) : '–',
    probabilityOfImprovement.toFixed(2),
    scoreLacks ?? `${seeds.length} seeds`,
  ];
}
