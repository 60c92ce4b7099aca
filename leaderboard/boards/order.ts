/** Which entries a view of a board shows, and in which order. */

import { type ApplicableScore, compareListed } from '#benchmarks/board/applicable.ts';
import type { Queryable } from '../db/data-version.ts';
import type { BoardAxis, BoardView, BoardViewOptions, ClassChoice } from '../views/index.ts';
import { isComplete, sortByColumn } from './column-order.ts';
import { BOARD_AXES, type BoardColumns, loadColumns } from './columns.ts';
import { type Entry, isReference, type RankStanding } from './entries.ts';

/** Columns that a board can be sorted by, beside its benchmarks. */
export const SORTS = [
  'score',
  'fidelity',
  'diversity',
  'tail',
  'early',
  'late',
  'real-data',
  'drawn',
  'newest',
] as const;
export const STATUSES = [
  'all',
  'ranked',
  'maintained',
  'reported',
] as const satisfies readonly BoardView['options']['status'][];

export const DEFAULT_OPTIONS: BoardViewOptions = { strategy: null, status: 'all', sort: 'score' };

export const ALL_CLASSES: ClassChoice = { budget: 'all', training: 'all', calls: 'all' };

/** Whether an entry is of the budgets and classes that a view shows. */
export function isInClasses({ classes }: Pick<Entry, 'classes'>, { budget, training, calls }: ClassChoice): boolean {
  const isOf = (chosen: string, own: string | undefined): boolean => chosen === 'all' || chosen === own;
  return isOf(budget, classes?.budget) && isOf(training, classes?.training) && isOf(calls, classes?.calls);
}

/** Strategies of a specification: `retain:share=0.1+temperature` has two. */
export function strategiesOf(spec: string): string[] {
  return spec.split('+').map((part) => /^[a-z0-9-]*/.exec(part)?.[0] ?? '');
}

/** Applies the filters. Controls and baselines stay: every claim is read beside them. */
export function filterEntries(
  entries: readonly Entry[],
  standings: ReadonlyMap<string, RankStanding>,
  { strategy, status }: BoardViewOptions,
): Entry[] {
  return entries.filter((entry) => {
    if (isReference(entry)) return true;
    if (strategy !== null && !strategiesOf(entry.spec).includes(strategy)) return false;
    if (status === 'ranked') return standings.get(entry.id)?.state !== 'unranked';
    return status === 'all' || entry.label === status;
  });
}

type Applicable = ReadonlyMap<string, ApplicableScore>;

/** In the order of a board: see `compareListed`. `applicable`: scores of entries that are not applicable to some benchmarks. */
export function inOrder(entries: readonly Entry[], applicable: Applicable): Entry[] {
  const listed = ({ id, overall }: Entry) => ({ id, value: overall.value, applicable: applicable.get(id)?.value });
  return [...entries].sort((a, b) => compareListed(listed(a), listed(b)));
}

/**
 * Sorts by a column of a board over some benchmarks, best first: complete entries before partial ones, ties in the order of the
 * board. What is scored wherever it applies is no partial entry.
 */
export async function sortEntries(
  client: Queryable,
  benchmarks: readonly string[],
  entries: readonly Entry[],
  sort: string,
  applicable: Applicable = new Map(),
): Promise<Entry[]> {
  const key = await sortKey(client, benchmarks, entries, sort);
  const ordered = inOrder(entries, applicable);
  if (key === null) return ordered;
  const isWhole = (entry: Entry): boolean => isComplete(entry) || applicable.has(entry.id);
  const isScore = benchmarks.includes(sort);
  return sortByColumn(ordered, {
    isComplete: isWhole,
    // On a benchmark that it does not apply to it has not failed: it comes before what did no better than nothing there.
    key: (entry) => key(entry) ?? (isScore && applicable.has(entry.id) ? -Number.MIN_VALUE : null),
  });
}

/** A number for each entry, the best the least. */
async function sortKey(
  client: Queryable,
  benchmarks: readonly string[],
  entries: readonly Entry[],
  sort: string,
): Promise<((entry: Entry) => number | null) | null> {
  const ids = entries.map(({ id }) => id);
  if (sort === 'score') return null;
  if (sort === 'newest') return ({ createdAt }) => -createdAt.getTime();
  if (sort === 'real-data') return ({ overall }) => overall.cost.realShare;
  if (sort === 'drawn') return ({ overall }) => overall.cost.sampled;
  if (sort === 'early' || sort === 'late' || isAxis(sort)) {
    const columns = await loadColumns(client, benchmarks, ids);
    return ({ id }) => columnKey(columns.get(id), sort);
  }
  const scores = await client.benchmarkScore.findMany({
    where: { submissionId: { in: ids }, benchmarkId: sort },
    select: { submissionId: true, value: true },
  });
  const scoreOf = new Map(scores.map(({ submissionId, value }) => [submissionId, value]));
  return ({ id }) => negated(scoreOf.get(id) ?? null);
}

const isAxis = (sort: string): sort is BoardAxis => (BOARD_AXES as readonly string[]).includes(sort);
const negated = (value: number | null): number | null => (value === null ? null : -value);

function columnKey(columns: BoardColumns | undefined, sort: BoardAxis | 'early' | 'late'): number | null {
  if (!columns) return null;
  if (sort === 'early' || sort === 'late') return columns[sort].collapsed;
  return negated(columns.axisScores[sort]?.value ?? null);
}
