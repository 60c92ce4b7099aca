import { getTranslations } from 'next-intl/server';
import type { ComparisonView, DifferenceView, PairView } from '#leaderboard/views/index.ts';
import { formatNumber, formatPoints } from '../format.ts';
import type { Locale } from '../i18n/locales.ts';
import { chartWords } from './chart-words.ts';
import { comparedNames } from './compared-names.ts';
import { meanOf } from './pair-result.ts';

interface Props {
  readonly locale: Locale;
  readonly comparison: ComparisonView;
  readonly pair: PairView;
}

/** One pair, benchmark by benchmark: first minus second. */
export async function PairTable({ locale, comparison, pair }: Props) {
  const t = await getTranslations({ locale, namespace: 'compare.differences' });
  const { to } = await chartWords(locale);
  const names = comparedNames(locale, comparison);
  const mean = meanOf(pair);
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
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="scroll" tabIndex={0}>
      <table className="cards">
        <thead>
          <tr>
            <th scope="col">{t('benchmark')}</th>
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
                {names.benchmark(benchmark)}
                {mismatches.map((mismatch) => (
                  <div className="small muted" key={mismatch.field}>
                    {t('mismatch', { ...mismatch })}
                  </div>
                ))}
                {why !== null && mismatches.length === 0 && <div className="small muted">{t(`lacks.${why}`)}</div>}
              </th>
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
  );
}
