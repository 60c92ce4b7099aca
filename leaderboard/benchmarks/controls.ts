/** What there is to gain on a benchmark: the distance between the site's own two controls. */
import { CONFIDENCE, denominatorOf, meanEstimate } from '#benchmarks/scoring/index.ts';
import type { Entry } from '../boards/entries.ts';
import type { Queryable } from '../db/data-version.ts';
import { loadOutcomes } from '../scores/read-results.ts';
import type { ControlGapView } from '../views/index.ts';

/** Null where the site has not both controls, or one of them stopped. `entries`: among them those two. */
export async function getControlGap(
  client: Queryable,
  benchmark: string,
  entries: readonly Entry[],
): Promise<ControlGapView | null> {
  const control = (spec: string): Entry | undefined =>
    entries.find((entry) => entry.role === 'control' && entry.spec === spec);
  const [replace, oracle] = [control('replace'), control('oracle')];
  if (!replace || !oracle) return null;
  const averages = await loadAverages(client, benchmark, [replace.id, oracle.id]);
  const [worst, best] = [averages.get(replace.id), averages.get(oracle.id)];
  // Both are official, so on the tier's seeds in their order.
  if (!worst || !best || worst.length !== best.length) return null;
  const { value, interval, separable, n } = denominatorOf(worst, best);
  return {
    replace: replace.id,
    oracle: oracle.id,
    replaceMean: meanEstimate(worst, CONFIDENCE).value,
    oracleMean: meanEstimate(best, CONFIDENCE).value,
    difference: value,
    low: interval?.[0] ?? null,
    high: interval?.[1] ?? null,
    separable,
    seeds: n,
  };
}

/** Where a run's metrics end: means over seeds in the last generation, by metric. Empty without a run. */
export async function getLastValues(
  client: Queryable,
  benchmark: string,
  submissionId: string,
): Promise<ReadonlyMap<string, number | null>> {
  const rows = await client.runAxis.findMany({
    where: { run: { submissionId, benchmarkId: benchmark } },
    select: { metric: true, value: true },
  });
  return new Map(rows.map(({ metric, value }) => [metric, value]));
}

/** Each seed's mean of the primary metric over generations 1…G, of runs in which all seeds completed. */
async function loadAverages(
  client: Queryable,
  benchmark: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const runs = await client.run.findMany({
    where: { submissionId: { in: [...ids] }, benchmarkId: benchmark },
    select: { id: true, submissionId: true },
  });
  const outcomes = await loadOutcomes(
    client,
    runs.map(({ id }) => id),
  );
  return new Map(
    runs.flatMap(({ id, submissionId }) => {
      const outcome = outcomes.get(id);
      return outcome?.state === 'completed' ? [[submissionId, outcome.averages.full] as const] : [];
    }),
  );
}
