/** A snapshot as one table: a row for each entry of each board. */
import { tableSubmission, tableSuite } from '../protocol/table-ids.ts';
import {
  type Cell,
  countedCells,
  momentCell,
  placeCells,
  ruleCells,
  statusOf,
  submissionsCell,
  toTable,
} from './csv.ts';
import type { Snapshot, SnapshotEntry } from './schema.ts';

/** CSV with the columns of docs/snapshots.md; cells as csv.ts has them. */
export function toCsv({ suite, benchmarks, boards, ranking }: Snapshot): string {
  const ids = benchmarks.map(({ id }) => id);
  const rows = boards.flatMap(({ tier, entries }) =>
    entries.map((entry) => ({
      suite: tableSuite(suite),
      tier,
      ...entryCells(entry),
      ...benchmarkCells(entry, ids),
      ...(ranking && { ...countedCells(entry.cost.counted), ...ruleCells(entry, ranking.idle ?? []) }),
      ...(ranking?.places && placeCells(entry)),
    })),
  );
  return toTable(rows);
}

function entryCells(entry: SnapshotEntry): Record<string, Cell> {
  const { overall, rank, cost } = entry;
  return {
    division: entry.division,
    rank_low: rank?.low ?? null,
    rank_high: rank?.high ?? null,
    rank_position: rank?.position ?? null,
    ranked_entries: rank?.of ?? null,
    submission: tableSubmission(entry.submission),
    strategy: entry.spec,
    title: entry.title,
    authors: entry.authors.join('; '),
    role: entry.role,
    label: entry.label,
    verification: statusOf(entry),
    submitted_at: momentCell(entry.createdAt),
    overall_state: overall.state,
    overall: overall.value,
    overall_low: overall.low,
    overall_high: overall.high,
    interquartile_mean: overall.interquartileMean,
    real_share: cost.realShare,
    real_fresh: cost.realFresh,
    trained: cost.training,
    sampled: cost.sampled,
    verifier_calls: cost.verifierCalls,
    unranked_because: entry.unranked,
    flips_against: submissionsCell(entry.flips),
    bundle_digest: entry.bundleDigest,
  };
}

function benchmarkCells({ runs }: SnapshotEntry, ids: readonly string[]): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  for (const id of ids) {
    const run = runs[id];
    cells[`${id}_state`] = run?.score.state ?? 'missing';
    cells[`${id}_score`] = run?.score.value ?? null;
    cells[`${id}_low`] = run?.score.low ?? null;
    cells[`${id}_high`] = run?.score.high ?? null;
    cells[`${id}_digest`] = run?.resultDigest ?? null;
  }
  return cells;
}
