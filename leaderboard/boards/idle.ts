/** How the entries of a board stand beside its idle baselines, as it is stored; a scoring job computes it (scores/idle-standings.ts). */
import { type IdleStanding, idleBaselines, idleStanding } from '#benchmarks/board/idle.ts';
import { canonicalJson, sha256 } from '#benchmarks/protocol/digest.ts';
import { rankRulesOf } from '#benchmarks/suite/manifests.ts';
import { boardScope } from '../catalog/suites.ts';
import type { Queryable } from '../db/data-version.ts';
import { SCORING_VERSION } from '../scores/version.ts';
import type { IdleView } from '../views/index.ts';
import type { BoardKey, Entry } from './entries.ts';

/** An entry and an idle baseline that can be compared: both have overall scores that rest on the same. */
export interface IdlePair {
  readonly entry: Entry;
  readonly baseline: Entry;
  /** Digest of the two scores: a stored difference of others is out of date. */
  readonly restsOn: string;
}

/** Every pair of a board. */
export function idlePairs({ suite }: BoardKey, entries: readonly Entry[]): IdlePair[] {
  const isScored = ({ overall }: Entry): boolean =>
    overall.value !== null && overall.scoringVersion === SCORING_VERSION;
  const baselines = idleBaselines(entries, rankRulesOf(suite)).filter(isScored);
  return baselines.flatMap((baseline) =>
    entries
      .filter((entry) => entry !== baseline && isScored(entry) && entry.overall.basis === baseline.overall.basis)
      .map((entry) => ({ entry, baseline, restsOn: restsOn(entry, baseline) })),
  );
}

function restsOn({ overall }: Entry, baseline: Entry): string {
  return sha256(
    canonicalJson([overall.basis, overall.value, baseline.id, baseline.overall.value, overall.scoringVersion]),
  );
}

/** The differences that are stored of a board and up to date, by `entry baseline`, baselines by their ids. */
async function loadDifferences(client: Queryable, key: BoardKey, pairs: readonly IdlePair[]) {
  if (pairs.length === 0) return new Map<string, never>();
  const rows = await client.idleStanding.findMany({
    where: { board: boardScope(key), submission: { tier: key.tier } },
    select: { submissionId: true, baselineId: true, value: true, low: true, high: true, restsOn: true },
  });
  const current = new Set(pairs.map((pair) => pairName(pair.entry.id, pair.baseline.id) + pair.restsOn));
  return new Map(
    rows
      .map((row) => [pairName(row.submissionId, row.baselineId), row] as const)
      .filter(([name, row]) => current.has(name + row.restsOn)),
  );
}

const pairName = (entry: string, baseline: string): string => `${entry} ${baseline}`;

/** Those pairs whose difference is still to be computed. */
export async function listIdleDue(client: Queryable, key: BoardKey, entries: readonly Entry[]): Promise<IdlePair[]> {
  const pairs = idlePairs(key, entries);
  const stored = await loadDifferences(client, key, pairs);
  return pairs.filter(({ entry, baseline }) => !stored.has(pairName(entry.id, baseline.id)));
}

/** How some entries of a board stand beside each of its idle baselines but themselves; `entries`: all of the board. */
export async function loadIdleStandings(
  client: Queryable,
  key: BoardKey,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, readonly IdleStanding[]>> {
  const baselines = idleBaselines(entries, rankRulesOf(key.suite));
  const stored = await loadDifferences(client, key, idlePairs(key, entries));
  return new Map(
    entries.map(({ id }) => [
      id,
      baselines
        .filter((baseline) => baseline.id !== id)
        .map((baseline) => {
          const row = stored.get(pairName(id, baseline.id));
          return idleStanding(baseline.spec, row ? toDifference(row) : null);
        }),
    ]),
  );
}

interface DifferenceRow {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

function toDifference({ value, low, high }: DifferenceRow): NonNullable<IdleStanding['difference']> {
  return { value, interval: low === null || high === null ? null : [low, high] };
}

/** As answers have it. */
export function idleView({ baseline, verdict, difference }: IdleStanding): IdleView {
  const [low, high] = difference?.interval ?? [null, null];
  return { baseline, verdict, value: difference?.value ?? null, low, high };
}
