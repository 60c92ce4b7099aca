/**
 * A bundle without samples adds nothing to an entry of the owner's that has the same results: it is that entry, sent again.
 * So an installation that has the reference results with their samples doesn't list them twice when they come without.
 */
import { placeOf } from '#benchmarks/bundle/layout.ts';
import { submissionPath } from '../catalog/page-paths.ts';
import type { Database } from '../db/database.ts';
import type { StorableBundle } from './kept-run.ts';
import { submissionId } from './store-submission.ts';

export interface SameResults {
  readonly id: string;
  readonly path: string;
  readonly label: 'maintained';
  readonly note: string;
}

/**
 * The owner's entry with the results of a bundle all of whose records are light: those that are on the boards first, then the
 * oldest. Null where there is none, or where this very bundle is there.
 */
export async function findSameResults({ prisma }: Database, bundle: StorableBundle): Promise<SameResults | null> {
  const { submission, runs, bundleDigest } = bundle;
  if (!isLight(bundle)) return null;
  const own = await prisma.submission.count({ where: { id: submissionId(bundleDigest) } });
  if (own > 0) return null;
  const [first] = runs;
  if (first === undefined) return null;
  const candidates = await prisma.submission.findMany({
    where: {
      label: 'maintained',
      spec: submission.strategy.spec,
      tier: submission.tier,
      runs: { some: { benchmarkId: first.record.benchmark.id, resultDigest: first.record.resultDigest } },
    },
    select: { id: true, tombstone: true, runs: { select: { benchmarkId: true, resultDigest: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const wanted = namesOf(runs.map(({ record }) => ({ benchmarkId: record.benchmark.id, ...record })));
  const same = candidates.filter((entry) => namesOf(entry.runs) === wanted);
  const found = same.find(({ tombstone }) => tombstone === null) ?? same[0];
  if (found === undefined) return null;
  const { id, tombstone } = found;
  const note =
    tombstone === null
      ? 'The same results were here already; without samples they are no entry of their own, and nothing has changed.'
      : `The same results were here already, and were ${tombstone}, which sending them again does not change.`;
  return { id, path: submissionPath(id), label: 'maintained', note };
}

function isLight({ unpacked }: StorableBundle): boolean {
  const places = unpacked.files.map(({ path }) => placeOf(path));
  return places.every((place) => place?.kind !== 'run' || place.isLight);
}

const namesOf = (runs: readonly { readonly benchmarkId: string; readonly resultDigest: string }[]): string =>
  runs
    .map(({ benchmarkId, resultDigest }) => `${benchmarkId} ${resultDigest}`)
    .sort()
    .join('\n');
