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

/** The columns that a path's view names. */
export function columnSetOf(view: readonly string[]): ColumnSet {
  return COLUMN_SETS.find((set) => view.includes(`columns=${set}`)) ?? COLUMN_SETS[0];
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
export const viewSegments = (view: View): string[] => viewPairs(view).map(([name, value]) => `${name}=${value}`);

/** Names and values of a view's segments, in order. */
export function viewPairs({
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
}: View): [name: string, value: string][] {
  const pairs: readonly (readonly [string, string | number | null, string | number | null])[] = [
    ['group', group, 'all'],
    ['budget', budget, ALL_CLASSES.budget],
    ['training', training, ALL_CLASSES.training],
    ['calls', calls, ALL_CLASSES.calls],
    ['strategy', strategy, DEFAULT_OPTIONS.strategy],
    ['status', status, DEFAULT_OPTIONS.status],
    ['real', real, DEFAULT_OPTIONS.real],
    ['drawn', drawn, DEFAULT_OPTIONS.drawn],
    ['sort', sort, DEFAULT_OPTIONS.sort],
    ['columns', columns, COLUMN_SETS[0]],
    ['page', page, 1],
  ];
  return pairs.filter(([, value, plain]) => value !== plain).map(([name, value]) => [name, String(value)]);
}

/** What a form asks for, in the order of an address. */
const FORM_NAMES = ['group', 'budget', 'training', 'calls', 'strategy', 'status', 'real', 'drawn', 'sort', 'columns'];

/** The path of the board that a form asks for: what is left empty is left out; null where there can be none such. */
export function boardPathOf(form: URLSearchParams): string | null {
  const textOf = (name: string): string => form.get(name)?.trim() ?? '';
  const view = FORM_NAMES.flatMap((name) => {
    const value = textOf(name);
    if (value === '') return [];
    // A browser leaves a number as it was typed: 10.0, 010.
    return `${name}=${['real', 'drawn'].includes(name) ? Number(value) : value}`;
  });
  const [suite, tier, division] = [textOf('suite'), textOf('tier'), textOf('division')];
  const isKnown = parseBoardSegments({ suite, tier, division, view }) !== null;
  return isKnown ? ['/board', suite, tier, division, ...view].join('/') : null;
}
