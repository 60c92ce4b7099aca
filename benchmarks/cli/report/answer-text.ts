/** What the board says in words, by the rule that sites go by (board/answer.ts), as lines for a terminal. */
import { type Answer, type AnswerEntry, answerOf, type Question } from '../../board/answer.ts';
import { placeWords } from '../../board/place.ts';
import type { ScoredRow } from '../../scoring/index.ts';
import { rankRulesOf } from '../../suite/manifests.ts';
import { scoreWithInterval } from './interval-text.ts';
import type { Report } from './score.ts';

/** As sites put them; a test holds both together. */
export const QUESTION_WORDS: Readonly<Record<Question, string>> = {
  none: 'With no real data',
  'percent-1': 'With at most 1% real data',
  'percent-5': 'With at most 5% real data',
  'percent-10': 'With at most 10% real data',
  'keep-all': 'Where everything may be kept',
  networks: 'On networks, with at most 10% real data',
};

/** As many names as a sentence bears. */
const MOST_NAMED = 6;

/** A line for each question; empty where the suite's rules know no budgets. Of networks alone a report has no board beside its own. */
export function answerLines(report: Report): string[] {
  if (rankRulesOf(report.suite).places === undefined) return [];
  const { answers, worse, indistinct } = answerOf(entriesOf(report), null);
  return [
    'The answer in words, made by rule:',
    ...answers.map((answer) => `${QUESTION_WORDS[answer.question]}: ${answerWords(answer)}`),
    `Worse than doing nothing: ${worse.length === 0 ? 'nobody, as far as the intervals tell.' : `${names(worse)}.`}`,
    ...(indistinct.length === 0 ? [] : [`Can’t be told from doing nothing: ${names(indistinct)}.`]),
  ];
}

function entriesOf({ strategies, board }: Report): AnswerEntry[] {
  return strategies.map(({ id, role, division, classes }) => {
    const { overall, rank } = board.rows.find((row) => row.id === id) as ScoredRow;
    return {
      id,
      spec: id,
      role,
      division,
      classes,
      value: overall?.value ?? null,
      interval: overall?.interval ?? null,
      rank: rank && { low: rank.best, high: rank.worst, of: rank.of },
      // Who asks for a report vouches for what is in it.
      isVouched: true,
    };
  });
}

function answerWords({ best, untold }: Answer): string {
  if (best === null) return 'nobody is ranked.';
  const { low = 0, high = 0, of = 0 } = best.rank ?? {};
  const rank = low === high ? `${low}` : `${low}–${high}`;
  const others = untold.length === 0 ? '' : ` Can’t be told from it: ${names(untold)}.`;
  return `${named(best)}, rank ${rank} of ${of} in ${placeWords(best)}.${others}`;
}

function names(entries: readonly AnswerEntry[]): string {
  const more = entries.length > MOST_NAMED ? ` and ${entries.length - MOST_NAMED} more` : '';
  return entries.slice(0, MOST_NAMED).map(named).join(', ') + more;
}

const named = ({ spec, value, interval }: AnswerEntry): string =>
  value === null ? spec : `${spec} ${scoreWithInterval(value, interval)}`;
