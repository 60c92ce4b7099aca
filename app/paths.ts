/** Addresses of pages. Filters are path segments, so that whole pages can be cached. */
import type { Tier } from '#benchmarks/protocol/ids.ts';
import { snapshotPath } from '#leaderboard/catalog/page-paths.ts';
import type { BoardQuery, BoardView, DosesView } from '#leaderboard/views/index.ts';
import { type BoardPageQuery, COLUMN_SETS, viewSegments } from './board-query.ts';
import { FIGURES, withQuery } from './figure-address.ts';
import type { Locale } from './i18n/locales.ts';

export { snapshotPath, submissionPath } from '#leaderboard/catalog/page-paths.ts';

export function boardPath(query: BoardPageQuery): string {
  const { suite, tier, division } = query;
  return ['/board', suite, tier, division, ...viewSegments(query)].join('/');
}

/** Where a form asks for a board; it answers with that board's own address. */
export const FIND_BOARD = '/board/find';

/** The entries that a board's page shows, as data: with all columns. */
export function boardDataPath(query: BoardQuery, format: 'json' | 'csv' | 'long' | 'parquet'): string {
  const { suite, tier, division } = query;
  const view = viewSegments({ ...query, columns: COLUMN_SETS[0] });
  const formats = format === 'json' ? [] : [`format=${format}`];
  return `/api/v1/leaderboard?${[`suite=${suite}`, `tier=${tier}`, `division=${division}`, ...view, ...formats].join('&')}`;
}

/** What differs between two snapshots, in whichever order they are named. */
export function changesPath(id: string, other: string): string {
  return `${snapshotPath(id)}/changes/${other}`;
}

/** A snapshot's own bytes, or it in another form. */
export function snapshotFilePath(id: string, format?: string): string {
  return `/api/v1/snapshots/${id}${format === undefined ? '' : `/${format}`}`;
}

/** A submission in another form. */
export function submissionFilePath(id: string, format: string): string {
  return `/api/v1/submissions/${id}/${format}`;
}

/** What is new, for programs that follow it. */
export function feedPath(feed: 'snapshots' | 'entries', format: 'atom' | 'rss' = 'atom'): string {
  return `/api/v1/feeds/${feed}/${format}`;
}

/** A benchmark's page; without a tier at the leading one. */
export function benchmarkPath(id: string, tier?: Tier): string {
  return tier === undefined ? `/benchmarks/${id}` : `/benchmarks/${id}/${tier}`;
}

const figureAt = (path: string, locale: Locale, query: Readonly<Record<string, string>> = {}): string =>
  withQuery(`${FIGURES}/${path}`, { ...query, language: locale === 'en' ? '' : locale });

/** A metric over the generations; of the benchmark's main one unless another is named. `rules`: with laws and where collapse begins. */
export function figurePath(
  { id, version }: { readonly id: string; readonly version: number },
  ids: readonly string[],
  locale: Locale,
  { metric = 'primary', rules = false }: { readonly metric?: string; readonly rules?: boolean } = {},
): string {
  return figureAt(`${id}@${version}/${metric}`, locale, { ids: ids.join(), rules: rules ? 'with' : '' });
}

type Scores = Pick<BoardView, 'suite' | 'tier' | 'division' | 'group'>;

/** Scores of a board against what they cost. */
export function paretoFigurePath(
  { suite, tier, division, group }: Scores,
  cost: 'real' | 'training',
  locale: Locale,
): string {
  return figureAt(`pareto/${suite}/${tier}/${division}/${group}`, locale, { cost: cost === 'real' ? '' : cost });
}

const compared = (ids: readonly string[]): Record<string, string> =>
  Object.fromEntries(ids.map((id, index) => [COMPARED_NAMES[index] ?? '', id]));

/** Performance profiles of two to six submissions. */
export function profileFigurePath(ids: readonly string[], locale: Locale): string {
  return figureAt('profiles', locale, compared(ids));
}

/** The scores of a submission, overall and on each benchmark. */
export function entryFigurePath(id: string, locale: Locale): string {
  return figureAt(`entry/${id}`, locale);
}

/** Overall differences of two to six submissions. */
export function differenceFigurePath(ids: readonly string[], locale: Locale): string {
  return figureAt('differences', locale, compared(ids));
}

/** What each generation of a run trained on. */
export function ledgerFigurePath(id: string, benchmark: string, locale: Locale): string {
  return figureAt(`ledger/${id}/${benchmark}`, locale);
}

/** A figure of the page that says how it works. */
export function aboutFigurePath(name: string, locale: Locale): string {
  return figureAt(`about/${name}`, locale);
}

/** Whether a model collapses on others' output, at a budget. */
export function whoseOutputFigurePath(budget: string, locale: Locale): string {
  return figureAt(`whose-output/${budget}`, locale);
}

/** Scores of a board's families against their doses: overall, or on one benchmark. */
export function boardDosesFigurePath(
  { suite, tier, division, group }: Scores,
  locale: Locale,
  benchmark?: string,
): string {
  return figureAt(`doses/${suite}/${tier}/${division}/${group}`, locale, { benchmark: benchmark ?? '' });
}

/** One of a family's figures of doses. @param chart as familyDoseFigures names it (charts/dose-figures.ts) @param marked an entry that stands out */
export function familyDosesFigurePath(
  { suite, tier, group, family }: Pick<DosesView, 'suite' | 'tier' | 'group' | 'family'>,
  chart: string,
  locale: Locale,
  marked = '',
): string {
  return figureAt('doses', locale, { suite, tier, group, family: encodeURIComponent(family), chart, marked });
}

/** How a distribution of a run's samples moves. */
export function histogramFigurePath(id: string, benchmark: string, histogram: string, locale: Locale): string {
  return figureAt(`histogram/${id}/${benchmark}/${histogram}`, locale);
}

/** A benchmark's sample of real data. */
export function realSamplePath(id: string): string {
  return `/api/v1/benchmarks/${id}/real-sample`;
}

/** The viewer of a benchmark's collapse, of two submissions at one generation where they are named. */
export function collapsePath(
  id: string,
  at?: { readonly left: string; readonly right: string; readonly generation: number },
): string {
  const query = at === undefined ? '' : `?left=${at.left}&right=${at.right}&generation=${at.generation}`;
  return `/collapse/${id}${query}`;
}

export function strategyPath(id: string, page = 1): string {
  return page === 1 ? `/strategies/${id}` : `/strategies/${id}/page=${page}`;
}

/** What the submissions of a comparison are called in its address, in order. */
export const COMPARED_NAMES = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

/** A comparison of two to six submissions. */
export function comparePath(ids: readonly string[]): string {
  return `/compare?${ids.map((id, index) => `${COMPARED_NAMES[index]}=${id}`).join('&')}`;
}

/** A comparison of what was ticked. Of more than can be compared the page says so. */
export function chosenPath(ids: readonly string[]): string {
  return ids.length <= COMPARED_NAMES.length ? comparePath(ids) : `/compare/${ids.join('/')}`;
}

/** The files of a submission's bundle; each is below it. */
export function filesPath(id: string): string {
  return `/api/v1/submissions/${id}/files`;
}

/** Where the verification of a submission stands, as JSON. */
export function verificationPath(id: string): string {
  return `/api/v1/submissions/${id}/verification`;
}

/** What happened to a submission. */
export function eventsPath(id: string): string {
  return `/api/v1/submissions/${id}/events`;
}
