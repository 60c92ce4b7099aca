import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { RealSample } from '#benchmarks/protocol/real-sample.ts';
import { LEADING } from '#benchmarks/suite/catalog.ts';
import { getRealSample } from '#benchmarks/suite/real-samples.ts';
import { isVouchedFor, vouchedFirst } from '#leaderboard/boards/vouched.ts';
import { catalogText } from '../../../components/catalog-text.ts';
import { chartWords } from '../../../components/chart-words.ts';
import { Shell } from '../../../components/shell.tsx';
import { type Still, StillFrames } from '../../../components/viewer/still-frames.tsx';
import { Viewer } from '../../../components/viewer/viewer.tsx';
import type { ViewerWords } from '../../../components/viewer/words.ts';
import { readChoosable, readFrames, readLeadingTier } from '../../../data.ts';
import { type Locale, localeOf, localPath } from '../../../i18n/locales.ts';
import { NO_LOCALE, requireLocale } from '../../../i18n/page-locale.ts';
import { PUNCTUATION } from '../../../i18n/punctuation.ts';
import { benchmarkPath, collapsePath } from '../../../paths.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string; readonly benchmark: string }>;
}

/** The build must not open the database. */
export function generateStaticParams() {
  return [{ locale: NO_LOCALE, benchmark: 'none' }];
}

const cardOf = (id: string) => LEADING.find(({ card }) => card.id === id)?.card ?? null;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale: segment, benchmark } = await params;
  const card = cardOf(benchmark);
  if (card === null) return {};
  const locale = localeOf(segment);
  const t = await getTranslations({ locale, namespace: 'viewer' });
  const { name } = catalogText(locale).benchmark(card);
  return { title: t('metaTitle', { name }), description: t('metaDescription', { name }) };
}

export default async function ViewerPage({ params }: Props) {
  const { locale: segment, benchmark } = await params;
  const locale = requireLocale(segment);
  const card = cardOf(benchmark);
  if (card === null) notFound();
  const t = await getTranslations({ locale, namespace: 'viewer' });
  const entries = await readChoosable(benchmark);
  const tier = await readLeadingTier(benchmark);
  const [first, second] = vouchedFirst([
    ...entries.filter((entry) => entry.tier === tier),
    ...entries.filter((entry) => entry.tier !== tier),
  ]);
  const left = entries.find((entry) => entry.tier === tier && entry.spec === 'replace') ?? first;
  const right =
    entries.find((entry) => entry.tier === tier && entry.role === 'entry' && isVouchedFor(entry)) ?? second ?? left;
  const words = await viewerWords(locale);
  const truth = truthOf(benchmark);
  const { name, summary } = catalogText(locale).benchmark(card);
  const { brackets, colon } = PUNCTUATION[locale];
  return (
    <Shell locale={locale} path={collapsePath(benchmark)} section="collapse">
      <h1>
        {t('title')}
        {colon}
        {name}
      </h1>
      <p className="lede">{summary}</p>
      <p className="small">
        <a href={localPath(locale, benchmarkPath(benchmark))}>{name}</a>
      </p>
      {left && right ? (
        <>
          <Viewer
            benchmark={benchmark}
            entries={entries.map((entry) => ({ id: entry.id, name: entry.spec + brackets(entry.tier) }))}
            initial={{ left: left.id, right: right.id }}
            others={LEADING.filter((other) => other.card.id !== benchmark).map((other) => ({
              name: catalogText(locale).benchmark(other.card).name,
              href: localPath(locale, collapsePath(other.card.id)),
            }))}
            truth={truth}
            words={words}
          />
          <noscript>
            <StillFrames
              locale={locale}
              stills={await stillsOf(benchmark, [left.id, right.id])}
              truth={truth}
              words={words}
            />
          </noscript>
        </>
      ) : (
        <p>{t('none')}</p>
      )}
    </Shell>
  );
}

/** The first and the last generation of each entry that has samples. */
async function stillsOf(benchmark: string, ids: readonly string[]): Promise<Still[]> {
  const views = await Promise.all(ids.map((id) => readFrames(id, benchmark)));
  return views.flatMap((view) => {
    if (view === null) return [];
    const { id, version, spec, seed, frames } = view;
    const ends = [...new Set([frames[0], frames.at(-1)])];
    return ends.flatMap((frame) => (frame === undefined ? [] : [{ id, benchmark, version, spec, seed, frame }]));
  });
}

/** What is drawn into the pictures: sentences and images have nothing to lay over them. */
function truthOf(benchmark: string): RealSample['data'] | null {
  const card = cardOf(benchmark);
  const { data } = (card && getRealSample(card)) ?? {};
  return data === undefined || data.kind === 'sentences' || data.kind === 'images' ? null : data;
}

async function viewerWords(locale: Locale): Promise<ViewerWords> {
  const t = await getTranslations({ locale, namespace: 'viewer' });
  const raw = (name: 'values' | 'points' | 'modes' | 'words' | 'sentences' | 'statements' | 'images'): string =>
    t.raw(`summary.${name}`) as string;
  return {
    left: t('left'),
    right: t('right'),
    generation: t('generation'),
    play: t('play'),
    pause: t('pause'),
    first: t('first'),
    previous: t('previous'),
    next: t('next'),
    last: t('last'),
    keys: t('keys'),
    loading: t('loading'),
    failed: t('failed'),
    madeAgain: t('madeAgain'),
    data: t('data'),
    seed: t.raw('seed') as string,
    seeds: t('seeds'),
    seedLines: t('seedLines'),
    filmstrip: t('filmstrip'),
    numbers: t('numbers'),
    notMeasured: t('notMeasured'),
    kinds: {
      values: t('kinds.values'),
      points: t('kinds.points'),
      plane: t('kinds.plane'),
      words: t('kinds.words'),
      sentences: t('kinds.sentences'),
      statements: t('kinds.statements'),
      images: t('kinds.images'),
    },
    summary: {
      values: raw('values'),
      points: raw('points'),
      modes: raw('modes'),
      words: raw('words'),
      sentences: raw('sentences'),
      statements: raw('statements'),
      images: raw('images'),
    },
    charts: await chartWords(locale),
  };
}
