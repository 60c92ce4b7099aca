/** Reads the path of a board. */

import { TIERS, type Tier } from '#benchmarks/protocol/ids.ts';
import { BUDGETS, CALL_CLASSES, TRAINING_CLASSES } from '#benchmarks/protocol/place.ts';
import { DIVISIONS } from '#benchmarks/protocol/regime.ts';
import { SUITE } from '#benchmarks/suite/manifests.ts';
import { ALL_CLASSES, DEFAULT_OPTIONS, STATUSES } from '#leaderboard/boards/order.ts';
import { BOARD_GROUPS } from '#leaderboard/catalog/suites.ts';
import type { BoardDivision, BoardQuery, ClassChoice } from '#leaderboard/views/index.ts';

/** Stands for the tier that leads (leaderboard/boards/leading-tier.ts): what `/` shows. */
export const LEADING_TIER = 'lead';

/** Stands for the suite that boards show unless another is asked for (benchmarks/suite/manifests.ts): what `/` shows. */
export const NEWEST_SUITE = 'newest';

/** What a board's table shows beside scores: groups' scores, benchmarks', these with intervals, or measures by axis. */
export const COLUMN_SETS = ['groups', 'benchmarks', 'intervals', 'measures'] as const;
export type ColumnSet = (typeof COLUMN_SETS)[number];

/** A board as its page shows it. */
export interface BoardPageQuery extends BoardQuery {
  /** `groups` unless it is given. */
  readonly columns?: ColumnSet;
}

export interface BoardSegments {
  readonly suite: string;
  readonly tier: string;
  readonly division: string;
  /** As plain text: `group=…`, `budget=…`, `training=…`, `calls=…`, `strategy=…`, `status=…`, `real=…`, `drawn=…`, `sort=…`, `columns=…`, `page=…` in this order, each only where it differs from what is shown without. */
  readonly view?: readonly string[];
}

/** The query of a path, or null where no board can have it. A leading tier is null until the tiers are known. */
export function parseBoardSegments({
  suite: named,
  tier,
  division,
  view = [],
}: BoardSegments): (Omit<BoardPageQuery, 'tier'> & { readonly tier: Tier | null }) | null {
  const suite = named === NEWEST_SUITE ? SUITE : named;
  const knownTier = TIERS.find((name) => name === tier) ?? null;
  const knownDivision: BoardDivision | undefined =
    division === 'all' ? 'all' : DIVISIONS.find((name) => name === division);
  if (knownTier === null && tier !== LEADING_TIER) return null;
  if (knownDivision === undefined || !/^\d+\.\d+$/.test(suite)) return null;
  const options = parseView(view);
  return options && { suite, tier: knownTier, division: knownDivision, ...options };
}

type View = Omit<BoardPageQuery, 'suite' | 'tier' | 'division'>;

const PAIR =
  /^(group|budget|training|calls|strategy|status|real|drawn|sort|columns|page)=([a-z0-9-]{1,100}|\d{1,5}\.\d{1,3})$/;

/** Null where a pair is unknown, out of order or superfluous: every view has one address. */
function parseView(view: readonly string[]): View | null {
  const pairs = new Map(view.map((text) => (PAIR.exec(text)?.slice(1) ?? ['', '']) as [string, string]));
  const status = STATUSES.find((name) => name === (pairs.get('status') ?? DEFAULT_OPTIONS.status));
  const group = BOARD_GROUPS.find((name) => name === (pairs.get('group') ?? 'all'));
  const classes = parseClasses(pairs);
  const columns = COLUMN_SETS.find((name) => name === (pairs.get('columns') ?? COLUMN_SETS[0]));
  const page = pairs.get('page') ?? '1';
  if (status === undefined || group === undefined || classes === null || columns === undefined) return null;
  if (!/^[1-9]\d{0,5}$/.test(page)) return null;
  const options = {
    group,
    ...classes,
    strategy: pairs.get('strategy') ?? null,
    status,
    real: mostOf(pairs.get('real')),
    drawn: mostOf(pairs.get('drawn')),
    sort: pairs.get('sort') ?? DEFAULT_OPTIONS.sort,
    columns,
    page: Number(page),
  };
  return viewSegments(options).join('/') === view.join('/') ? options : null;
}

/** A bound, as an address has it: digits, and a point where there are decimals. */
export const MOST = /^(?:0|[1-9]\d{0,4})(?:\.\d{1,3})?$/;

/** What is no bound is no number, of which `viewSegments` makes another address: it has no page. */
function mostOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  return MOST.test(text) ? Number(text) : Number.NaN;
}

/** Null where a budget or class is none. */
function parseClasses(pairs: ReadonlyMap<string, string>): ClassChoice | null {
  const one = <Value extends string>(values: readonly Value[], name: keyof ClassChoice): Value | 'all' | undefined =>
    pairs.has(name) ? values.find((value) => value === pairs.get(name)) : 'all';
  const [budget, training, calls] = [
    one(BUDGETS, 'budget'),
    one(TRAINING_CLASSES, 'training'),
    one(CALL_CLASSES, 'calls'),
  ];
  return budget && training && calls ? { budget, training, calls } : null;
}

/** The segments of a view, those that differ from what is shown without them. */
export function viewSegments({
  group = 'all',
  budget = ALL_CLASSES.budget,
  training = ALL_CLASSES.training,
  calls = ALL_CLASSES.calls,
  strategy = null,
  status = DEFAULT_OPTIONS.status,
  real = DEFAULT_OPTIONS.real,
  drawn = DEFAULT_OPTIONS.drawn,
  sort = DEFAULT_OPTIONS.sort,
  columns = COLUMN_SETS[0],
  page,
}: View): string[] {
  return [
    ...(group === 'all' ? [] : [`group=${group}`]),
    ...(budget === 'all' ? [] : [`budget=${budget}`]),
    ...(training === 'all' ? [] : [`training=${training}`]),
    ...(calls === 'all' ? [] : [`calls=${calls}`]),
    ...(strategy === null ? [] : [`strategy=${strategy}`]),
    ...(status === DEFAULT_OPTIONS.status ? [] : [`status=${status}`]),
    ...(real === null ? [] : [`real=${real}`]),
    ...(drawn === null ? [] : [`drawn=${drawn}`]),
    ...(sort === DEFAULT_OPTIONS.sort ? [] : [`sort=${sort}`]),
    ...(columns === COLUMN_SETS[0] ? [] : [`columns=${columns}`]),
    ...(page === 1 ? [] : [`page=${page}`]),
  ];
}
