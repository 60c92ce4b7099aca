/** The suites of this checkout. A board is a view over all submissions: one stands on every suite that it has a run of. */
import type { BenchmarkCard } from '#benchmarks/protocol/card.ts';
import { findCard } from '#benchmarks/suite/catalog.ts';
import {
  apartEntries,
  findSuite,
  suiteOf as firstListing,
  isReleased,
  LATER_SUITES,
  MANIFESTS,
  rankRulesOf,
  SUITE,
  SUITES,
  type SuiteBenchmark,
  type SuiteId,
  suiteEntries,
  viewsOf,
} from '#benchmarks/suite/manifests.ts';
import { entryName, type SuiteEntry } from '#benchmarks/suite/suites/manifest.ts';
import type { BoardGroup, NamedGroup, ScoreState } from '../views/index.ts';
import { BENCHMARK_CARDS, getBenchmarkCard } from './cards.ts';

/** In the order of the picker. */
const NAMED_GROUPS = [
  'all',
  'closed-forms',
  'densities',
  'text',
  'images',
  'knowledge',
  'drift',
  'outside',
  'networks',
] as const satisfies readonly NamedGroup[];

/** Whether a suite has a board over each of its benchmarks: those whose rules know budgets have. */
const hasSingles = (suite: string): boolean => rankRulesOf(suite).places !== undefined;

/** Benchmarks that are a board by themselves, in table order. */
const SINGLE_BENCHMARKS: readonly SuiteBenchmark[] = [
  ...new Set(MANIFESTS.filter(({ id }) => hasSingles(id)).flatMap(({ benchmarks }) => benchmarks.map(({ id }) => id))),
];

/** All that boards are over. */
export const BOARD_GROUPS: readonly BoardGroup[] = [...NAMED_GROUPS, ...SINGLE_BENCHMARKS];

/** Whether a board is over several benchmarks under one name. */
export const isNamedGroup = (group: BoardGroup): group is NamedGroup => NAMED_GROUPS.some((name) => name === group);

/** What the manifests say of a board, in table order; empty where they have no such suite. */
export function listedOn({ suite, group }: BoardName): readonly SuiteEntry[] {
  const entries = suiteEntries(suite);
  if (!isNamedGroup(group)) return hasSingles(suite) ? entries.filter(({ id }) => id === group) : [];
  if (group !== 'networks') return ofGroup(group === 'all' ? entries : [...entries, ...apartEntries(suite)], group);
  return hasView(suite, group) ? entries.filter(trainsNetwork) : [];
}

/** Whether a suite has a board over the benchmarks that train a network. */
const hasView = (suite: string, view: 'networks'): boolean => viewsOf(suite).includes(view);

/** Whether a benchmark's learner is one that needs an engine for tensors. One that this checkout lacks counts as none. */
const trainsNetwork = (entry: SuiteEntry): boolean => (findCard(entry, BENCHMARK_CARDS)?.engine ?? 'js') !== 'js';

/**
 * The benchmarks of a board in table order, where this checkout has all of them as they are listed; else empty: such a board
 * keeps the scores that it has and is never scored again.
 */
export function ownBoardCards(name: BoardName, own: Cards = BENCHMARK_CARDS): Cards {
  const found = listedOn(name).map((entry) => findCard(entry, own));
  return found.every((card) => card !== null) ? found : [];
}

type Cards = readonly BenchmarkCard[];

/** The benchmarks of a whole suite, as ownBoardCards has them. */
export function ownCards(suite: string): Cards {
  return ownBoardCards({ suite, group: 'all' });
}

/** `id@protocol` of what a board lists and this checkout has no longer. */
export function retiredFrom(name: BoardName, own: Cards = BENCHMARK_CARDS): string[] {
  return listedOn(name)
    .filter((entry) => findCard(entry, own) === null)
    .map(entryName);
}

/** The suite whose entries a page shows: the newest released one, and of a benchmark that none of these lists, the open one. */
export function suiteOfPage(benchmark?: string): SuiteId {
  const card = benchmark === undefined ? null : getBenchmarkCard(benchmark);
  return card === null || isReleased(card) ? SUITE : firstListing(card);
}

/** The older of two suites first. */
export function compareSuites(a: string, b: string): number {
  const [x = [0, 0], y = [0, 0]] = [a, b].map((text) => text.split('.').map(Number));
  return (x[0] ?? 0) - (y[0] ?? 0) || (x[1] ?? 0) - (y[1] ?? 0);
}

/**
 * Where some submissions are shown together: the newest suite on which all of them are complete, else the newest on which
 * all stand, else null. One that is still open only where no other would do. `scores`: each one's, by board.
 */
export function commonSuite(scores: readonly (readonly StandsOn[])[]): string | null {
  const suites = (isCounted: (score: StandsOn) => boolean): string[] => {
    const [first = [], ...others] = scores.map((own) =>
      own.filter(isCounted).flatMap(({ board }) => suiteOf(board) ?? []),
    );
    return first.filter((suite) => others.every((own) => own.includes(suite))).sort(compareSuites);
  };
  const complete = suites(({ status }) => status === 'scored');
  const all = suites(() => true);
  const isFrozen = (suite: string): boolean => !isOpen(suite);
  return complete.filter(isFrozen).at(-1) ?? all.filter(isFrozen).at(-1) ?? complete.at(-1) ?? all.at(-1) ?? null;
}

/** Whether it is this checkout's open suite. */
const isOpen = (suite: string): boolean => MANIFESTS.some(({ id, released }) => id === suite && !released);

export interface StandsOn {
  readonly board: string;
  readonly status: ScoreState;
}

/** The suite of a whole suite's board; null for any other. */
const suiteOf = (board: string): string | null => /^suite\/([\d.]+)$/.exec(board)?.[1] ?? null;

/** Which entries stand side by side, whatever their tier and division. */
export interface BoardName {
  readonly suite: string;
  readonly group: BoardGroup;
}

/**
 * What scores of a board are stored under: `suite/0.1`, `suite/0.1/text`, `suite/0.3/gmm-2d`. A group that has in several suites the same
 * benchmarks and rules of ranking is one board, named after the first of them, so that nothing is scored twice.
 */
export function boardScope({ suite, group }: BoardName): string {
  if (group === 'all') return `suite/${suite}`;
  const names = (other: string): string => listedOn({ suite: other, group }).map(entryName).join();
  const isAlike = (other: string): boolean =>
    names(other) === names(suite) && (rankRulesOf(other).version ?? 1) === (rankRulesOf(suite).version ?? 1);
  const first = names(suite) === '' ? suite : SUITES.find(isAlike);
  return `suite/${first ?? suite}/${group}`;
}

/** Those of a suite's benchmarks that the board of a group is over, in their order. */
function ofGroup<Item extends Pick<BenchmarkCard, 'group'>>(
  items: readonly Item[],
  group: NamedGroup,
): readonly Item[] {
  return group === 'all' ? items : items.filter((item) => item.group === group);
}

/** A run as the database names its benchmark. */
interface StoredRun {
  readonly benchmarkId: string;
  readonly benchmarkVersion: number;
}

/**
 * Whether an entry with these runs stands on a board: on one over several groups of a suite that is behind the next one, only with
 * a run of what that suite lists first; what it takes over from earlier ones stands on theirs.
 */
export function standsOn({ suite, group }: BoardName, runs: readonly StoredRun[]): boolean {
  if (!LATER_SUITES.some((later) => later === suite) || (group !== 'all' && group !== 'networks')) return true;
  return runs.some(({ benchmarkId: id, benchmarkVersion: version }) => findSuite({ id, version }) === suite);
}

/** Every board of some suites, by default of those that have boards, that this checkout can score, once, the newest suite's first, each with its benchmarks; whole suites before groups. */
export function listOwnBoards(
  suites: readonly SuiteId[] = SUITES,
): { readonly name: BoardName; readonly cards: readonly BenchmarkCard[] }[] {
  const boards = [...suites]
    .reverse()
    .flatMap((suite) =>
      BOARD_GROUPS.map((group) => ({ name: { suite, group }, cards: ownBoardCards({ suite, group }) })),
    )
    .filter(({ cards }) => cards.length > 0)
    .filter(({ name }, index, all) => all.findIndex((board) => boardScope(board.name) === boardScope(name)) === index);
  const isWhole = ({ name }: (typeof boards)[number]): boolean => name.group === 'all';
  return [...boards.filter(isWhole), ...boards.filter((board) => !isWhole(board))];
}
