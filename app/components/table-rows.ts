/**
 * Rows of the board as the table takes them: the table is a client component only so that its markup is not sent a second
 * time as React's data, and these are what is sent instead. They hold what is shown and no more.
 */
import { isClipped } from '#benchmarks/protocol/score-range.ts';
import { isComplete } from '#leaderboard/boards/column-order.ts';
import type { ApplicableView, BoardBenchmark, BoardRow, BoardView, ScoreView } from '#leaderboard/views/index.ts';
import type { Reasons } from './score-words.ts';

/** What a score's cell shows. */
export type ShownScore = Pick<ScoreView, 'status' | 'value' | 'low' | 'high' | 'fewSeeds' | 'words'>;

/** `[value, low, high, few seeds]`, or `[state, words]` where there is no score. */
export type PackedScore =
  | readonly [number, number | null, number | null, 0 | 1]
  | readonly [ShownScore['status'], string];

/** `[value, what it rests on]`; null without a value. */
export type ShownAxis = readonly [number, string] | null;

export interface TableRow {
  readonly id: string;
  readonly spec: string;
  readonly role: BoardRow['role'];
  /** Whether it is an idle baseline, whose row is a line across the board at its score. */
  readonly isLine: boolean;
  readonly label: BoardRow['label'] | BoardRow['verification'];
  /** Title, authors, what was run of an incomplete entry and how it stands beside idle baselines: what unfolds. */
  readonly about: string;
  /** `[low, high]`, or why there is none. */
  readonly rank: readonly [number, number] | string;
  /** Null on boards without such a column. */
  readonly place: PackedPlace | null;
  /** The score over what it applies to, briefly and as a sentence; null where the overall score says it, or there is none. */
  readonly applicable: readonly [brief: string, sentence: string] | null;
  /** Fidelity, diversity, tail; of an incomplete entry with the benchmarks that each rests on, `2/8`. */
  readonly axes: readonly ShownAxis[];
  /** Benchmarks on which it collapsed early, late, and all that it ran. */
  readonly collapse: readonly [number, number, number];
  readonly realShare: number;
  readonly sampled: number;
  readonly checks: number;
  /** Names of the benchmarks on which it is scored against controls of its sender. */
  readonly own: string;
  /** Names of those against whom its order flips. */
  readonly flips: string;
  readonly overall: PackedScore;
  /** In the order of the board's columns of scores. */
  readonly scores: readonly PackedScore[];
}

/** `[rank and place, the same in full, address of its board]`, or `[place, why there is no rank]`. */
export type PackedPlace = readonly [words: string, full: string, href: string] | readonly [words: string, why: string];

/** A score with the one decimal that is shown; one that rounds to the end of the range as it is, so that it doesn't read as a bound. */
const briefScore = (value: number): number => {
  const rounded = tenth(value) as number;
  return isClipped(rounded) === isClipped(value) ? rounded : value;
};

/** Points are shown with one decimal. */
const tenth = (value: number | null): number | null => (value === null ? null : Math.round(10 * value) / 10);
export const brief = (value: number): number => Number(value.toPrecision(3));

export function unpackScore(packed: PackedScore): ShownScore {
  if (packed.length === 2) {
    const [status, words] = packed;
    return { status, value: null, low: null, high: null, fewSeeds: false, words };
  }
  const [value, low, high, few] = packed;
  return { status: 'scored', value, low, high, fewSeeds: few === 1, words: '' };
}

export function packScore(score: ScoreView | undefined, why: Reasons): PackedScore {
  if (!score) return ['missing', ''];
  const { status, value, low, high, fewSeeds } = score;
  return value === null ? [status, why.score(score)] : [briefScore(value), tenth(low), tenth(high), fewSeeds ? 1 : 0];
}

/** Words of a row that are made for it. */
export interface RowWords {
  /** How much of the board a partial entry ran; empty of one that ran it all. */
  partial(run: number, of: number): string;
  nameOf(benchmark: BoardBenchmark): string;
  /** What stands between names. */
  readonly list: string;
  /** Its place, briefly, and where it has a rank that in it, both in full, and the place's board. */
  place(row: BoardRow): PackedPlace;
  /** The score over what an entry applies to. */
  applicable(score: ApplicableView): TableRow['applicable'];
  /** Of a strategy that was a process of its own: `declared: memory not enforced`. */
  readonly outside: string;
  /** Of an entry that a maintainer objects to. */
  readonly objected: string;
  /** How it stands beside the board's idle baselines; empty where there are none. */
  idle(idle: BoardRow['idle']): string;
}

/** Whether each row says which rank it has in its own place: on boards of several places. */
export const hasPlaceColumn = ({ ranked, division }: Pick<BoardView, 'ranked' | 'division'>): boolean =>
  !ranked && division !== 'open';

/** Packs a row. `columns`: groups and benchmarks of which scores are shown. */
export function toTableRow(
  row: BoardRow,
  board: BoardView,
  columns: readonly string[],
  why: Reasons,
  { partial, nameOf, list, idle, place, applicable, outside, objected }: RowWords,
): TableRow {
  const { id, spec, role, label, verification, title, authors, cost, axisScores, early, late } = row;
  const about = [
    title === spec ? '' : title,
    authors.join(list),
    row.outside ? outside : '',
    row.objection === null ? '' : objected,
    partial(early.benchmarks, board.benchmarks.length),
    idle(row.idle),
  ];
  return {
    id,
    spec,
    role,
    // Where another column decides the order, it is no line to stand above or below.
    isLine: row.isIdle && board.options.sort === 'score',
    label: verification === 'reported' ? label : verification,
    about: about.filter(Boolean).join(' · '),
    rank: row.rank ? [row.rank.low, row.rank.high] : board.ranked ? why.rank(row.rankReason, row.sameAs) : '',
    place: hasPlaceColumn(board) ? place(row) : null,
    applicable: row.applicable ? applicable(row.applicable) : null,
    axes: [axisScores.fidelity, axisScores.diversity, axisScores.tail].map(
      (axis): ShownAxis =>
        axis === null ? null : [briefScore(axis.value), isComplete(row) ? '' : `${axis.benchmarks}/${axis.of}`],
    ),
    collapse: [early.collapsed, late.collapsed, early.benchmarks],
    realShare: brief(cost.realShare),
    sampled: brief(cost.sampled),
    checks: brief(cost.verifierCalls),
    own: board.benchmarks
      .filter(({ id: benchmark }) => row.benchmarks[benchmark]?.controls === 'own')
      .map(nameOf)
      .join(list),
    flips: row.flips.map((other) => board.names[other] ?? other).join(list),
    overall: packScore(row.overall, why),
    scores: columns.map((column) => packScore(row.groups[column] ?? row.benchmarks[column], why)),
  };
}
