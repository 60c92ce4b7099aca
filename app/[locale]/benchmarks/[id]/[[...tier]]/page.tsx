import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { TIERS } from '#benchmarks/protocol/ids.ts';
import { benchmarkTitle, pageCitations } from '#leaderboard/catalog/citations.ts';
import type { BenchmarkView } from '#leaderboard/views/index.ts';
import { BenchmarkCard } from '../../../../components/benchmark-card.tsx';
import { BenchmarkDoses } from '../../../../components/benchmark-doses.tsx';
import { BenchmarkEntries } from '../../../../components/benchmark-entries.tsx';
import { BenchmarkMetrics } from '../../../../components/benchmark-metrics.tsx';
import { catalogText } from '../../../../components/catalog-text.ts';
import { chartWords } from '../../../../components/chart-words.ts';
import { CiteBox } from '../../../../components/cite-box.tsx';
import { HorizonCharts } from '../../../../components/horizon.tsx';
import { Legend } from '../../../../components/legend.tsx';
import { LossSources } from '../../../../components/loss-sources.tsx';
import { RealData } from '../../../../components/real-data.tsx';
import { Shell } from '../../../../components/shell.tsx';
import { TrajectoryCharts } from '../../../../components/trajectory-charts.tsx';
import { readBenchmark, readBenchmarkReadme } from '../../../../data.ts';
import { type Locale, localPath } from '../../../../i18n/locales.ts';
import { NO_LOCALE, requireLocale } from '../../../../i18n/page-locale.ts';
import { PUNCTUATION } from '../../../../i18n/punctuation.ts';
import { benchmarkPath, collapsePath, figurePath, realSamplePath, submissionPath } from '../../../../paths.ts';
import { siteUrl } from '../../../../site-url.ts';

type Segments = { readonly locale: string; readonly id: string; readonly tier?: readonly string[] };

interface Props {
  readonly params: Promise<Segments>;
}

/** A placeholder that is not found: the build must not open the database. */
export function generateStaticParams() {
  return [{ locale: NO_LOCALE, id: 'none', tier: [] }];
}

async function benchmarkOf({ id, tier: [named, ...more] = [] }: Segments): Promise<BenchmarkView | null> {
  const tier = TIERS.find((name) => name === named) ?? null;
  if (more.length > 0 || (named !== undefined && tier === null)) return null;
  return readBenchmark(id, tier);
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const segments = await params;
  const locale = requireLocale(segments.locale);
  const benchmark = await benchmarkOf(segments);
  if (benchmark === null) return {};
  const t = await getTranslations({ locale, namespace: 'benchmarks' });
  const { name, summary } = catalogText(locale).benchmark(benchmark);
  return { title: t('metaTitle', { name }), description: summary };
}

export default async function BenchmarkPage({ params }: Props) {
  const segments = await params;
  const locale = requireLocale(segments.locale);
  const benchmark = await benchmarkOf(segments);
  if (benchmark === null) notFound();
  const t = await getTranslations({ locale, namespace: 'benchmarks' });
  const { id, tier } = benchmark;
  const { name, summary } = catalogText(locale).benchmark(benchmark);
  const ids = benchmark.lines.map((line) => line.id);
  const readme = await readBenchmarkReadme(id);
  return (
    <Shell
      card={ids.length === 0 ? undefined : figurePath(benchmark, ids, 'en')}
      locale={locale}
      path={benchmarkPath(id, segments.tier?.[0] === undefined ? undefined : tier)}
      section="benchmarks"
    >
      <h1>{name}</h1>
      <p className="lede">{summary}</p>
      <nav aria-label={t('tiers')} className="filters">
        <div className="filter">
          <span className="filter-name">{t('tiers')}</span>
          {benchmark.tiers.map((choice) => (
            <a
              aria-current={choice.tier === tier ? 'page' : undefined}
              href={localPath(locale, benchmarkPath(id, choice.tier))}
              key={choice.tier}
            >
              {choice.tier}
              {PUNCTUATION[locale].brackets(`${choice.entries}`)}
            </a>
          ))}
        </div>
      </nav>
      <p>
        <a href={localPath(locale, collapsePath(id))}>{t('viewer')}</a>
      </p>
      <RealSampleFigure benchmark={benchmark} locale={locale} name={name} />
      <BenchmarkEntries benchmark={benchmark} locale={locale} />
      <h2>{t('charts.title')}</h2>
      <p className="small muted prose">
        {t('charts.text', { more: String(benchmark.familyCount > benchmark.lines.length) })}
      </p>
      <Legend lines={benchmark.lines} pathPrefix={localPath(locale, submissionPath(''))} />
      <TrajectoryCharts
        figures={benchmark.metrics.map((metric) => ({
          src: figurePath(benchmark, ids, locale, { metric: metric.id, rules: true }),
          alt: catalogText(locale).metric(metric),
        }))}
        words={await chartWords(locale)}
      />
      <BenchmarkDoses benchmark={benchmark} locale={locale} />
      <HorizonCharts benchmark={benchmark} ids={ids} locale={locale} />
      <BenchmarkCard benchmark={benchmark} locale={locale} />
      <BenchmarkMetrics benchmark={benchmark} locale={locale} />
      <LossSources benchmark={benchmark} locale={locale} />
      <CiteBox
        citations={pageCitations(
          {
            key: `benchmark-${id}`,
            title: benchmarkTitle(benchmark.name),
            version: `${id}@${benchmark.version}`,
            path: benchmarkPath(id),
          },
          siteUrl(),
        )}
        locale={locale}
        title={t('cite')}
      />
      {readme !== null && (
        <details>
          <summary>{t('readme')}</summary>
          <div
            className="prose readme"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: our own README, rendered with its HTML escaped
            dangerouslySetInnerHTML={{ __html: readme }}
            lang="en"
          />
        </details>
      )}
    </Shell>
  );
}

interface PartProps {
  readonly locale: Locale;
  readonly benchmark: BenchmarkView;
}

async function RealSampleFigure({ locale, benchmark, name }: PartProps & { readonly name: string }) {
  const { realSample } = benchmark;
  if (realSample === null) return null;
  const t = await getTranslations({ locale, namespace: 'benchmarks.real' });
  const { data, seed, command } = realSample;
  const words = {
    'points-1d': () => t('points-1d', { count: data.kind === 'points-1d' ? data.values.length : 0 }),
    'points-2d': () => t('points-2d', { count: data.kind === 'points-2d' ? data.points.length : 0 }),
    xy: () => t('xy', { count: data.kind === 'xy' ? data.points.length : 0 }),
    frequencies: () =>
      data.kind === 'frequencies' ? t('frequencies', { alive: data.alive, vocabulary: data.vocabulary }) : '',
    sentences: () => t('sentences'),
    images: () => t('images', { count: data.kind === 'images' ? data.images.length : 0 }),
  }[data.kind]();
  return (
    <>
      <h2>{t('title')}</h2>
      <figure>
        <RealData data={data} label={name + PUNCTUATION[locale].colon + words} />
        <figcaption>
          {words} {t('source', { seed })} <code>{command}</code> ·{' '}
          <a href={realSamplePath(benchmark.id)}>{t('table')}</a>
        </figcaption>
      </figure>
    </>
  );
}
