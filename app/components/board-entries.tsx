import { getTranslations } from 'next-intl/server';
import type { BoardQuery, BoardView, NamedGroup } from '#leaderboard/views/index.ts';
import { formatPoints, formatRank, formatScore } from '../format.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { boardDataPath, boardPath, feedPath, figurePath, submissionPath } from '../paths.ts';
import { boardColumns } from './board-columns.ts';
import { BoardDoses } from './board-doses.tsx';
import { BoardTable, type BoardWords } from './board-table.tsx';
import { catalogText } from './catalog-text.ts';
import { chartWords } from './chart-words.ts';
import { Legend } from './legend.tsx';
import { PagesNav } from './pages-nav.tsx';
import { ParetoFigures } from './pareto-figure.tsx';
import { placeWords } from './place-words.ts';
import { cellWords, idleWords, outsideWords, partialWords, reasons } from './score-words.ts';
import { type RowWords, toTableRow } from './table-rows.ts';
import { TrajectoryCharts } from './trajectory-charts.tsx';

interface Props {
  readonly locale: Locale;
  readonly board: BoardView;
}

/** The table of a board with what belongs to it: pages, data, help, figures. */
export async function BoardEntries({ locale, board }: Props) {
  const t = await getTranslations({ locale, namespace: 'board' });
  const why = await reasons(locale);
  const placeText = await placeWords(locale);
  const { suite, tier, group } = board;
  const rowWords: RowWords = {
    place: ({ division, classes }, rank) => [
      t('places.rank', { rank: formatRank(rank), of: rank.of }),
      placeText({ division, classes }),
      localPath(locale, boardPath({ suite, tier, group, division, ...classes, page: 1 })),
    ],
    applicable: ({ value, low, high, benchmarks, of }) =>
      t('applicable', {
        score:
          formatScore(value) +
          (low === null || high === null
            ? ''
            : t('answer.interval', { low: formatPoints(low), high: formatPoints(high) })),
        benchmarks,
        of,
      }),
    division: (division) => t('inDivision', { division }),
    partial: await partialWords(locale),
    nameOf: (benchmark) => catalogText(locale).benchmark(benchmark).name,
    list: PUNCTUATION[locale].list,
    idle: await idleWords(locale),
    outside: await outsideWords(locale),
  };
  const query: BoardQuery = { ...board, ...board.options };
  const prefix = localPath(locale, submissionPath(''));
  return (
    <>
      <BoardTable
        columns={await boardColumns(board, locale)}
        lastRank={Math.max(1, ...board.rows.map(({ rank }) => rank?.of ?? 1))}
        pathPrefix={prefix}
        ranked={board.ranked}
        rows={board.rows.map((row) => toTableRow(row, board, why, rowWords))}
        sort={board.options.sort}
        words={await boardWords(locale)}
      />
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
      <Help board={board} locale={locale} />
      <ParetoFigures board={board} locale={locale} />
      <BoardDoses board={board} locale={locale} />
      <h2>{t('charts.title')}</h2>
      <p className="small muted prose">{t('charts.text')}</p>
      <Legend lines={board.charted} pathPrefix={prefix} />
      <TrajectoryCharts
        figures={board.benchmarks.map((benchmark) => ({
          src: figurePath(
            benchmark,
            board.charted.map(({ id }) => id),
            locale,
          ),
          alt: catalogText(locale).benchmark(benchmark).name,
        }))}
        words={await chartWords(locale)}
      />
    </>
  );
}

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
  };
}

async function Help({ locale, board: { idleBaselines, weights, placeRules } }: Props) {
  const t = await getTranslations({ locale, namespace: 'board' });
  const text = [
    'rank',
    'score',
    'axes',
    'collapse',
    ...(placeRules === null ? (['partial'] as const) : (['place', 'applicable'] as const)),
    'real-data',
    'drawn',
    'benchmarks',
    'status',
    'flips',
    ...(idleBaselines.length > 0 ? (['idle'] as const) : []),
  ] as const;
  const weightWords = Object.entries(weights ?? {}).map(
    ([group, weight]) => `${t(`groups.${group as NamedGroup}`)} ${weight}`,
  );
  return (
    <details className="prose">
      <summary>{t('help.title')}</summary>
      {weights && <p className="small">{t('help.weights', { weights: weightWords.join(PUNCTUATION[locale].list) })}</p>}
      {text.map((name) => (
        <p className="small" key={name}>
          {t(`help.${name}`)}
        </p>
      ))}
    </details>
  );
}
