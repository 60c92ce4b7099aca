/** A page of a board as a table: the rows that the page shows, in its order, with numbers unrounded. */
import { stringify } from 'csv-stringify/sync';
import type { BoardRow, BoardView } from './views.ts';

/** CSV (RFC 4180) with a header; empty cells where there is no number. */
export function boardCsv({ suite, group, tier, benchmarks, rows }: BoardView): string {
  const ids = benchmarks.map(({ id }) => id);
  return stringify(
    rows.map((row) => ({ suite, group, tier, ...rowCells(row), ...benchmarkCells(row, ids) })),
    { header: true },
  );
}

function rowCells(row: BoardRow): Record<string, string | number | null> {
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
    controls: overall.controls,
    overall_state: overall.status,
    overall: overall.value,
    overall_low: overall.low,
    overall_high: overall.high,
    interquartile_mean: row.iqm,
    fidelity: facetScores.fidelity?.value ?? null,
    diversity: facetScores.diversity?.value ?? null,
    tail: facetScores.tail?.value ?? null,
    early_collapse: early.collapsed,
    late_collapse: late.collapsed,
    benchmarks_run: early.benchmarks,
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
        [`${id}_controls`, score?.controls ?? null],
      ];
    }),
  );
}
