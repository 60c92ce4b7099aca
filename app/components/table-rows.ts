/**
 * Rows of the board as the table takes them: the table is a client component only so that its markup is not sent a second
 * time as React's data, and these are what is sent instead. They hold what is shown and no more.
 */
import type { BoardRow, BoardView, RankView, ScoreView } from '../../leaderboard/views.ts';

/** What a score's cell shows. */
export type ShownScore = Pick<ScoreView, 'status' | 'value' | 'low' | 'high' | 'fewSeeds' | 'words'>;

/** `[value, low, high, few seeds]`, or `[state, words]` where there is no score. */
type PackedScore = readonly [number, number | null, number | null, 0 | 1] | readonly [ShownScore['status'], string];

export interface TableRow {
  readonly id: string;
  readonly spec: string;
  readonly role: BoardRow['role'];
  readonly label: BoardRow['label'];
  /** Title, authors and division, as one line under the specification. */
  readonly line: string;
  readonly rank: readonly [RankView['low'], RankView['high']] | string;
  readonly rankWords: string;
  readonly realShare: number;
  readonly sampled: number;
  readonly verifierCalls: number;
  /** The overall score, then one for each benchmark in the board's order. */
  readonly scores: readonly PackedScore[];
}

/** Scores are shown with one decimal. */
const tenth = (value: number | null): number | null => (value === null ? null : Math.round(10 * value) / 10);

function pack({ status, value, low, high, fewSeeds, words }: ScoreView): PackedScore {
  if (value === null) return [status, words];
  return [tenth(value) as number, tenth(low), tenth(high), fewSeeds ? 1 : 0];
}

export function unpackScore(packed: PackedScore): ShownScore {
  if (packed.length === 2) {
    const [status, words] = packed;
    return { status, value: null, low: null, high: null, fewSeeds: false, words };
  }
  const [value, low, high, few] = packed;
  return { status: 'scored', value, low, high, fewSeeds: few === 1, words: '' };
}

export function toTableRow(row: BoardRow, board: BoardView): TableRow {
  const { id, spec, role, label, title, authors, cost } = row;
  const line = [
    title === spec ? '' : title,
    authors.join(', '),
    board.division === 'all' && role === 'entry' ? `division ${row.division}` : '',
  ];
  return {
    id,
    spec,
    role,
    label,
    line: line.filter(Boolean).join(' · '),
    rank: row.rank && row.rankState === 'ranked' ? [row.rank.low, row.rank.high] : row.rankState,
    rankWords: board.ranked ? row.rankWords : '',
    realShare: Number(cost.realShare.toPrecision(3)),
    sampled: Number(cost.sampled.toPrecision(3)),
    verifierCalls: Number(cost.verifierCalls.toPrecision(3)),
    scores: [row.overall, ...board.benchmarks.map((benchmark) => row.benchmarks[benchmark.id])].map((score) =>
      score ? pack(score) : ['missing', ''],
    ),
  };
}
