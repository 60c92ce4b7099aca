/** A page of a board as a table: the rows that the page shows, in its order, with numbers unrounded. */
import { stringify } from 'csv-stringify/sync';
import type { BoardRow, BoardView } from './views.ts';

/** CSV (RFC 4180) with a header; empty cells where there is no number. */
export function boardCsv({ suite, group, tier, benchmarks, rows }: BoardView): string {
  const ids = benchmarks.map(({ id }) => id);
  return stringify(
    rows.map((row) => ({ suite, group, tier, ...rowCells(row, ids.length), ...benchmarkCells(row, ids) })),
    { header: true },
  );
}

/** `benchmarks`: how many the board has. */
function rowCells(row: BoardRow, benchmarks: number): Record<string, string | number | null> {
  const { overall, rank, facetScores, early, late, cost } = row;
  return {
    division: row.division,
    rank_low: rank?.low ?? null,
    rank_high: rank?.high ?? null,
    unranked_because: row.rankReason ?? '',
    submission: row.id,
    strategy: row.spec,
    title: row.title,
    authors: row.authors.join('; '),
    role: row.role,
    label: row.label,
    verification: row.verification,
    official: String(row.official),
    overall_state: overall.status,
    overall: overall.value,
    overall_low: overall.low,
    overall_high: overall.high,
    interquartile_mean: row.iqm,
    fidelity: facetScores.fidelity?.value ?? null,
    fidelity_benchmarks: facetScores.fidelity?.benchmarks ?? 0,
    diversity: facetScores.diversity?.value ?? null,
    diversity_benchmarks: facetScores.diversity?.benchmarks ?? 0,
    tail: facetScores.tail?.value ?? null,
    tail_benchmarks: facetScores.tail?.benchmarks ?? 0,
    early_collapse: early.collapsed,
    late_collapse: late.collapsed,
    benchmarks_run: early.benchmarks,
    board_benchmarks: benchmarks,
    real_share: cost.realShare,
    real_fresh: cost.realFresh,
    trained: cost.training,
    sampled: cost.sampled,
    verifier_calls: cost.verifierCalls,
    flips_against: row.flips.join(' '),
    submitted_at: row.createdAt,
    bundle_digest: row.bundleDigest,
  };
}

function benchmarkCells({ benchmarks }: BoardRow, ids: readonly string[]): Record<string, string | number | null> {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const score = benchmarks[id];
      return [
        [`${id}_state`, score?.status ?? 'missing'],
        [`${id}_score`, score?.value ?? null],
        [`${id}_low`, score?.low ?? null],
        [`${id}_high`, score?.high ?? null],
      ];
    }),
  );
}
