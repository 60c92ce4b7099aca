/**
 * What a board says in a few sentences, by rule (docs/adr/0040-ranks-within-budgets.md): who is best within each budget, from whom
 * that can't be told apart, and who did worse than nothing. Codes and numbers, to be worded by whoever shows them.
 */

import { BUDGETS, type Budget, type Place } from '../protocol/place.ts';
import type { Division } from '../protocol/regime.ts';
import { compareScored, type Interval } from '../scoring/index.ts';
import { budgetOf, placeName } from './place.ts';
import type { Role } from './roles.ts';

/** An entry of a board with its overall score and its rank. */
export interface AnswerEntry extends Place {
  readonly id: string;
  readonly spec: string;
  readonly role: Role;
  /** Null where a benchmark has no score. */
  readonly value: number | null;
  readonly interval: Interval | null;
  /** In its own place; null where it has none. */
  readonly rank: { readonly low: number; readonly high: number; readonly of: number } | null;
  /** Mean share of real data in its training sets, in [0, 1]: its budget where the suite's rules know none. */
  readonly realShare?: number;
  /** Whether whoever shows the board answers for it. */
  readonly isVouched: boolean;
}

/** What one may ask: with no real data, with at most so many percent, where all may be kept, on networks with at most 10%. */
export const QUESTIONS = ['none', 'percent-1', 'percent-5', 'percent-10', 'keep-all', 'networks'] as const;
export type Question = (typeof QUESTIONS)[number];

export interface Answer {
  readonly question: Question;
  /** Null where nobody that the question admits is ranked. */
  readonly best: AnswerEntry | null;
  /**
   * Others that it can't be told from, best first: of its place those whose rank may be the first; of other places, whose
   * ranks say nothing of it, those first there whose interval overlaps its own.
   */
  readonly untold: readonly AnswerEntry[];
}

export interface BoardAnswer {
  readonly answers: readonly Answer[];
  /** Whose interval lies below 0, the score of doing nothing; the worst last. */
  readonly worse: readonly AnswerEntry[];
  /** Whose interval holds 0. */
  readonly indistinct: readonly AnswerEntry[];
}

/** Whose data is at hand and nobody else's: no verifier is asked, and the pool does not grow. */
const BY_ITSELF: readonly Division[] = ['closed', 'anchored', 'retained', 'fresh'];

const most = (budget: Budget) => (entry: AnswerEntry) => {
  const own = entry.classes?.budget ?? (entry.realShare === undefined ? 'more' : budgetOf(entry.realShare));
  return BY_ITSELF.includes(entry.division) && BUDGETS.indexOf(own) <= BUDGETS.indexOf(budget);
};

const ADMITS: Readonly<Record<Question, (entry: AnswerEntry) => boolean>> = {
  none: most('0'),
  'percent-1': most('1'),
  'percent-5': most('5'),
  'percent-10': most('10'),
  'keep-all': (entry) => BY_ITSELF.includes(entry.division) || entry.division === 'accumulating',
  networks: most('10'),
};

/** `entries`: of the board. `networks`: of the board over networks; null where nothing is to be said of these. In any order. */
export function answerOf(entries: readonly AnswerEntry[], networks: readonly AnswerEntry[] | null): BoardAnswer {
  const listed = [...entries].sort(byScore);
  const own = listed.filter(({ role, isVouched }) => role === 'entry' && isVouched);
  return {
    answers: QUESTIONS.flatMap((question) => {
      if (question !== 'networks') return answer(question, listed);
      return networks === null ? [] : answer(question, [...networks].sort(byScore));
    }),
    worse: own.filter(({ interval }) => interval !== null && interval[1] < 0),
    indistinct: own.filter(({ interval }) => interval !== null && interval[0] <= 0 && interval[1] >= 0),
  };
}

/** `entries`: best first. */
function answer(question: Question, entries: readonly AnswerEntry[]): Answer {
  const admitted = entries.filter((entry) => entry.rank !== null && ADMITS[question](entry));
  const [best = null, ...others] = admitted;
  return { question, best, untold: best === null ? [] : others.filter((other) => isUntold(best, other)) };
}

function isUntold(best: AnswerEntry, other: AnswerEntry): boolean {
  if (other.rank?.low !== 1) return false;
  if (placeName(best) === placeName(other)) return true;
  return best.interval === null || other.interval === null || other.interval[1] >= best.interval[0];
}

const byScore = (a: AnswerEntry, b: AnswerEntry): number => compareScored(a, b);
