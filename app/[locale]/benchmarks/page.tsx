import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { BenchmarkListView, BenchmarkSummaryView } from '#leaderboard/views/index.ts';
import { catalogText } from '../../components/catalog-text.ts';
import { RealData } from '../../components/real-data.tsx';
import { Shell } from '../../components/shell.tsx';
import { readBenchmarks } from '../../data.ts';
import { formatNumber } from '../../format.ts';
import { type Locale, localeOf, localPath } from '../../i18n/locales.ts';
import { NO_LOCALE, requireLocale } from '../../i18n/page-locale.ts';
import { PUNCTUATION } from '../../i18n/punctuation.ts';
import { benchmarkPath } from '../../paths.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string }>;
}

/** The build must not open the database. */
export function generateStaticParams() {
  return [{ locale: NO_LOCALE }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: 'benchmarks' });
  return { title: t('title'), description: t('lede') };
}

export default async function BenchmarksPage({ params }: Props) {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: 'benchmarks' });
  const { benchmarks, tier } = await readBenchmarks();
  return (
    <Shell locale={locale} path="/benchmarks" section="benchmarks">
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      <ul className="catalog">
        {benchmarks.map((benchmark) => (
          <Item benchmark={benchmark} key={benchmark.id} locale={locale} tier={tier} />
        ))}
      </ul>
    </Shell>
  );
}

interface ItemProps {
  readonly locale: Locale;
  readonly tier: BenchmarkListView['tier'];
  readonly benchmark: BenchmarkSummaryView;
}

async function Item({ locale, tier, benchmark }: ItemProps) {
  const t = await getTranslations({ locale, namespace: 'benchmarks' });
  const text = catalogText(locale);
  const { name, summary } = text.benchmark(benchmark);
  const { controls, realSample, primary, generations } = benchmark;
  return (
    <li>
      <h2>
        <a href={localPath(locale, benchmarkPath(benchmark.id))}>{name}</a>
      </h2>
      <p className="small">{summary}</p>
      {realSample && <RealData data={realSample.data} label={t('real.title') + PUNCTUATION[locale].colon + name} />}
      {controls === null ? (
        <p className="small muted">{t('noGap', { tier })}</p>
      ) : (
        <>
          <Spark oracle={benchmark.oracleLine} replace={benchmark.replaceLine} />
          <p className="small muted">
            {t('gap', {
              replace: formatNumber(controls.replaceMean),
              oracle: formatNumber(controls.oracleMean),
              metric: text.metric(primary),
              generations,
              seeds: controls.seeds,
            })}
            {PUNCTUATION[locale].end}
            {controls.separable ? t('separable') : t('inseparable')}
          </p>
        </>
      )}
    </li>
  );
}

const WIDTH = 200;
const HEIGHT = 40;

/** Both controls' main metric over the generations: replace solid, oracle dashed. The text beside it has the numbers. */
function Spark({ replace, oracle }: { readonly replace: readonly number[]; readonly oracle: readonly number[] }) {
  const top = Math.max(...replace, ...oracle);
  const bottom = Math.min(...replace, ...oracle);
  const path = (values: readonly number[]): string =>
    `M${values
      .map((value, index) => {
        const x = (WIDTH * index) / Math.max(1, values.length - 1);
        const y = HEIGHT - 3 - ((HEIGHT - 6) * (value - bottom)) / (top - bottom || 1);
        return `${x.toFixed(1)} ${y.toFixed(1)}`;
      })
      .join('L')}`;
  return (
    <svg aria-hidden="true" className="spark" preserveAspectRatio="none" viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <path d={path(replace)} />
      <path className="dashed" d={path(oracle)} />
    </svg>
  );
}
