/** Which entries a view of a board shows, and in which order. */

import { type ApplicableScore, compareListed } from '#benchmarks/board/applicable.ts';
import { BUDGETS } from '#benchmarks/protocol/place.ts';
import { DIVISIONS } from '#benchmarks/protocol/regime.ts';
import type { Queryable } from '../db/data-version.ts';
import type { BoardAxis, BoardView, BoardViewOptions, ClassChoice } from '../views/index.ts';
import { isComplete, sortByColumn } from './column-order.ts';
import { BOARD_AXES, type BoardColumns, loadColumns } from './columns.ts';
import { type Entry, isReference, type RankStanding } from './entries.ts';
import { type GroupName, loadGroupScores } from './group-scores.ts';

/** Columns that a board can be sorted by, beside its groups and benchmarks. */
export const SORTS = [
  'score',
  'strategy',
  'place',
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

export const DEFAULT_OPTIONS: BoardViewOptions = {
  strategy: null,
  status: 'all',
  real: null,
  drawn: null,
  sort: 'score',
};

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
  { strategy, status, real, drawn }: BoardViewOptions,
): Entry[] {
  return entries.filter((entry) => {
    if (isReference(entry)) return true;
    const { realShare, sampled } = entry.overall.cost;
    if (!isAtMost(100 * realShare, real) || !isAtMost(sampled, drawn)) return false;
    if (strategy !== null && !strategiesOf(entry.spec).includes(strategy)) return false;
    if (status === 'ranked') return standings.get(entry.id)?.state !== 'unranked';
    return status === 'all' || entry.label === status;
  });
}

/** Means of many amounts: 0.1 in each generation may come to 0.10000000000000002. */
const SLACK = 1e-9;

const isAtMost = (amount: number, most: number | null): boolean => most === null || amount <= most + SLACK;

type Applicable = ReadonlyMap<string, ApplicableScore>;

/** In the order of a board: see `compareListed`. `applicable`: scores of entries that are not applicable to some benchmarks. */
export function inOrder(entries: readonly Entry[], applicable: Applicable): Entry[] {
  const listed = ({ id, overall }: Entry) => ({ id, value: overall.value, applicable: applicable.get(id)?.value });
  return [...entries].sort((a, b) => compareListed(listed(a), listed(b)));
}

interface SortedBoard {
  readonly suite: string;
  readonly benchmarks: readonly string[];
  /** Those that it has columns of. */
  readonly groups: readonly GroupName[];
  /** Scores of entries that are not applicable to some benchmarks. */
  readonly applicable: Applicable;
}

/**
 * Sorts by a column of a board, best first: complete entries before partial ones, ties in the order of the board. What is
 * scored wherever it applies is no partial entry.
 */
export async function sortEntries(
  client: Queryable,
  { suite, benchmarks, groups, applicable }: SortedBoard,
  entries: readonly Entry[],
  sort: string,
): Promise<Entry[]> {
  const group = groups.find((name) => name === sort);
  const key = group ? await groupKey(client, suite, group, entries) : await sortKey(client, benchmarks, entries, sort);
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
  if (sort === 'strategy') return alphabetically(entries);
  if (sort === 'place') return placeKey;
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

async function groupKey(client: Queryable, suite: string, group: GroupName, entries: readonly Entry[]) {
  const ids = entries.map(({ id }) => id);
  const scores = await loadGroupScores(client, suite, [group], ids);
  return ({ id }: Entry): number | null => negated(scores.get(id)?.get(group)?.value ?? null);
}

/** By specification. */
function alphabetically(entries: readonly Entry[]): (entry: Entry) => number | null {
  const places = new Map([...new Set(entries.map(({ spec }) => spec))].sort().map((spec, place) => [spec, place]));
  return ({ spec }) => places.get(spec) ?? null;
}

/** Divisions in their order, and in each the smallest budget first. Ranks have no part in it: those of two places say nothing of each other. */
function placeKey({ division, classes }: Entry): number {
  const budget = classes === null ? 0 : BUDGETS.indexOf(classes.budget);
  return DIVISIONS.indexOf(division) * BUDGETS.length + budget;
}

const isAxis = (sort: string): sort is BoardAxis => (BOARD_AXES as readonly string[]).includes(sort);
const negated = (value: number | null): number | null => (value === null ? null : -value);

function columnKey(columns: BoardColumns | undefined, sort: BoardAxis | 'early' | 'late'): number | null {
  if (!columns) return null;
  if (sort === 'early' || sort === 'late') return columns[sort].collapsed;
  return negated(columns.axisScores[sort]?.value ?? null);
}
