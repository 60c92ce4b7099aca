import { getTranslations } from 'next-intl/server';
import type { BoardView } from '#leaderboard/views/index.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { figurePath, paretoPath, submissionPath, trajectoriesPath } from '../paths.ts';
import { BoardDoses } from './board-doses.tsx';
import { catalogText } from './catalog-text.ts';
import { chartWords } from './chart-words.ts';
import { Legend } from './legend.tsx';
import { ParetoFigure } from './pareto-figure.tsx';
import { cellWords } from './score-words.ts';
import { TrajectoryCharts } from './trajectory-charts.tsx';

interface Props {
  readonly locale: Locale;
  readonly board: BoardView;
}

/** What a board's table doesn't show: the price of real data, doses, trajectories. */
export async function BoardFigures({ locale, board }: Props) {
  const t = await getTranslations({ locale, namespace: 'board' });
  const prefix = localPath(locale, submissionPath(''));
  const charts = trajectoriesPath(
    board,
    board.charted.map(({ id }) => id),
  );
  return (
    <>
      <h2>{t('pareto.title')}</h2>
      <p className="small muted prose">{t('pareto.text')}</p>
      <ParetoFigure pathPrefix={prefix} source={paretoPath(board)} words={await paretoWords(locale)} />
      <BoardDoses board={board} locale={locale} />
      <h2>{t('charts.title')}</h2>
      <p className="small muted prose">{t('charts.text')}</p>
      <Legend lines={board.charted} pathPrefix={prefix} />
      <TrajectoryCharts
        count={board.benchmarks.length}
        figures={board.benchmarks.map((benchmark) => ({
          src: figurePath(
            benchmark,
            board.charted.map(({ id }) => id),
            locale,
          ),
          alt: catalogText(locale).benchmark(benchmark).name,
        }))}
        heading="benchmark"
        lines={board.charted}
        source={charts}
        words={await chartWords(locale)}
      />
    </>
  );
}

async function paretoWords(locale: Locale) {
  const t = await getTranslations({ locale, namespace: 'board.pareto' });
  const strategy = (await getTranslations({ locale, namespace: 'board.columns' }))('strategy');
  return {
    x: t('x'),
    y: t('y'),
    table: t('table'),
    efficient: t('efficient'),
    failed: t('failed'),
    yes: t('yes'),
    no: t('no'),
    strategy,
    to: (await cellWords(locale)).to,
  };
}
