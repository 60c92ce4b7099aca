/** What a suite's board says in words (benchmarks/board/answer.ts), from what is stored. */
import { type AnswerEntry, answerOf } from '#benchmarks/board/answer.ts';
import { ownBoardCards } from '../catalog/suites.ts';
import type { Queryable } from '../db/data-version.ts';
import type { AnswerEntryView, AnswerView } from '../views/index.ts';
import { type BoardKey, type Entry, listEntries, standingsOf } from './entries.ts';
import { isVouchedFor } from './vouched.ts';

export { QUESTIONS } from '#benchmarks/board/answer.ts';

/**
 * `entries`: all of the board. Of networks only a whole suite's board speaks. Where the suite's rules know no budgets, an
 * entry's is its mean share of real data.
 */
export async function loadAnswer(client: Queryable, key: BoardKey, entries: readonly Entry[]): Promise<AnswerView> {
  const networks = { ...key, group: 'networks' } as const;
  const hasNetworks = key.group === 'all' && ownBoardCards(networks).length > 0;
  const ofNetworks = hasNetworks ? answerEntries(networks, await listEntries(client, networks)) : null;
  const { answers, worse, indistinct } = answerOf(answerEntries(key, entries), ofNetworks);
  return {
    answers: answers.map(({ question, best, untold }) => ({
      question,
      best: best && viewOf(best),
      untold: untold.map(viewOf),
    })),
    worse: worse.map(viewOf),
    indistinct: indistinct.map(viewOf),
  };
}

function answerEntries(key: BoardKey, entries: readonly Entry[]): AnswerEntry[] {
  const standings = standingsOf(key, entries);
  return entries.map((entry) => {
    const { id, spec, role, division, classes, overall } = entry;
    const { value, low, high, source } = overall;
    return {
      id,
      spec,
      role,
      division,
      classes,
      value,
      interval: low === null || high === null ? null : [low, high],
      realShare: overall.cost.realShare,
      rank: standings.get(id)?.rank ?? null,
      isVouched: isVouchedFor(entry) && source !== 'own',
    };
  });
}

function viewOf({ id, spec, division, classes, value, interval, rank }: AnswerEntry): AnswerEntryView {
  const [low, high] = interval ?? [null, null];
  return {
    id,
    spec,
    division,
    classes,
    value,
    low,
    high,
    rank: rank && { low: rank.low, high: rank.high, of: rank.of },
  };
}
