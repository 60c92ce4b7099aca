import { getTranslations } from 'next-intl/server';
import type { Truth } from '#benchmarks/protocol/record.ts';
import type { BenchmarkMetricView, BenchmarkView } from '#leaderboard/views/index.ts';
import { formatNumber } from '../format.ts';
import type { Locale } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { catalogText } from './catalog-text.ts';
import { chartWords } from './chart-words.ts';

interface Props {
  readonly locale: Locale;
  readonly benchmark: BenchmarkView;
}

/** Every metric with its axis, its best value, where the controls end, and when it counts as collapse; then the laws. */
export async function BenchmarkMetrics({ locale, benchmark }: Props) {
  const t = await getTranslations({ locale, namespace: 'benchmarks' });
  const { better } = await chartWords(locale);
  const text = catalogText(locale);
  const told = text.card(benchmark);
  const { clause, colon } = PUNCTUATION[locale];
  const columns = ['metric', 'axis', 'unit', 'best', 'truth', 'end', 'collapse'] as const;
  return (
    <>
      <h2>{t('metrics.title')}</h2>
      <p className="prose" lang={told.lang}>
        {told.collapse}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="scroll" tabIndex={0}>
        <table className="cards">
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {t(`metrics.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {benchmark.metrics.map((metric, index) => (
              <tr key={metric.id}>
                <th scope="row" title={metric.summary}>
                  {text.metric(metric)} <code>{metric.id}</code>
                  {index === 0 && <span className="tag">{t('metrics.primary')}</span>}
                </th>
                <td data-label={t('metrics.axis')}>{t(`metrics.axes.${metric.axis}`)}</td>
                <td data-label={t('metrics.unit')}>{text.unit(metric.unit)}</td>
                <td data-label={t('metrics.best')}>{better[metric.better]}</td>
                <td data-label={t('metrics.truth')}>{truthText(metric.truth)}</td>
                <td data-label={t('metrics.end')}>
                  <End locale={locale} metric={metric} />
                </td>
                <td data-label={t('metrics.collapse')}>
                  <Rules locale={locale} metric={metric} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {benchmark.histograms.map((histogram) => (
        <p className="small muted prose" key={histogram.id}>
          {t.rich('metrics.histogram', {
            name: text.metric(histogram),
            bins: histogram.bins,
            first: () => <code>{`${histogram.id}-bin-1`}</code>,
            last: () => <code>{`${histogram.id}-bin-${histogram.bins}`}</code>,
          })}
        </p>
      ))}
      {benchmark.laws.length > 0 && (
        <>
          <h2>{t('laws.title')}</h2>
          <p className="prose">{t('laws.text')}</p>
          <ul className="prose small">
            {benchmark.laws.map(({ id, metric, statement, source, skewed }) => (
              <li key={`${id}/${metric}/${statement}`}>
                <code>{metric}</code>
                {colon}
                <span lang="en">{statement + PUNCTUATION.en.brackets(source)}</span>
                {skewed && clause + t('laws.skewed')}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface CellProps {
  readonly locale: Locale;
  readonly metric: BenchmarkMetricView;
}

/** A number, or the first and the last of those that a moving world has. */
function truthText(truth: Truth | null): string {
  if (truth === null) return '–';
  if (!Array.isArray(truth)) return formatNumber(truth);
  const ends = [truth[0], truth.at(-1)].map((value) => formatNumber(value as number));
  return ends[0] === ends[1] ? (ends[0] as string) : ends.join(' → ');
}

async function End({ locale, metric: { replaceLast, oracleLast, notMeasured } }: CellProps) {
  const t = await getTranslations({ locale, namespace: 'benchmarks.metrics' });
  if (replaceLast === null || oracleLast === null) return notMeasured.length > 0 ? t('notMeasured') : '–';
  return t('endText', { replace: formatNumber(replaceLast), oracle: formatNumber(oracleLast) });
}

async function Rules({ locale, metric: { collapse } }: CellProps) {
  const t = await getTranslations({ locale, namespace: 'benchmarks.metrics' });
  return collapse.map(({ stage, side, limit, threshold, consecutive }) => (
    <div key={stage}>
      {t('rule', { stage, side, limit: limit === null ? formatNumber(threshold) : truthText(limit), consecutive })}
    </div>
  ));
}
