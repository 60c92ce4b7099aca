/** The report as tables for a terminal. */
import type { BenchmarkScore, ScoredRow } from '../../scoring/index.ts';
import { formatTable, terminalWidth } from '../table.ts';
import { wrapText } from '../wrap-text.ts';
import { comparisonText } from './comparison-text.ts';
import { withInterval } from './interval-text.ts';
import { type Note, notesOf, reasonText } from './notes.ts';
import type { Report, ReportedStrategy } from './score.ts';

/** `width`: columns of a line; only commands may be longer, so that they can be copied. */
export function reportText(report: Report, width = terminalWidth()): string {
  const { board, benchmarks, comparison } = report;
  const rows = report.strategies.map((strategy) => {
    const row = board.rows.find(({ id }) => id === strategy.id) as ScoredRow;
    return [
      strategy.id,
      strategy.role === 'entry' ? strategy.division : strategy.role,
      rankText(strategy, row),
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
export function rankText({ reason }: ReportedStrategy, { rank }: ScoredRow): string {
  if (rank) return rank.best === rank.worst ? `${rank.best}` : `${rank.best}–${rank.worst}`;
  return reason === null || reason === 'control' || reason === 'baseline' ? '–' : reasonText(reason);
}

export function scoreText(score: BenchmarkScore | undefined): string {
  if (score === undefined) return 'missing';
  if (score.state === 'scored') return withInterval(score.value, score.interval);
  if (score.state === 'diverged' || score.state === 'failed')
    return `${score.state} ${score.stopped} of ${score.seeds}`;
  return score.state.replace('-', ' ');
}
