import { getTranslations } from 'next-intl/server';
import type { Versioned } from '#benchmarks/suite/manifests.ts';
import { SCORE_BY_HORIZON } from '#leaderboard/submissions/horizons.ts';
import type { HorizonView } from '#leaderboard/views/index.ts';
import type { Locale } from '../i18n/locales.ts';
import { figurePath } from '../paths.ts';
import { chartWords } from './chart-words.ts';
import { horizonWords } from './horizon-words.ts';
import { TrajectoryCharts } from './trajectory-charts.tsx';

interface FactsProps {
  readonly locale: Locale;
  readonly horizon: HorizonView;
  /** G. */
  readonly generations: number;
}

/** The ratio to the oracle's error and the half-life, for a list of facts. */
export async function HorizonFacts({ locale, horizon, generations }: FactsProps) {
  const t = await getTranslations({ locale, namespace: 'common.horizon' });
  const words = await horizonWords(locale, horizon, generations);
  return (
    <>
      <dt>{t('ratio')}</dt>
      <dd>{words.ratio}</dd>
      <dt>{t('halfLife')}</dt>
      <dd>{words.halfLife}</dd>
    </>
  );
}

interface ChartsProps {
  readonly locale: Locale;
  readonly benchmark: Versioned;
  /** Submissions whose runs of it are drawn. */
  readonly ids: readonly string[];
}

/** A figure of scores by horizon with what it says. */
export async function HorizonCharts({ locale, benchmark, ids }: ChartsProps) {
  const t = await getTranslations({ locale, namespace: 'common.horizon' });
  return (
    <>
      <h3>{t('title')}</h3>
      <p className="small muted prose">{t('text')}</p>
      <TrajectoryCharts
        figures={[{ src: figurePath(benchmark, ids, locale, { metric: SCORE_BY_HORIZON }), alt: t('chart') }]}
        words={await chartWords(locale)}
      />
    </>
  );
}
