/** The suites of this checkout. A board is a view over all submissions: one stands on every suite that it has a run of. */
import type { BenchmarkCard } from '../benchmarks/protocol/card.ts';
import { SUITES, type SuiteId } from '../benchmarks/protocol/ids.ts';
import { BENCHMARK_CARDS } from './cards.ts';
import type { BoardGroup, ScoreState } from './views.ts';

/** In the order of the picker. */
export const BOARD_GROUPS = [
  'all',
  'closed-forms',
  'densities',
  'text',
  'images',
] as const satisfies readonly BoardGroup[];

/** The benchmarks of one of this checkout's suites, in table order; empty for any other suite. */
export function ownCards(suite: string): readonly BenchmarkCard[] {
  const place = SUITES.indexOf(suite as SuiteId);
  return BENCHMARK_CARDS.filter((card) => SUITES.indexOf(card.suite) <= place);
}

/** The older of two suites first. */
export function compareSuites(a: string, b: string): number {
  const [x = [0, 0], y = [0, 0]] = [a, b].map((text) => text.split('.').map(Number));
  return (x[0] ?? 0) - (y[0] ?? 0) || (x[1] ?? 0) - (y[1] ?? 0);
}

/**
 * Where some submissions are shown together: the newest suite on which all of them are complete, else the newest on which
 * all stand, else null. `scores`: each one's, by board.
 */
export function commonSuite(scores: readonly (readonly StandsOn[])[]): string | null {
  const suites = (isCounted: (score: StandsOn) => boolean): string[] => {
    const [first = [], ...others] = scores.map((own) =>
      own.filter(isCounted).flatMap(({ board }) => suiteOf(board) ?? []),
    );
    return first.filter((suite) => others.every((own) => own.includes(suite))).sort(compareSuites);
  };
  return suites(({ status }) => status === 'scored').at(-1) ?? suites(() => true).at(-1) ?? null;
}

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
 * What scores of a board are stored under: `suite/0.1`, `suite/0.1/text`. A group that has in several suites the same
 * benchmarks is one board, named after the first of them, so that nothing is scored twice.
 */
export function boardScope({ suite, group }: BoardName): string {
  if (group === 'all') return `suite/${suite}`;
  const cards = ofGroup(ownCards(suite), group);
  const first = SUITES.find((other) => isSame(ofGroup(ownCards(other), group), cards));
  return `suite/${cards.length === 0 ? suite : (first ?? suite)}/${group}`;
}

const isSame = (some: readonly BenchmarkCard[], others: readonly BenchmarkCard[]): boolean =>
  some.length === others.length && some.every((card, index) => card === others[index]);

/** Those of a suite's benchmarks that a board is over, in their order. */
export function ofGroup<Card extends Pick<BenchmarkCard, 'group'>>(
  cards: readonly Card[],
  group: BoardGroup,
): readonly Card[] {
  return group === 'all' ? cards : cards.filter((card) => card.group === group);
}

/** Every board of this checkout's suites once, the newest suite's first, each with its benchmarks; whole suites before groups. */
export function listOwnBoards(): { readonly name: BoardName; readonly cards: readonly BenchmarkCard[] }[] {
  const boards = [...SUITES]
    .reverse()
    .flatMap((suite) =>
      BOARD_GROUPS.map((group) => ({ name: { suite, group }, cards: ofGroup(ownCards(suite), group) })),
    )
    .filter(({ cards }) => cards.length > 0)
    .filter(({ name }, index, all) => all.findIndex((board) => boardScope(board.name) === boardScope(name)) === index);
  const isWhole = ({ name }: (typeof boards)[number]): boolean => name.group === 'all';
  return [...boards.filter(isWhole), ...boards.filter((board) => !isWhole(board))];
}
