/** The report as tables for a terminal. */
import type { IdleStanding, IdleVerdict } from '../../board/idle.ts';
import type { BenchmarkScore, ScoredRow } from '../../scoring/index.ts';
import { formatTable, terminalWidth } from '../table.ts';
import { wrapText } from '../wrap-text.ts';
import { comparisonText } from './comparison-text.ts';
import { scoreWithInterval } from './interval-text.ts';
import { isOutside, type Note, notesOf, reasonText } from './notes.ts';
import type { Report, ReportedStrategy } from './score.ts';

/** `width`: columns of a line; only commands may be longer, so that they can be copied. */
export function reportText(report: Report, width = terminalWidth()): string {
  const { board, benchmarks, comparison } = report;
  const rows = report.strategies.map((strategy) => {
    const row = board.rows.find(({ id }) => id === strategy.id) as ScoredRow;
    const { overall, lacking } = row;
    return [
      nameText(strategy),
      kindText(strategy),
      rankText(strategy, row),
      ...(hasIdle(report) ? [idleText(strategy.idle)] : []),
      overall ? scoreWithInterval(overall.value, overall.interval) : `– (${lacking.length} without a score)`,
      `${(100 * strategy.realShare).toFixed(1)}%`,
      ...benchmarks.map((id) => scoreText(row.scores[id])),
    ];
  });
  const numbers = ['overall', 'real data', ...benchmarks];
  const head = `Gap closed, ${report.tier} tier: 0 as bad as replace, 100 as good as oracle; 95% intervals over seeds.`;
  const parts = [
    wrapText(head, width).join('\n'),
    formatTable([...textHeaders(report), ...numbers], rows, numbers, { width }),
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

/** The columns before the numbers. */
export function textHeaders(report: Report): string[] {
  return ['strategy', 'division', 'rank', ...(hasIdle(report) ? ['idle baselines'] : [])];
}

/** Whether an idle baseline stands on the board, so that every entry says how it stands beside it. */
export const hasIdle = ({ strategies }: Report): boolean => strategies.some(({ isIdle }) => isIdle);

/** The name of a row; an idle baseline is a line across the board at its place. */
const nameText = ({ id, isIdle }: ReportedStrategy): string => (isIdle ? `── ${id} ──` : id);

/** What a row is on the board. */
export function kindText({ role, division, isIdle, result }: ReportedStrategy): string {
  if (isIdle) return 'idle baseline';
  if (role !== 'entry') return role;
  return isOutside(result) ? `${division} (declared)` : division;
}

const VERDICTS: Readonly<Record<IdleVerdict, string>> = {
  beats: 'beats',
  even: 'can’t be told from',
  loses: 'behind',
  unknown: 'not compared with',
};

/** `beats freeze, gen0-samples; behind base`. */
export function idleText(idle: readonly IdleStanding[]): string {
  return (Object.keys(VERDICTS) as IdleVerdict[])
    .flatMap((verdict) => {
      const names = idle.filter((standing) => standing.verdict === verdict).map(({ baseline }) => baseline);
      return names.length === 0 ? [] : [`${VERDICTS[verdict]} ${names.join(', ')}`];
    })
    .join('; ');
}

/** The rank, or what keeps a row from one. */
export function rankText({ reason, sameAs }: ReportedStrategy, { rank }: ScoredRow): string {
  if (rank) return rank.best === rank.worst ? `${rank.best}` : `${rank.best}–${rank.worst}`;
  if (sameAs !== null) return `same as ${sameAs}`;
  return reason === null || reason === 'control' || reason === 'baseline' ? '–' : reasonText(reason);
}

export function scoreText(score: BenchmarkScore | undefined): string {
  if (score === undefined) return 'missing';
  if (score.state === 'scored') return scoreWithInterval(score.value, score.interval);
  if (score.state === 'diverged' || score.state === 'failed')
    return `${score.state} ${score.stopped} of ${score.seeds}`;
  return score.state.replace('-', ' ');
}
