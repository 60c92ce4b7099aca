import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { TIERS } from '#benchmarks/protocol/ids.ts';
import { ALL_CLASSES } from '#leaderboard/boards/order.ts';
import { isNamedGroup } from '#leaderboard/catalog/suites.ts';
import type { BoardQuery, BoardView } from '#leaderboard/views/index.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { boardPath } from '../paths.ts';
import { groupWords } from './group-words.ts';

interface Props {
  readonly locale: Locale;
  readonly board: BoardView;
}

/** The rule of places, in the order in which it is told. */
const PLACE_WORDS = [
  'budgetWords',
  'trainingWords',
  'callsWords',
  'shownWords',
  'trainedMore',
  'networksWords',
  'singleWords',
] as const;

const STATUSES = ['all', 'ranked', 'maintained', 'reported'] as const;

/** Suite, tier, division, budget and classes, strategy and status, as links: every view of a board has an address. */
export async function Filters({ locale, board }: Props) {
  const t = await getTranslations({ locale, namespace: 'board' });
  const { suite, tier, division, group, options } = board;
  const counted = (words: string, count: number): string => words + PUNCTUATION[locale].brackets(`${count}`);
  const counts = new Map(board.tiers.map(({ value, count }) => [value, count]));
  const { budget, training, calls } = board;
  const groupName = await groupWords(locale);
  const groups = board.groups.filter(({ value }) => isNamedGroup(value));
  const singles = board.groups.filter(({ value }) => !isNamedGroup(value));
  const query: BoardQuery = { suite, tier, division, group, budget, training, calls, ...options, page: 1 };
  const link = (change: Partial<BoardQuery>, isCurrent: boolean, text: ReactNode) => (
    <a aria-current={isCurrent ? 'page' : undefined} href={localPath(locale, boardPath({ ...query, ...change }))}>
      {text}
    </a>
  );
  return (
    <>
      <nav aria-label={t('filters.label')} className="filters">
        <Filter name={t('filters.suite')}>
          {board.suites.map((name) => (
            <span key={name}>
              {link({ ...ALL_CLASSES, suite: name, group: 'all', strategy: null, sort: 'score' }, name === suite, name)}
            </span>
          ))}
        </Filter>
        <Filter name={t('filters.tier')}>
          {TIERS.map((name) => (
            <span key={name}>
              {link({ tier: name, strategy: null }, name === tier, counted(name, counts.get(name) ?? 0))}
            </span>
          ))}
        </Filter>
        <Filter name={t('filters.group')}>
          {groups.map(({ value, count }) => (
            <span key={value}>
              {link({ group: value, sort: 'score' }, value === group, counted(groupName(value), count))}
            </span>
          ))}
        </Filter>
        {singles.length > 0 && (
          <Filter name={t('filters.benchmark')}>
            {singles.map(({ value, count }) => (
              <span key={value}>
                {link({ group: value, sort: 'score' }, value === group, counted(groupName(value), count))}
              </span>
            ))}
          </Filter>
        )}
        <Filter name={t('filters.division')}>
          {board.divisions.map(({ value, count }) => (
            <span key={value}>
              {link({ ...ALL_CLASSES, division: value }, value === division, counted(value, count))}
            </span>
          ))}
        </Filter>
        {board.placeRules !== null && (
          <>
            <Filter name={t('filters.budget')}>
              {board.budgets.map(({ value, count }) => (
                <span key={value}>
                  {link({ budget: value }, value === budget, counted(t(`places.budget.${value}`), count))}
                </span>
              ))}
            </Filter>
            <Filter name={t('filters.training')}>
              {board.trainings.map(({ value, count }) => (
                <span key={value}>
                  {link({ training: value }, value === training, counted(t(`places.training.${value}`), count))}
                </span>
              ))}
            </Filter>
            <Filter name={t('filters.calls')}>
              {board.callClasses.map(({ value, count }) => (
                <span key={value}>
                  {link({ calls: value }, value === calls, counted(t(`places.calls.${value}`), count))}
                </span>
              ))}
            </Filter>
          </>
        )}
        <Filter name={t('filters.strategy')}>
          {link({ strategy: null }, options.strategy === null, t('filters.any'))}
          {board.strategies.map((name) => (
            <span key={name}>{link({ strategy: name }, name === options.strategy, name)}</span>
          ))}
        </Filter>
        <Filter name={t('filters.status')}>
          {STATUSES.map((status) => (
            <span key={status}>{link({ status }, status === options.status, t(`statuses.${status}`))}</span>
          ))}
        </Filter>
      </nav>
      <details className="prose">
        <summary>{t('explain')}</summary>
        <p className="small">
          {t('suiteWords')} {t('groupWords')}
        </p>
        {board.placeRules !== null &&
          PLACE_WORDS.map((name) => (
            <p className="small" key={name}>
              {t(`places.${name}`)}
            </p>
          ))}
        <dl className="columns-help small">
          {TIERS.map((name) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{t(`tiers.${name}`)}</dd>
            </div>
          ))}
          {board.divisions.map(({ value }) => (
            <div key={value}>
              <dt>{value}</dt>
              <dd>{t(`divisions.${value}`)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

function Filter({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="filter">
      <span className="filter-name">{name}</span>
      {children}
    </div>
  );
}
