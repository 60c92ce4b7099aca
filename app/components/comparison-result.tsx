import { getTranslations } from 'next-intl/server';
import { heightsOf } from '#benchmarks/figures/frame.ts';
import type { ComparisonView } from '#leaderboard/views/index.ts';
import { forestFigure } from '../charts/forest-figure.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { differenceFigurePath, figurePath, submissionPath } from '../paths.ts';
import { ChartFigure } from './chart-figure.tsx';
import { chartWords } from './chart-words.ts';
import { comparedNames, pairOf } from './compared-names.ts';
import { ComparisonMatrix } from './comparison-matrix.tsx';
import { PairTable } from './comparison-pair.tsx';
import { CollapseTable, CostTable, ScoreTable } from './comparison-tables.tsx';
import { ConclusionText } from './conclusion-text.tsx';
import { Legend } from './legend.tsx';
import { ProfileFigure } from './profile-figure.tsx';
import { TrajectoryCharts } from './trajectory-charts.tsx';

interface Props {
  readonly locale: Locale;
  readonly comparison: ComparisonView;
}

/** A comparison: who is ahead of whom first, then what that rests on; what only a close reader wants is folded. */
export async function ComparisonResult({ locale, comparison }: Props) {
  const t = await getTranslations({ locale, namespace: 'compare' });
  const { entries, pairs } = comparison;
  const names = comparedNames(locale, comparison);
  const lines = entries.map(({ id, spec, role }) => ({ id, spec, role }));
  const ids = entries.map(({ id }) => id);
  const words = await chartWords(locale);
  // On paper the matrix has the numbers of every pair; only of a single one are they told in full.
  const isSingle = pairs.length === 1;
  const fold = isSingle ? 'printed' : '';
  const prefix = localPath(locale, submissionPath(''));
  const pairName = (pair: (typeof pairs)[number]): string => {
    const [first, second] = pairOf(comparison, pair).map(names.entry) as [string, string];
    return t('differences.pair', { first, second });
  };
  return (
    <>
      <h2>{t('matrix.title')}</h2>
      <ComparisonMatrix comparison={comparison} locale={locale} />
      <p className="small muted prose">
        {t('matrix.text', { count: comparison.benchmarks.length })} {t('conclusions.intervals')}
      </p>
      <details className={`prose ${fold}`}>
        <summary>{t('conclusions.title')}</summary>
        {pairs.map((pair) => (
          <ConclusionText comparison={comparison} key={`${pair.first} ${pair.second}`} locale={locale} pair={pair} />
        ))}
      </details>
      <details className="prose printed">
        <summary>{t('differences.improvementTitle')}</summary>
        <p className="small">{t('differences.improvement', { seeds: comparison.improvementSeeds })}</p>
      </details>
      <div className="compare-halves">
        <section>
          <h2>{t('forest.title')}</h2>
          <ChartFigure
            alt={t('forest.title')}
            heights={heightsOf(forestFigure(comparison, locale))}
            isRead={false}
            src={differenceFigurePath(ids, locale)}
            words={words}
          />
        </section>
        <section>
          <h2>{t('profiles.title')}</h2>
          <p className="small muted prose">{t('profiles.text')}</p>
          <Legend lines={lines} pathPrefix={prefix} />
          <ProfileFigure ids={ids} locale={locale} />
        </section>
      </div>
      <h2>{t('scores.title')}</h2>
      <ScoreTable comparison={comparison} locale={locale} />
      <p className="small muted prose">{t('differences.points')}</p>
      <details className={fold} open={isSingle}>
        <summary>{t('differences.all')}</summary>
        {pairs.map((pair) => (
          <details className={`nested ${fold}`} key={`${pair.first} ${pair.second}`} open={isSingle}>
            <summary>{pairName(pair)}</summary>
            <PairTable comparison={comparison} locale={locale} pair={pair} />
          </details>
        ))}
      </details>
      <details className="printed">
        <summary>{t('collapse.title')}</summary>
        <p className="small muted prose">{t('collapse.text')}</p>
        <CollapseTable comparison={comparison} locale={locale} />
      </details>
      <h2>{t('cost.title')}</h2>
      <CostTable comparison={comparison} locale={locale} />
      <h2>{t('trajectories.title')}</h2>
      <p className="small muted prose">{t('trajectories.text')}</p>
      <Legend lines={lines} pathPrefix={prefix} />
      <TrajectoryCharts
        figures={comparison.benchmarks.map((benchmark) => ({
          src: figurePath(benchmark, ids, locale),
          alt: names.benchmark(benchmark.id),
        }))}
        words={words}
      />
    </>
  );
}
