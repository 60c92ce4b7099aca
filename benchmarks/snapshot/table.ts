/** A snapshot as one table: a row for each entry of each board. */
import { stringify } from 'csv-stringify/sync';
import type { Snapshot, SnapshotEntry } from './schema.ts';

/** CSV (RFC 4180) with a header; numbers unrounded, empty where there is none. */
export function toCsv({ suite, benchmarks, boards }: Snapshot): string {
  const ids = benchmarks.map(({ id }) => id);
  const rows = boards.flatMap(({ tier, entries }) =>
    entries.map((entry) => ({ suite, tier, ...entryCells(entry), ...benchmarkCells(entry, ids) })),
  );
  return stringify(rows, { header: true });
}

function entryCells(entry: SnapshotEntry): Record<string, string | number | null> {
  const { overall, rank, cost } = entry;
  return {
    division: entry.division,
    rank_low: rank?.low ?? null,
    rank_high: rank?.high ?? null,
    rank_position: rank?.position ?? null,
    ranked_entries: rank?.of ?? null,
    submission: entry.submission,
    strategy: entry.spec,
    title: entry.title,
    authors: entry.authors.join('; '),
    role: entry.role,
    label: entry.label,
    verification: entry.verification,
    submitted_at: entry.createdAt,
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
    flips_against: entry.flips.join(' '),
    bundle_digest: entry.bundleDigest,
  };
}

function benchmarkCells({ runs }: SnapshotEntry, ids: readonly string[]): Record<string, string | number | null> {
  const cells: Record<string, string | number | null> = {};
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
