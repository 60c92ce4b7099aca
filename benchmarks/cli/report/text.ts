/** The report as tables for a terminal. */
import type { IdleStanding, IdleVerdict } from '../../board/idle.ts';
import { placeWords } from '../../board/place.ts';
import type { ScoredRow } from '../../scoring/index.ts';
import { formatTable, terminalWidth } from '../table.ts';
import { wrapText } from '../wrap-text.ts';
import { answerLines } from './answer-text.ts';
import { comparisonText } from './comparison-text.ts';
import { COST_WORDS, familiesOf, familyTable } from './families.ts';
import { scoreWithInterval } from './interval-text.ts';
import { isOutside, type Note, notesOf, reasonText } from './notes.ts';
import type { Report, ReportedStrategy } from './score.ts';
import { scoreText } from './score-text.ts';

/** `width`: columns of a line; only commands may be longer, so that they can be copied. */
export function reportText(report: Report, width = terminalWidth()): string {
  const { board, benchmarks, comparison } = report;
  const rows = report.strategies.map((strategy) => {
    const row = board.rows.find(({ id }) => id === strategy.id) as ScoredRow;
    return [
      nameText(strategy),
      kindText(strategy),
      rankText(strategy, row),
      ...(hasIdle(report) ? [idleText(strategy.idle)] : []),
      overallText(strategy, row),
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
    answerLines(report)
      .flatMap((line) => wrapText(line, width))
      .join('\n'),
    ...familyTexts(report, width),
  ];
  if (comparison) parts.push(comparisonText(comparison, width));
  return parts.filter((part) => part !== '').join('\n\n');
}

function familyTexts(report: Report, width: number): string[] {
  const families = familiesOf(report).map((family) => {
    const { title, headers, rows, keys } = familyTable(report, family);
    return `${title}\n${formatTable(headers, rows, headers, { keys, width })}`;
  });
  return families.length === 0 ? [] : [...families, wrapText(COST_WORDS, width).join('\n')];
}

function noteText({ words, command }: Note, width: number): string {
  const lines = wrapText(words, width);
  return [...lines, ...(command === null ? [] : [`  ${command}`])].join('\n');
}

/** The columns before the numbers. */
export function textHeaders(report: Report): string[] {
  return ['strategy', hasPlaces(report) ? 'place' : 'division', 'rank', ...(hasIdle(report) ? ['idle baselines'] : [])];
}

/** Whether ranks exist within budgets and classes, by the rules that the report goes by. */
export const hasPlaces = ({ strategies }: Report): boolean => strategies.some(({ classes }) => classes !== null);

/** The overall score, or in its place what there is: the score over what it applies to, or how many have none. */
export function overallText({ applicable }: ReportedStrategy, { overall, lacking }: ScoredRow): string {
  if (overall) return scoreWithInterval(overall.value, overall.interval);
  if (applicable === null) return `– (${lacking.length} without a score)`;
  const { value, interval, benchmarks, of } = applicable;
  return `– (${scoreWithInterval(value, interval)} on the ${benchmarks} of ${of} it applies to)`;
}

/** Whether an idle baseline stands on the board, so that every entry says how it stands beside it. */
export const hasIdle = ({ strategies }: Report): boolean => strategies.some(({ isIdle }) => isIdle);

/** The name of a row; an idle baseline is a line across the board at its place. */
const nameText = ({ id, isIdle }: ReportedStrategy): string => (isIdle ? `── ${id} ──` : id);

/** What a row is on the board. */
export function kindText({ role, division, classes, isIdle, result }: ReportedStrategy): string {
  if (isIdle) return 'idle baseline';
  if (role !== 'entry') return role;
  const place = placeWords({ division, classes });
  return isOutside(result) ? `${place} (declared)` : place;
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
