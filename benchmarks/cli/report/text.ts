/** The report as tables for a terminal. */
import type { BenchmarkDifference, BenchmarkScore, BoardRow, Interval } from '../../scoring/index.ts';
import { formatTable, terminalWidth } from '../table.ts';
import { wrapText } from '../wrap-text.ts';
import { type Note, notesOf } from './notes.ts';
import type { NamedComparison, Report, ReportedStrategy } from './score.ts';

/** `width`: columns of a line; only commands may be longer, so that they can be copied. */
export function reportText(report: Report, width = terminalWidth()): string {
  const { board, benchmarks, comparison } = report;
  const rows = report.strategies.map((strategy) => {
    const row = board.rows.find(({ id }) => id === strategy.name) as BoardRow;
    return [
      strategy.name,
      strategy.role === 'entry' ? strategy.division : strategy.role,
      rankText(report, strategy, row),
      row.overall ? withInterval(row.overall.value, row.overall.interval) : `– (${row.lacking.length} without a score)`,
      `${(100 * strategy.realShare).toFixed(1)}%`,
      ...benchmarks.map((id) => scoreText(row.scores[id])),
    ];
  });
  const numbers = ['overall', 'real data', ...benchmarks];
  const head = `Gap closed, ${report.tier} tier: 0 as bad as replace, 100 as good as oracle; 95% intervals over seeds.`;
  const parts = [
    wrapText(head, width).join('\n'),
    formatTable(['strategy', 'division', 'rank', ...numbers], rows, numbers, { width }),
    notesOf(report)
      .map((note) => noteText(note, width))
      .join('\n'),
  ];
  if (comparison) parts.push(comparisonText(comparison, width));
  return parts.filter((part) => part !== '').join('\n\n');
}

function noteText({ words, command }: Note, width: number): string {
  const lines = wrapText(words, width);
  return [...lines, ...(command === null ? [] : [`  ${command}`])].join('\n');
}

/** The rank, or what keeps a row from one. */
export function rankText({ bars }: Report, { name, unofficial }: ReportedStrategy, { rank }: BoardRow): string {
  if (rank) return rank.best === rank.worst ? `${rank.best}` : `${rank.best}–${rank.worst}`;
  if (unofficial.length > 0) return 'unofficial';
  const bar = bars.get(name) ?? null;
  if (bar === 'basis') return 'other basis';
  return bar === null || bar === 'control' || bar === 'baseline' ? '–' : bar;
}

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

export function comparisonText(comparison: NamedComparison, width = terminalWidth()): string {
  const { a, b } = comparison;
  const rows = comparison.benchmarks.map((difference) => [difference.benchmark, ...differenceCells(difference)]);
  if (comparison.overall) {
    const { value, interval, probabilityOfImprovement: probability } = comparison.overall;
    rows.push(['overall', '', withInterval(value, interval), probability.toFixed(2), '']);
  }
  const numbers = ['main metric, A − B', 'score, A − B', 'P(A better)'];
  const head = `Paired on common seeds. A: ${a}. B: ${b}. A main metric below 0 and a score above 0 speak for A.`;
  return `${wrapText(head, width).join('\n')}\n\n${formatTable(['benchmark', ...numbers, ''], rows, numbers, { width })}`;
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
