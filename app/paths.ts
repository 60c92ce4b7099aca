/** Addresses of pages. Filters are path segments, so that whole pages can be cached. */
import type { Tier } from '#benchmarks/protocol/ids.ts';
import { snapshotPath } from '#leaderboard/catalog/page-paths.ts';
import type { BoardQuery, BoardView } from '#leaderboard/views/index.ts';
import { viewSegments } from './board-query.ts';
import type { Locale } from './i18n/locales.ts';

export { snapshotPath, submissionPath } from '#leaderboard/catalog/page-paths.ts';

export function boardPath(query: BoardQuery): string {
  const { suite, tier, division } = query;
  return ['/board', suite, tier, division, ...viewSegments(query)].join('/');
}

/** What a board's page shows, as data. */
export function boardDataPath(query: BoardQuery, format: 'json' | 'csv' | 'long' | 'parquet'): string {
  const { suite, tier, division } = query;
  const view = viewSegments(query);
  const formats = format === 'json' ? [] : [`format=${format}`];
  return `/api/v1/leaderboard?${[`suite=${suite}`, `tier=${tier}`, `division=${division}`, ...view, ...formats].join('&')}`;
}

export function paretoPath({
  suite,
  tier,
  division,
  group,
}: Pick<BoardView, 'suite' | 'tier' | 'division' | 'group'>): string {
  return `/api/v1/pareto/${suite}/${tier}/${division}/${group}`;
}

/** The main metric of each of a board's benchmarks, for some submissions. */
export function trajectoriesPath({ suite, group }: Pick<BoardView, 'suite' | 'group'>, ids: readonly string[]): string {
  return `/api/v1/trajectories?suite=${suite}&group=${group}&ids=${ids.join()}`;
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

/** The numbers of a benchmark's charts. */
export function benchmarkChartsPath(id: string, tier: Tier): string {
  return `/api/v1/benchmarks/${id}/trajectories/${tier}`;
}

/** A picture of a metric over the generations; of the benchmark's main one unless another is named. */
export function figurePath(
  { id, version }: { readonly id: string; readonly version: number },
  ids: readonly string[],
  locale: Locale,
  metric = 'primary',
): string {
  return `/api/v1/figures/${id}@${version}/${metric}?ids=${ids.join()}${locale === 'en' ? '' : `&language=${locale}`}`;
}

/** The scores of a benchmark's entries at every horizon. */
export function benchmarkHorizonsPath(id: string, tier: Tier): string {
  return `/api/v1/benchmarks/${id}/horizons/${tier}`;
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

/** A run's metrics over the generations. */
export function runTrajectoriesPath(id: string, benchmark: string, metrics: 'primary' | 'all'): string {
  return `/api/v1/submissions/${id}/trajectories/${benchmark}/${metrics}`;
}

/** A run's score at every horizon. */
export function runHorizonsPath(id: string, benchmark: string): string {
  return `/api/v1/submissions/${id}/horizons/${benchmark}`;
}

export function runLedgerPath(id: string, benchmark: string): string {
  return `/api/v1/submissions/${id}/ledger/${benchmark}`;
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
