/** The control runs that a run is scored against: the site's own, never a bundle's (design, section 8). */
import type { Division } from '../benchmarks/protocol/regime.ts';
import type { Controls } from '../benchmarks/scoring/index.ts';
import type { Queryable } from './db/data-version.ts';

/** A run, as far as its controls are concerned. */
export interface PairableRun {
  readonly id: number;
  readonly submissionId: string;
  readonly benchmarkId: string;
  readonly benchmarkVersion: number;
  readonly official: boolean;
  readonly division: Division;
  readonly setupDigest: string;
  /** The same for all runs on one list of seeds: nearly all of a board are on the tier's. */
  readonly seeds: SeedList;
}

/** One object for each distinct list of seeds. */
export interface SeedList {
  /** MD5 of the numbers: a name, not a seal. */
  readonly digest: string;
  readonly seeds: readonly number[];
}

const CONTROL_SPECS = ['replace', 'oracle'] as const;
type ControlSpec = (typeof CONTROL_SPECS)[number];

/** Reads runs for pairing, oldest first. */
export async function listPairableRuns(client: Queryable, submissionIds: readonly string[]): Promise<PairableRun[]> {
  const ids = [...submissionIds];
  const rows = await client.$queryRaw<(Omit<PairableRun, 'seeds'> & { digest: string })[]>`
    SELECT "id", "submission_id" AS "submissionId", "benchmark_id" AS "benchmarkId",
      "benchmark_version" AS "benchmarkVersion", "official", "division"::text AS "division", "setup_digest" AS "setupDigest",
      md5("seeds"::text) AS "digest"
    FROM "runs" WHERE "submission_id" = ANY (${ids}) ORDER BY "id"`;
  const lists = await client.$queryRaw<SeedList[]>`
    SELECT DISTINCT ON (md5("seeds"::text)) md5("seeds"::text) AS "digest", "seeds"
    FROM "runs" WHERE "submission_id" = ANY (${ids})`;
  const listOf = new Map(lists.map((list) => [list.digest, list]));
  return rows.map(({ digest, ...run }) => ({ ...run, seeds: listOf.get(digest) as SeedList }));
}

/** Control runs by setup, the newest first. */
export class ControlIndex {
  readonly #runs = new Map<string, Record<ControlSpec, PairableRun[]>>();
  readonly #found = new Map<string, Controls<PairableRun> | null>();

  /** Reads the site's control runs of these setups: sent with the admin token, not withdrawn. */
  static async load(client: Queryable, setupDigests: readonly string[]): Promise<ControlIndex> {
    const submissions = await client.submission.findMany({
      where: {
        label: 'baseline',
        tombstone: null,
        spec: { in: [...CONTROL_SPECS] },
        runs: { some: { setupDigest: { in: [...new Set(setupDigests)] } } },
      },
      select: { id: true, spec: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    });
    const order = new Map(submissions.map(({ id, spec }, place) => [id, { place, spec: spec as ControlSpec }]));
    const runs = await listPairableRuns(
      client,
      submissions.map(({ id }) => id),
    );
    const index = new ControlIndex();
    const placeOf = (run: PairableRun): number => order.get(run.submissionId)?.place ?? 0;
    for (const run of runs.sort((a, b) => placeOf(a) - placeOf(b))) {
      const lists = index.#runs.get(run.setupDigest) ?? { replace: [], oracle: [] };
      lists[order.get(run.submissionId)?.spec ?? 'replace'].push(run);
      index.#runs.set(run.setupDigest, lists);
    }
    return index;
  }

  /** The newest controls that have every seed of the run; null unless there are both. */
  find({ setupDigest, seeds }: Pick<PairableRun, 'setupDigest' | 'seeds'>): Controls<PairableRun> | null {
    const key = `${setupDigest} ${seeds.digest}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const lists = this.#runs.get(setupDigest);
    const replace = lists?.replace.find((run) => hasSeeds(run.seeds, seeds));
    const oracle = lists?.oracle.find((run) => hasSeeds(run.seeds, seeds));
    const found = replace && oracle ? { replace, oracle } : null;
    this.#found.set(key, found);
    return found;
  }
}

function hasSeeds(control: SeedList, wanted: SeedList): boolean {
  if (control.digest === wanted.digest) return true;
  const known = new Set(control.seeds);
  return wanted.seeds.every((seed) => known.has(seed));
}

/** What a run is of, as boards tell benchmarks apart. */
export interface BenchmarkVersion {
  readonly id: string;
  readonly version: number;
}

/** Those runs that a board counts, in the order of its benchmarks. */
export function runsOn(cards: readonly BenchmarkVersion[], runs: readonly PairableRun[] = []): PairableRun[] {
  return cards.flatMap(
    ({ id, version }) => runs.find((run) => run.benchmarkId === id && run.benchmarkVersion === version) ?? [],
  );
}

/** What a submission's scores on a board rest on, as text: its controls and seeds, benchmark by benchmark. */
export function basisOf(
  cards: readonly BenchmarkVersion[],
  runs: readonly PairableRun[] | undefined,
  index: ControlIndex,
): string {
  return [...cards]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((card) => {
      const [run] = runsOn([card], runs);
      if (!run) return `${card.id}=missing`;
      const controls = index.find(run);
      const pair = controls === null ? '-' : `${controls.replace.id},${controls.oracle.id}`;
      return `${card.id}=${pair}/${run.seeds.digest.slice(0, 8)}`;
    })
    .join(';');
}
