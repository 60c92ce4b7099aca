import { getTranslations } from 'next-intl/server';
import type { BoardView } from '#leaderboard/views/index.ts';
import type { Locale } from '../i18n/locales.ts';
import { paretoFigurePath } from '../paths.ts';
import { ChartFigure } from './chart-figure.tsx';
import { chartWords } from './chart-words.ts';

interface Props {
  readonly locale: Locale;
  readonly board: Pick<BoardView, 'suite' | 'tier' | 'division' | 'group'>;
}

/** Score against real data, and against training, of every entry of a board. */
export async function ParetoFigures({ locale, board }: Props) {
  const t = await getTranslations({ locale, namespace: 'board.pareto' });
  const words = await chartWords(locale);
  return (
    <>
      <h2>{t('title')}</h2>
      <p className="small muted prose">{t('text')}</p>
      <ChartFigure alt={t('title')} size="wide" src={paretoFigurePath(board, 'real', locale)} words={words} />
      <h3>{t('trainingTitle')}</h3>
      <p className="small muted prose">{t('trainingText')}</p>
      <ChartFigure
        alt={t('trainingTitle')}
        size="wide"
        src={paretoFigurePath(board, 'training', locale)}
        words={words}
      />
    </>
  );
}
