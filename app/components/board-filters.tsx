import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { TIERS } from '#benchmarks/protocol/ids.ts';
import { isNamedGroup } from '#leaderboard/catalog/suites.ts';
import type { BoardView } from '#leaderboard/views/index.ts';
import { type BoardPageQuery, viewPairs } from '../board-query.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { boardPath, FIND_BOARD } from '../paths.ts';
import { groupWords } from './group-words.ts';

interface Props {
  readonly locale: Locale;
  readonly board: BoardView;
  /** What is shown, from its first page. */
  readonly query: BoardPageQuery;
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

/** What a board is over and which of its entries are shown: links where there are few choices, a form for the rest. */
export async function BoardFilters({ locale, board, query }: Props) {
  const t = await getTranslations({ locale, namespace: 'board' });
  const { group, training, calls, options } = board;
  const counted = (words: string, count: number): string => words + PUNCTUATION[locale].brackets(`${count}`);
  const groupName = await groupWords(locale);
  const groups = board.groups.filter(({ value }) => isNamedGroup(value));
  const singles = board.groups.filter(({ value }) => !isNamedGroup(value));
  const link = (change: Partial<BoardPageQuery>, isCurrent: boolean, text: string) => (
    <a
      aria-current={isCurrent ? 'page' : undefined}
      href={localPath(locale, boardPath({ ...query, ...change }))}
      key={text}
    >
      {text}
    </a>
  );
  return (
    <div className="filters">
      <Filter name={t('filters.group')}>
        {groups.map(({ value, count }) =>
          link({ group: value, sort: 'score' }, value === group, counted(groupName(value), count)),
        )}
      </Filter>
      {singles.length > 0 && (
        <Filter name={t('filters.benchmark')}>
          {singles.map(({ value, count }) =>
            link({ group: value, sort: 'score' }, value === group, counted(groupName(value), count)),
          )}
        </Filter>
      )}
      {board.placeRules !== null && (
        <>
          <Filter name={t('filters.training')}>
            {board.trainings.map(({ value, count }) =>
              link({ training: value }, value === training, counted(t(`places.training.${value}`), count)),
            )}
          </Filter>
          <Filter name={t('filters.calls')}>
            {board.callClasses.map(({ value, count }) =>
              link({ calls: value }, value === calls, counted(t(`places.calls.${value}`), count)),
            )}
          </Filter>
        </>
      )}
      <Filter name={t('filters.status')}>
        {STATUSES.map((status) => link({ status }, status === options.status, t(`statuses.${status}`)))}
      </Filter>
      <AmountsForm board={board} locale={locale} query={query} />
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
    </div>
  );
}

/** A plain form: it leads to the board's own address (app/[locale]/board/find), and works without JavaScript. */
async function AmountsForm({ locale, board, query }: Props) {
  const t = await getTranslations({ locale, namespace: 'board.filters' });
  const { suite, tier, division } = query;
  const { strategy, real, drawn } = board.options;
  const kept = viewPairs({ ...query, strategy: null, real: null, drawn: null });
  return (
    <form action={localPath(locale, FIND_BOARD)} className="amounts" method="get">
      {[['suite', suite], ['tier', tier], ['division', division], ...kept].map(([name, value]) => (
        <input key={name} name={name} type="hidden" value={value} />
      ))}
      <label>
        {t('strategy')}
        <select defaultValue={strategy ?? ''} name="strategy">
          <option value="">{t('any')}</option>
          {board.strategies.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <Amount max={100} name="real" unit={t('realUnit')} value={real} words={t('real')} />
      <Amount max={99_999} name="drawn" unit={t('drawnUnit')} value={drawn} words={t('drawn')} />
      <button type="submit">{t('show')}</button>
    </form>
  );
}

interface AmountProps {
  readonly name: 'real' | 'drawn';
  readonly max: number;
  readonly words: string;
  readonly unit: string;
  readonly value: number | null;
}

function Amount({ name, max, words, unit, value }: AmountProps) {
  return (
    <label>
      {words}{' '}
      <input defaultValue={value ?? ''} inputMode="decimal" max={max} min="0" name={name} step="any" type="number" />{' '}
      {unit}
    </label>
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
