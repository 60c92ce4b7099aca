import { getTranslations } from 'next-intl/server';
import type { ComparisonView, DifferenceView, PairView } from '#leaderboard/views/index.ts';
import { formatNumber, formatPoints } from '../format.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { figurePath, submissionPath } from '../paths.ts';
import { catalogText } from './catalog-text.ts';
import { chartWords } from './chart-words.ts';
import { ComparisonTables } from './comparison-tables.tsx';
import { ConclusionText } from './conclusion-text.tsx';
import { ForestPlot } from './forest-plot.tsx';
import { Legend } from './legend.tsx';
import { ProfileFigure } from './profile-figure.tsx';
import { TrajectoryCharts } from './trajectory-charts.tsx';

interface Props {
  readonly locale: Locale;
  readonly comparison: ComparisonView;
}

/** A comparison: sentences first, then what they rest on. */
export async function ComparisonResult({ locale, comparison }: Props) {
  const t = await getTranslations({ locale, namespace: 'compare' });
  const { entries, pairs } = comparison;
  const lines = entries.map(({ id, spec, role }) => ({ id, spec, role }));
  const prefix = localPath(locale, submissionPath(''));
  return (
    <>
      <h2>{t('conclusions.title')}</h2>
      {pairs.map((pair) => (
        <ConclusionText comparison={comparison} key={`${pair.first} ${pair.second}`} locale={locale} pair={pair} />
      ))}
      <p className="small muted">{t('conclusions.intervals')}</p>
      <h2>{t('differences.title')}</h2>
      <p className="small muted">{t('differences.points')}</p>
      <p className="small muted prose">{t('differences.improvement', { seeds: comparison.improvementSeeds })}</p>
      {pairs.map((pair) => (
        <Differences comparison={comparison} key={`${pair.first} ${pair.second}`} locale={locale} pair={pair} />
      ))}
      <ComparisonTables comparison={comparison} locale={locale} />
      <h2>{t('profiles.title')}</h2>
      <p className="small muted prose">{t('profiles.text')}</p>
      <ProfileFigure ids={entries.map(({ id }) => id)} locale={locale} />
      <h2>{t('trajectories.title')}</h2>
      <p className="small muted prose">{t('trajectories.text')}</p>
      <Legend lines={lines} pathPrefix={prefix} />
      <TrajectoryCharts
        figures={comparison.benchmarks.map((benchmark) => ({
          src: figurePath(
            benchmark,
            entries.map(({ id }) => id),
            locale,
          ),
          alt: catalogText(locale).benchmark(benchmark).name,
        }))}
        words={await chartWords(locale)}
      />
    </>
  );
}

/** Points on either side of 0 that every plot shows; a difference beyond ends in an arrow. */
const REACH = 100;

async function Differences({ locale, comparison, pair }: Props & { readonly pair: PairView }) {
  const t = await getTranslations({ locale, namespace: 'compare.differences' });
  const { to } = await chartWords(locale);
  const text = catalogText(locale);
  const [a, b] = [comparison.entries[pair.first], comparison.entries[pair.second]];
  const mean = pair.overall ?? pair.common;
  const share = (probability: number | null) => (probability === null ? '–' : probability.toFixed(2));
  const numbers = (difference: DifferenceView | null, format: (value: number) => string) =>
    difference === null ? (
      '–'
    ) : (
      <>
        {format(difference.value)}
        {difference.low !== null && difference.high !== null && (
          <span className="interval">{`${format(difference.low)} ${to} ${format(difference.high)}`}</span>
        )}
      </>
    );
  return (
    <>
      <h3>{t('pair', { first: a?.spec ?? '', second: b?.spec ?? '' })}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="scroll" tabIndex={0}>
        <table className="cards">
          <thead>
            <tr>
              <th scope="col">{t('benchmark')}</th>
              <th scope="col">
                <span className="unseen">{t('score')}</span>
              </th>
              <th className="num" scope="col">
                {t('score')}
              </th>
              <th className="num" scope="col">
                {t('metric')}
              </th>
              <th className="num" scope="col">
                {t('probability')}
              </th>
              <th className="num" scope="col">
                {t('seeds')}
              </th>
            </tr>
          </thead>
          <tbody>
            {mean && (
              <tr className="control">
                <th scope="row">{pair.overall ? t('overall') : t('common', { count: mean.benchmarks })}</th>
                <td>
                  <ForestPlot difference={mean} reach={REACH} />
                </td>
                <td className="num" data-label={t('score')}>
                  {numbers(mean, formatPoints)}
                </td>
                <td className="num" data-label={t('metric')}>
                  –
                </td>
                <td className="num" data-label={t('probability')}>
                  {share(mean.probability)}
                </td>
                <td className="num" data-label={t('seeds')}>
                  –
                </td>
              </tr>
            )}
            {pair.benchmarks.map(({ benchmark, score, metric, probability, seeds, mismatches, why }) => (
              <tr key={benchmark}>
                <th scope="row">
                  {
                    text.benchmark(
                      comparison.benchmarks.find(({ id }) => id === benchmark) ?? { id: benchmark, name: benchmark },
                    ).name
                  }
                  {mismatches.map((mismatch) => (
                    <div className="small muted" key={mismatch.field}>
                      {t('mismatch', { ...mismatch })}
                    </div>
                  ))}
                  {why !== null && mismatches.length === 0 && <div className="small muted">{t(`lacks.${why}`)}</div>}
                </th>
                <td>
                  <ForestPlot difference={score} reach={REACH} />
                </td>
                <td className="num" data-label={t('score')}>
                  {numbers(score, formatPoints)}
                </td>
                <td className="num" data-label={t('metric')}>
                  {numbers(metric, formatNumber)}
                </td>
                <td className="num" data-label={t('probability')}>
                  {share(probability)}
                </td>
                <td className="num" data-label={t('seeds')}>
                  {seeds === 0 ? '–' : seeds}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
