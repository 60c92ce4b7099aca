/** The control runs that runs are scored against, as they are stored; which of them apply says benchmarks/board/choose-controls.ts. */
import type { BoardRun } from '#benchmarks/board/basis.ts';
import {
  CONTROL_SPECS,
  type ControlChoice,
  type ControlSpec,
  type ControlSupply,
  chooseControls,
  type SeedList,
} from '#benchmarks/board/choose-controls.ts';
import type { Division } from '#benchmarks/protocol/regime.ts';
import type { Queryable } from '../db/data-version.ts';

/** A run, as far as its controls are concerned. */
export interface PairableRun extends BoardRun {
  /** Whose submission it is: controls that this token has sent are its own. Null where the site vouches for it. */
  readonly senderId: number | null;
  readonly official: boolean;
  readonly division: Division;
  readonly setupDigest: string;
  /** Whether every seed completed, as far as is known: not while its outcome has to be computed again. */
  readonly completed: boolean;
}

/** Reads runs for pairing, oldest first. */
export async function listPairableRuns(client: Queryable, submissionIds: readonly string[]): Promise<PairableRun[]> {
  const ids = [...submissionIds];
  const rows = await client.$queryRaw<(Omit<PairableRun, 'seeds'> & { digest: string })[]>`
    SELECT r."id", r."submission_id" AS "submissionId",
      CASE WHEN s."label" = 'maintained' THEN NULL ELSE s."token_id" END AS "senderId", r."benchmark_id" AS "benchmarkId",
      r."benchmark_version" AS "benchmarkVersion", r."official", r."division"::text AS "division",
      r."setup_digest" AS "setupDigest", coalesce(o."state" = 'completed', false) AS "completed",
      md5(r."seeds"::text) AS "digest"
    FROM "runs" r JOIN "submissions" s ON s."id" = r."submission_id" LEFT JOIN "run_outcomes" o ON o."run_id" = r."id"
    WHERE r."submission_id" = ANY (${ids}) ORDER BY r."id"`;
  const lists = await client.$queryRaw<SeedList[]>`
    SELECT DISTINCT ON (md5("seeds"::text)) md5("seeds"::text) AS "digest", "seeds"
    FROM "runs" WHERE "submission_id" = ANY (${ids})`;
  const listOf = new Map(lists.map((list) => [list.digest, list]));
  return rows.map(({ digest, ...run }) => ({ ...run, seeds: listOf.get(digest) as SeedList }));
}

type Supply = Record<ControlSpec, PairableRun[]>;
const NOTHING: ControlSupply<PairableRun> = { replace: [], oracle: [] };

/** Control runs by origin and setup, the newest first. */
export class ControlIndex {
  readonly #runs = new Map<string, Supply>();
  readonly #found = new Map<string, ControlChoice<PairableRun>>();

  /** Reads the control runs that some runs could be scored against: the site's, and those that their senders have sent. */
  static async load(client: Queryable, runs: readonly PairableRun[]): Promise<ControlIndex> {
    const setups = [...new Set(runs.map(({ setupDigest }) => setupDigest))];
    const senders = [...new Set(runs.flatMap(({ senderId }) => senderId ?? []))];
    const submissions = await client.submission.findMany({
      where: {
        tombstone: null,
        spec: { in: [...CONTROL_SPECS] },
        runs: { some: { setupDigest: { in: setups } } },
        OR: [{ label: 'maintained' }, { senders: { some: { tokenId: { in: senders } } } }],
      },
      select: {
        id: true,
        spec: true,
        label: true,
        senders: { where: { tokenId: { in: senders } }, select: { tokenId: true } },
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    });
    const places = new Map(submissions.map(({ id }, place) => [id, place]));
    const controls = await listPairableRuns(client, [...places.keys()]);
    const index = new ControlIndex();
    const placeOf = (run: PairableRun): number => places.get(run.submissionId) ?? 0;
    for (const run of controls.sort((a, b) => placeOf(a) - placeOf(b))) {
      const submission = submissions[placeOf(run)];
      if (!submission) continue;
      const spec = submission.spec as ControlSpec;
      if (submission.label === 'maintained') index.#add(null, spec, run);
      for (const { tokenId } of submission.senders) index.#add(tokenId, spec, run);
    }
    return index;
  }

  #add(origin: number | null, spec: ControlSpec, run: PairableRun): void {
    const key = supplyKey(origin, run.setupDigest);
    const supply = this.#runs.get(key) ?? { replace: [], oracle: [] };
    supply[spec].push(run);
    this.#runs.set(key, supply);
  }

  /** The controls of a run, and whose they are; or what is missing. */
  find(run: Pick<PairableRun, 'setupDigest' | 'seeds' | 'senderId'>): ControlChoice<PairableRun> {
    const { setupDigest, seeds, senderId } = run;
    const key = `${supplyKey(senderId, setupDigest)} ${seeds.digest}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const from = (origin: number | null): ControlSupply<PairableRun> =>
      this.#runs.get(supplyKey(origin, setupDigest)) ?? NOTHING;
    const found = chooseControls(seeds, from(null), senderId === null ? null : from(senderId));
    this.#found.set(key, found);
    return found;
  }
}

/** `origin`: a token, or null for the site. */
const supplyKey = (origin: number | null, setupDigest: string): string => `${origin ?? 'site'} ${setupDigest}`;
