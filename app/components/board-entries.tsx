import { getTranslations } from 'next-intl/server';
import type { BoardView } from '#leaderboard/views/index.ts';
import type { ColumnSet } from '../board-query.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { boardDataPath, boardPath, feedPath, submissionPath } from '../paths.ts';
import { boardColumns, columnIds } from './board-columns.ts';
import { BoardHelp } from './board-help.tsx';
import { boardRowWords } from './board-row-words.ts';
import { BoardTable, type BoardWords, CHOSEN_FORM } from './board-table.tsx';
import { ChosenEntries } from './chosen-entries.tsx';
import { ColumnSets } from './column-sets.tsx';
import { PagesNav } from './pages-nav.tsx';
import { cellWords, reasons } from './score-words.ts';
import { toTableRow } from './table-rows.ts';

interface Props {
  readonly locale: Locale;
  readonly board: BoardView;
  readonly columns: ColumnSet;
  /** What the board is, in a few words. */
  readonly shown: string;
}

/** The table of a board with what belongs to it: its columns to choose, what is ticked, pages, data, help. */
export async function BoardEntries({ locale, board, columns, shown }: Props) {
  const t = await getTranslations({ locale, namespace: 'board' });
  const why = await reasons(locale);
  const rowWords = await boardRowWords(locale, board);
  const query = { ...board, ...board.options, columns };
  const scored = columnIds(board, columns);
  return (
    <section className="entries">
      <div className="entries-head">
        <p id="shown">
          <strong>{shown}</strong> <span className="muted">{t('entries', { count: board.total })}</span>{' '}
          {board.ranksPending && t('pending')}
        </p>
        <ColumnSets board={board} columns={columns} locale={locale} />
      </div>
      <BoardTable
        columns={await boardColumns(board, columns, locale)}
        fits={columns === 'groups'}
        labelledBy="shown"
        lastRank={Math.max(1, ...board.rows.map(({ rank }) => rank?.of ?? 1))}
        pathPrefix={localPath(locale, submissionPath(''))}
        rows={board.rows.map((row) => toTableRow(row, board, scoreIds(board, scored), why, rowWords))}
        sort={board.options.sort}
        words={await boardWords(locale)}
      />
      <form action={localPath(locale, '/compare/chosen')} className="chosen" id={CHOSEN_FORM} method="get">
        <button type="submit">{t('chosen.submit')}</button>
        <ChosenEntries count={t('chosen.count', { count: '{count}' })} form={CHOSEN_FORM} text={t('chosen.text')} />
      </form>
      <PagesNav
        href={(page) => localPath(locale, boardPath({ ...query, page }))}
        locale={locale}
        page={board.page}
        pages={board.pages}
        total={board.total}
      />
      <p className="small">
        {t('data')} <a href={boardDataPath(query, 'csv')}>CSV</a> ·{' '}
        <a href={boardDataPath(query, 'long')}>{t('longCsv')}</a> ·{' '}
        <a href={boardDataPath(query, 'parquet')}>Parquet</a> · <a href={boardDataPath(query, 'json')}>JSON</a> ·{' '}
        <a href={feedPath('entries')}>{t('feed')}</a> · <a href={localPath(locale, '/compare')}>{t('compare')}</a> ·{' '}
        <a href={localPath(locale, boardPath({ ...query, sort: 'newest', page: 1 }))}>{t('columns.newest')}</a>
      </p>
      <BoardHelp board={board} locale={locale} />
    </section>
  );
}

/** Of the columns those that have scores, in their order. */
const scoreIds = ({ groupColumns, benchmarks }: BoardView, ids: readonly string[]): string[] =>
  ids.filter((id) => groupColumns.some((group) => group === id) || benchmarks.some((benchmark) => benchmark.id === id));

async function boardWords(locale: Locale): Promise<BoardWords> {
  const t = await getTranslations({ locale, namespace: 'board' });
  const scores = await getTranslations({ locale, namespace: 'common.scores' });
  return {
    ...(await cellWords(locale)),
    labels: {
      maintained: t('labels.maintained'),
      reported: t('labels.reported'),
      recomputed: t('labels.recomputed'),
      reproduced: t('labels.reproduced'),
      refuted: t('labels.refuted'),
      control: t('roles.control'),
      baseline: t('roles.baseline'),
      idle: t('idle'),
    },
    ownOn: scores('own.on', { names: '{names}' }),
    flips: t('flips'),
    flipsWith: t('flipsWith', { names: '{names}' }),
    checks: t('checks', { amount: '{amount}' }),
    restsOn: t('restsOn'),
    tick: t('chosen.tick', { name: '{name}' }),
    ticks: t('chosen.column'),
    about: t('about', { name: '{name}' }),
  };
}
