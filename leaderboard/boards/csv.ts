/** A page of a board as a table: the rows that the page shows, in its order, with numbers unrounded. */
import { tableSubmission, tableSuite } from '#benchmarks/protocol/table-ids.ts';
import {
  type Cell,
  countedCells,
  momentCell,
  placeCells,
  ruleCells,
  statusOf,
  submissionsCell,
  toTable,
} from '#benchmarks/snapshot/csv.ts';
import type { BoardRow, BoardView } from '../views/index.ts';

/** CSV with the columns of docs/snapshots.md; cells as benchmarks/snapshot/csv.ts has them. */
export function boardCsv({
  suite,
  group,
  tier,
  benchmarks,
  rows,
  rankRules,
  placeRules,
  idleBaselines,
}: BoardView): string {
  const ids = benchmarks.map(({ id }) => id);
  return toTable(
    rows.map((row) => ({
      suite: tableSuite(suite),
      group,
      tier,
      ...rowCells(row, ids.length),
      ...benchmarkCells(row, ids),
      ...(rankRules > 1 && { ...countedCells(row.cost.counted), ...ruleCells(row, idleBaselines) }),
      ...(placeRules !== null && { ...placeCells(row), ...placeRankCells(row) }),
    })),
  );
}

/** `benchmarks`: how many the board has. */
function rowCells(row: BoardRow, benchmarks: number): Record<string, Cell> {
  const { overall, rank, axisScores, early, late, cost } = row;
  return {
    division: row.division,
    rank_low: rank?.low ?? null,
    rank_high: rank?.high ?? null,
    unranked_because: row.rankWords,
    submission: tableSubmission(row.id),
    strategy: row.spec,
    title: row.title,
    authors: row.authors.join('; '),
    role: row.role,
    label: row.label,
    verification: statusOf(row),
    official: String(row.official),
    controls: overall.controls,
    overall_state: overall.status,
    overall: overall.value,
    overall_low: overall.low,
    overall_high: overall.high,
    interquartile_mean: row.iqm,
    fidelity: axisScores.fidelity?.value ?? null,
    fidelity_benchmarks: axisScores.fidelity?.benchmarks ?? 0,
    diversity: axisScores.diversity?.value ?? null,
    diversity_benchmarks: axisScores.diversity?.benchmarks ?? 0,
    tail: axisScores.tail?.value ?? null,
    tail_benchmarks: axisScores.tail?.benchmarks ?? 0,
    early_collapse: early.collapsed,
    late_collapse: late.collapsed,
    benchmarks_run: early.benchmarks,
    board_benchmarks: benchmarks,
    real_share: cost.realShare,
    real_fresh: cost.realFresh,
    trained: cost.training,
    sampled: cost.sampled,
    verifier_calls: cost.verifierCalls,
    flips_against: submissionsCell(row.flips),
    submitted_at: momentCell(row.createdAt),
    bundle_digest: row.bundleDigest,
    objection: row.objection,
  };
}

/** The rank in its own place, on boards of several places, too. */
function placeRankCells({ placeRank }: BoardRow): Record<string, Cell> {
  return {
    place_rank_low: placeRank?.low ?? null,
    place_rank_high: placeRank?.high ?? null,
    place_rank_position: placeRank?.position ?? null,
    place_ranked_entries: placeRank?.of ?? null,
  };
}

function benchmarkCells({ benchmarks }: BoardRow, ids: readonly string[]): Record<string, Cell> {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const score = benchmarks[id];
      return [
        [`${id}_state`, score?.status ?? 'missing'],
        [`${id}_score`, score?.value ?? null],
        [`${id}_low`, score?.low ?? null],
        [`${id}_high`, score?.high ?? null],
        [`${id}_controls`, score?.controls ?? null],
      ];
    }),
  );
}
