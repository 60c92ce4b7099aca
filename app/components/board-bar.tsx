import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { TIERS } from '#benchmarks/protocol/ids.ts';
import { ALL_CLASSES } from '#leaderboard/boards/order.ts';
import type { BoardView } from '#leaderboard/views/index.ts';
import type { BoardPageQuery, ColumnSet } from '../board-query.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { boardPath } from '../paths.ts';
import { BoardFilters } from './board-filters.tsx';
import { groupWords } from './group-words.ts';

interface Props {
  readonly locale: Locale;
  readonly board: BoardView;
  readonly columns: ColumnSet;
}

/** Which board: suite, tier, division and budget unfold as links, since every view has an address; all else is behind “More filters”. */
export async function BoardBar({ locale, board, columns }: Props) {
  const t = await getTranslations({ locale, namespace: 'board' });
  const { suite, tier, division, budget, options } = board;
  const { brackets } = PUNCTUATION[locale];
  const query: BoardPageQuery = { ...board, ...options, columns, page: 1 };
  const counts = new Map(board.tiers.map(({ value, count }) => [value, count]));
  const link = (change: Partial<BoardPageQuery>, isCurrent: boolean, words: string, count?: number) => (
    <li key={words}>
      <a aria-current={isCurrent ? 'page' : undefined} href={localPath(locale, boardPath({ ...query, ...change }))}>
        {words + (count === undefined ? '' : brackets(`${count}`))}
      </a>
    </li>
  );
  const anew = { ...ALL_CLASSES, group: 'all', strategy: null, sort: 'score' } as const;
  return (
    <nav aria-label={t('filters.label')} className="board-bar">
      <Choice name={t('filters.suite')} shown={suite}>
        {board.suites.map((name) => link({ ...anew, suite: name }, name === suite, name))}
      </Choice>
      <Choice name={t('filters.tier')} shown={tier}>
        {TIERS.map((name) => link({ tier: name, strategy: null }, name === tier, name, counts.get(name) ?? 0))}
      </Choice>
      <Choice name={t('filters.division')} shown={t(`divisionNames.${division}`)}>
        {board.divisions.map(({ value, count }) =>
          link({ ...ALL_CLASSES, division: value }, value === division, t(`divisionNames.${value}`), count),
        )}
      </Choice>
      {board.placeRules !== null && (
        <Choice name={t('filters.budget')} shown={t(`places.budget.${budget}`)}>
          {board.budgets.map(({ value, count }) =>
            link({ budget: value }, value === budget, t(`places.budget.${value}`), count),
          )}
        </Choice>
      )}
      <ActiveFilters board={board} locale={locale} query={query} />
      <details className="more-filters" name="board-bar">
        <summary>{t('filters.more')}</summary>
        <BoardFilters board={board} locale={locale} query={query} />
      </details>
    </nav>
  );
}

/** One of the bar's choices, with what is chosen; one is open at a time. */
function Choice({
  name,
  shown,
  children,
}: {
  readonly name: string;
  readonly shown: string;
  readonly children: ReactNode;
}) {
  return (
    <details className="choice" name="board-bar">
      <summary>
        <span className="muted">{name}</span> <strong>{shown}</strong>
      </summary>
      <ul>{children}</ul>
    </details>
  );
}

/** What is filtered beside the bar's own choices, each with a link that leaves it out. */
async function ActiveFilters({
  locale,
  board: { group, training, calls, options },
  query,
}: {
  readonly locale: Locale;
  readonly board: BoardView;
  readonly query: BoardPageQuery;
}) {
  const t = await getTranslations({ locale, namespace: 'board' });
  const groupName = await groupWords(locale);
  const { strategy, status, real, drawn } = options;
  const active: readonly (readonly [Partial<BoardPageQuery>, string])[] = [
    ...(group === 'all' ? [] : [[{ group: 'all', sort: 'score' }, groupName(group)] as const]),
    ...(training === 'all'
      ? []
      : [[{ training: 'all' }, t('filters.active.training', { value: t(`places.training.${training}`) })] as const]),
    ...(calls === 'all'
      ? []
      : [[{ calls: 'all' }, t('filters.active.calls', { value: t(`places.calls.${calls}`) })] as const]),
    ...(strategy === null ? [] : [[{ strategy: null }, t('filters.active.strategy', { value: strategy })] as const]),
    ...(status === 'all'
      ? []
      : [[{ status: 'all' }, t('filters.active.status', { value: t(`statuses.${status}`) })] as const]),
    ...(real === null ? [] : [[{ real: null }, t('filters.active.real', { value: String(real) })] as const]),
    ...(drawn === null ? [] : [[{ drawn: null }, t('filters.active.drawn', { value: String(drawn) })] as const]),
  ];
  return active.map(([change, words]) => (
    <a
      aria-label={t('filters.remove', { filter: words })}
      className="active-filter"
      href={localPath(locale, boardPath({ ...query, ...change }))}
      key={words}
    >
      {words} <span aria-hidden="true">×</span>
    </a>
  ));
}
