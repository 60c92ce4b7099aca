/** Reads one page of a board. */

import { idleBaselines } from '#benchmarks/board/idle.ts';
import { TIERS, type Tier } from '#benchmarks/protocol/ids.ts';
import { BUDGETS, CALL_CLASSES, TRAINING_CLASSES } from '#benchmarks/protocol/place.ts';
import { DIVISIONS } from '#benchmarks/protocol/regime.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { overallRuleOf, rankRulesOf } from '#benchmarks/suite/manifests.ts';
import {
  cardsOn,
  listBoardBenchmarks,
  listBoardCards,
  listSuiteCards,
  listSuites,
  type StoredCard,
} from '../catalog/suite-benchmarks.ts';
import { BOARD_GROUPS, boardScope, retiredFrom } from '../catalog/suites.ts';
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { chartedOf } from '../submissions/trajectories.ts';
import type {
  BoardDivision,
  BoardDosesView,
  BoardGroup,
  BoardQuery,
  BoardView,
  BoardViewOptions,
  Choice,
  ClassChoice,
  ParetoPoint,
  ParetoView,
} from '../views/index.ts';
import { loadAnswer } from './answer.ts';
import { loadApplicable } from './applicable.ts';
import { listBoardDoses } from './doses.ts';
import { type BoardKey, type Entry, isReference, listEntries, standingsOf } from './entries.ts';
import { groupColumns } from './group-scores.ts';
import { loadIdleStandings } from './idle.ts';
import {
  ALL_CLASSES,
  DEFAULT_OPTIONS,
  filterEntries,
  inOrder,
  isInClasses,
  SORTS,
  sortEntries,
  strategiesOf,
} from './order.ts';
import { listBoardRows } from './rows.ts';
import { isVouchedFor, vouchedFirst } from './vouched.ts';

/** Rows of a page: what can be taken in, and quick to send. */
export const PAGE_SIZE = 50;

/** One page of a board; null where there is no such suite, group, page, strategy or column. */
export async function getBoard({ prisma }: Database, query: BoardQuery): Promise<BoardView | null> {
  const { suite, tier, division, page, group = 'all' } = query;
  const key = { suite, group, tier };
  const options = optionsOf(query);
  const classes = classesOf(query);
  const rules = rankRulesOf(suite);
  const hasPlaces = rules.places !== undefined;
  const cards = await listBoardCards(prisma, key);
  const benchmarks = cards.map(({ id }) => id);
  const groups = groupColumns(key, cards);
  if (cards.length === 0 || ![...SORTS, ...groups, ...benchmarks].includes(options.sort)) return null;
  if (!hasPlaces && Object.values(classes).some((choice) => choice !== 'all')) return null;
  const isPlace = division !== 'all' && (!hasPlaces || Object.values(classes).every((choice) => choice !== 'all'));
  const all = await listEntries(prisma, key);
  const applicable = await loadApplicable(prisma, key, cards, all);
  const standings = standingsOf(key, all);
  const ofDivision = entriesOf(all, division);
  const inClasses = ofDivision.filter((entry) => isReference(entry) || isInClasses(entry, classes));
  const chosen = filterEntries(inClasses, standings, options);
  const shown = await sortEntries(prisma, { suite, benchmarks, groups, applicable }, chosen, options.sort);
  const pages = Math.max(1, Math.ceil(shown.length / PAGE_SIZE));
  if (page < 1 || page > pages) return null;
  const onPage = shown.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const idle = await loadIdleStandings(prisma, key, all);
  const rows = await listBoardRows(prisma, {
    query: { ...key, division },
    isPlace,
    cards,
    groups,
    entries: onPage,
    standings,
    idle,
    applicable,
  });
  return {
    suite,
    tier,
    division,
    group,
    options,
    page,
    pages,
    pageSize: PAGE_SIZE,
    total: shown.length,
    ...classes,
    ranked: isPlace && division !== 'open' && tier !== 'smoke',
    rankRules: rules.version ?? 1,
    placeRules: rules.places ?? null,
    answer: await loadAnswer(prisma, key, all),
    weights: group === 'all' || group === 'networks' ? (overallRuleOf(suite)?.weights ?? null) : null,
    idleBaselines: idleBaselines(all, rules).map(({ spec }) => spec),
    ranksPending: shown.some((entry) => standings.get(entry.id)?.state === 'pending'),
    groupColumns: groups,
    benchmarks: await listBoardBenchmarks(prisma, key, cards, all),
    retired: retiredFrom(key),
    suites: await listSuites(prisma, suite),
    groups: await countGroups(prisma, key, await listSuiteCards(prisma, suite)),
    divisions: countDivisions(all),
    ...(hasPlaces ? countClasses(ofDivision, classes) : { budgets: [], trainings: [], callClasses: [] }),
    tiers: await countTiers(prisma, key),
    strategies: strategiesIn(all),
    names: namesOf(rows, all),
    rows,
    doses: await listBoardDoses(prisma, ofDivision),
    charted: chartedOf(shown, vouchedFirst(onPage)),
  };
}

/** Score against real data used, of all entries of a board that one measure holds for; null where there is no such board. */
export async function getPareto(
  { prisma }: Database,
  { suite, tier, division, group = 'all' }: Pick<BoardQuery, 'suite' | 'tier' | 'division' | 'group'>,
): Promise<ParetoView | null> {
  const key = { suite, group, tier };
  if ((await listBoardCards(prisma, key)).length === 0) return null;
  return { points: paretoOf(inOrder(entriesOf(await listEntries(prisma, key), division), new Map())) };
}

/** The families of a board that were run with several doses; null where there is no such board. */
export async function getBoardDoses(
  { prisma }: Database,
  { suite, tier, division, group = 'all' }: Pick<BoardQuery, 'suite' | 'tier' | 'division' | 'group'>,
): Promise<BoardDosesView[] | null> {
  const key = { suite, group, tier };
  if ((await listBoardCards(prisma, key)).length === 0) return null;
  return listBoardDoses(prisma, entriesOf(await listEntries(prisma, key), division));
}

function optionsOf({ strategy, status, real, drawn, sort }: BoardQuery): BoardViewOptions {
  return {
    strategy: strategy ?? DEFAULT_OPTIONS.strategy,
    status: status ?? DEFAULT_OPTIONS.status,
    real: real ?? DEFAULT_OPTIONS.real,
    drawn: drawn ?? DEFAULT_OPTIONS.drawn,
    sort: sort ?? DEFAULT_OPTIONS.sort,
  };
}

/** Those of the catalog in its order, then those that only submissions know. */
function strategiesIn(entries: readonly Entry[]): string[] {
  const found = new Set(entries.flatMap(({ spec }) => strategiesOf(spec)));
  const known = STRATEGIES.map(({ card }) => card.id).filter((id) => found.has(id));
  return [...known, ...[...found].filter((id) => !known.includes(id)).sort()];
}

function namesOf(rows: BoardView['rows'], entries: readonly Entry[]): Record<string, string> {
  const wanted = new Set(rows.flatMap(({ flips }) => flips));
  return Object.fromEntries(entries.filter(({ id }) => wanted.has(id)).map(({ id, spec }) => [id, spec]));
}

/** The entries of a division, with the site's controls and baselines; or all. */
export function entriesOf(entries: readonly Entry[], division: BoardDivision): Entry[] {
  return entries.filter((entry) => division === 'all' || entry.division === division || isReference(entry));
}

function classesOf({ budget, training, calls }: BoardQuery): ClassChoice {
  return {
    budget: budget ?? ALL_CLASSES.budget,
    training: training ?? ALL_CLASSES.training,
    calls: calls ?? ALL_CLASSES.calls,
  };
}

/** How many of a division's entries each choice would show, the others staying as they are. */
function countClasses(
  entries: readonly Entry[],
  chosen: ClassChoice,
): Pick<BoardView, 'budgets' | 'trainings' | 'callClasses'> {
  const own = entries.filter((entry) => !isReference(entry));
  const count = <Value extends string>(values: readonly Value[], name: keyof ClassChoice): Choice<Value>[] =>
    values.map((value) => ({
      value,
      count: own.filter((entry) => isInClasses(entry, { ...chosen, [name]: value })).length,
    }));
  return {
    budgets: count(['all', ...BUDGETS], 'budget'),
    trainings: count(['all', ...TRAINING_CLASSES], 'training'),
    callClasses: count(['all', ...CALL_CLASSES], 'calls'),
  };
}

function countDivisions(entries: readonly Entry[]): Choice<BoardDivision>[] {
  const count = (division: BoardDivision): number =>
    division === 'all' ? entries.length : entries.filter((entry) => entry.division === division).length;
  return (['all', ...DIVISIONS] as const).map((value) => ({ value, count: count(value) }));
}

async function countTiers(client: Queryable, key: BoardKey): Promise<Choice<Tier>[]> {
  const counts = await client.submission.groupBy({
    by: ['tier'],
    where: { tombstone: null, boardScores: { some: { board: boardScope(key) } } },
    _count: true,
  });
  return TIERS.map((value) => ({ value, count: counts.find(({ tier }) => tier === value)?._count ?? 0 }));
}

async function countGroups(
  client: Queryable,
  { suite, tier }: BoardKey,
  cards: readonly StoredCard[],
): Promise<Choice<BoardGroup>[]> {
  const groups = BOARD_GROUPS.filter((group) => cardsOn(cards, { suite, group }).length > 0);
  const counts = await client.boardScore.groupBy({
    by: ['board'],
    where: {
      board: { in: groups.map((group) => boardScope({ suite, group })) },
      submission: { tier, tombstone: null },
    },
    _count: true,
  });
  return groups.map((value) => ({
    value,
    count: counts.find(({ board }) => board === boardScope({ suite, group: value }))?._count ?? 0,
  }));
}

type Costed = Omit<ParetoPoint, 'efficient' | 'trainingEfficient'>;

function paretoOf(entries: readonly Entry[]): ParetoPoint[] {
  const isVouched = new Set(entries.filter(isVouchedFor).map(({ id }) => id));
  const points = entries.flatMap(
    ({ id, spec, role, division, overall: { value, low, high, source, cost } }): Costed[] =>
      value === null || source === 'own'
        ? []
        : [{ id, spec, role, division, overall: value, low, high, realShare: cost.realShare, training: cost.training }],
  );
  // What is reported neither is efficient nor beats.
  const vouched = points.filter(({ id }) => isVouched.has(id));
  const byReal = efficientBy(vouched, ({ realShare }) => realShare);
  const byTraining = efficientBy(vouched, ({ training }) => training);
  return points.map((point) => ({
    ...point,
    efficient: byReal.has(point.id),
    trainingEfficient: byTraining.has(point.id),
  }));
}

/** From the least cost up: what beats everything that costs no more. */
function efficientBy(points: readonly Costed[], costOf: (point: Costed) => number): ReadonlySet<string> {
  const efficient = new Set<string>();
  let best = Number.NEGATIVE_INFINITY;
  for (const point of [...points].sort((a, b) => costOf(a) - costOf(b) || b.overall - a.overall)) {
    if (point.overall <= best) continue;
    best = point.overall;
    efficient.add(point.id);
  }
  return efficient;
}
