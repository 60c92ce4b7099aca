/** What stored runs were allowed and used: kept with their scores, and for those of earlier versions read from the ledgers. */
import { type Regime, type RunRights, rightsOf } from '../benchmarks/protocol/regime.ts';
import { type CompactLedger, expandLedger } from './db/compact-ledger.ts';
import type { Queryable } from './db/data-version.ts';
import type { BenchmarkFacets } from './facets.ts';

interface StoredFacets {
  readonly submissionId: string;
  /** `benchmark/<id>` */
  readonly scope: string;
  readonly facets: BenchmarkFacets;
}

/** The same rows, with the rights of every run. */
export async function withRights<Row extends StoredFacets>(client: Queryable, rows: readonly Row[]): Promise<Row[]> {
  const lacking = rows.filter(({ facets: { run } }) => run !== null && run.rights === undefined);
  if (lacking.length === 0) return [...rows];
  const runs = await client.run.findMany({
    where: { submissionId: { in: lacking.map((row) => row.submissionId) } },
    select: {
      submissionId: true,
      benchmarkId: true,
      regime: true,
      size: true,
      ledger: { select: { ledger: true } },
    },
  });
  const rights = new Map<string, RunRights>(
    runs.flatMap(({ submissionId, benchmarkId, regime, size, ledger }) =>
      ledger === null
        ? []
        : [
            [
              `${submissionId} benchmark/${benchmarkId}`,
              rightsOf({
                regime: regime as unknown as Regime,
                benchmark: { size },
                ledger: expandLedger(ledger.ledger as unknown as CompactLedger),
              }),
            ] as const,
          ],
    ),
  );
  return rows.map((row) => {
    const { run } = row.facets;
    const own = rights.get(`${row.submissionId} ${row.scope}`);
    return run === null || run.rights !== undefined || own === undefined
      ? row
      : { ...row, facets: { ...row.facets, run: { ...run, rights: own } } };
  });
}

/** The rights of stored runs, by `submission benchmark`; none of those whose scores an earlier version stored. */
export async function loadRights(
  client: Queryable,
  submissionIds: readonly string[],
): Promise<ReadonlyMap<string, RunRights>> {
  const rows = await client.$queryRaw<{ key: string; rights: RunRights | null }[]>`
    SELECT "submission_id" || ' ' || substr("scope", length('benchmark/') + 1) AS "key", "facets"->'run'->'rights' AS "rights"
    FROM "scores" WHERE "submission_id" = ANY (${[...submissionIds]}) AND "scope" LIKE 'benchmark/%'`;
  return new Map(rows.flatMap(({ key, rights }) => (rights === null ? [] : [[key, rights] as const])));
}
