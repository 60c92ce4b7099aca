import { getTranslations } from 'next-intl/server';
import type { BoardView } from '#leaderboard/views/index.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { figurePath, submissionPath } from '../paths.ts';
import { BoardDoses } from './board-doses.tsx';
import { catalogText } from './catalog-text.ts';
import { chartWords } from './chart-words.ts';
import { Legend } from './legend.tsx';
import { ParetoFigures } from './pareto-figure.tsx';
import { TrajectoryCharts } from './trajectory-charts.tsx';

interface Props {
  readonly locale: Locale;
  readonly board: BoardView;
}

/** What a board's table doesn't show: the price of real data and of training, doses, trajectories. */
export async function BoardFigures({ locale, board }: Props) {
  const t = await getTranslations({ locale, namespace: 'board' });
  const ids = board.charted.map(({ id }) => id);
  return (
    <>
      <ParetoFigures board={board} locale={locale} />
      <BoardDoses board={board} locale={locale} />
      <h2>{t('charts.title')}</h2>
      <p className="small muted prose">{t('charts.text')}</p>
      <Legend lines={board.charted} pathPrefix={localPath(locale, submissionPath(''))} />
      <TrajectoryCharts
        figures={board.benchmarks.map((benchmark) => ({
          src: figurePath(benchmark, ids, locale),
          alt: catalogText(locale).benchmark(benchmark).name,
        }))}
        words={await chartWords(locale)}
      />
    </>
  );
}
