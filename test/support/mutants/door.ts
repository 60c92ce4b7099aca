/** What the site makes of a bundle, without its database: checked and kept, its results as they are stored, and its frames. */
import { isDeepStrictEqual } from 'node:util';
import { updatesOfFit } from '#benchmarks/protocol/card.ts';
import { compactLedger, expandLedger } from '#benchmarks/protocol/compact-ledger.ts';
import { canonicalJson } from '#benchmarks/protocol/digest.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { jointDivision, rightsOf } from '#benchmarks/protocol/regime.ts';
import { requireBenchmark, sampleFormOf } from '#benchmarks/suite/catalog.ts';
import { packTrajectory, unpackTrajectory } from '#leaderboard/db/pack-trajectory.ts';
import { requireStorable } from '#leaderboard/db/save-results.ts';
import { setupDigest } from '#leaderboard/db/setup-digest.ts';
import { keepAll, withIncoming } from '#leaderboard/intake/bundle-store.ts';
import { type CheckedBundle, checkInto, type UnpackedBundle } from '#leaderboard/intake/checked-bundle.ts';
import { parseOutcome } from '#leaderboard/scores/read-results.ts';
import { type RunResults, runResults } from '#leaderboard/scores/run-results.ts';
import { framesOf } from '#leaderboard/submissions/sample-frames.ts';
import { requireFinite } from './places.ts';

/** Of the frames of a small bundle. */
const MAX_FRAMES_CHARACTERS = 5_000_000;

export type EnteredBundle = CheckedBundle & { readonly ok: true };

/** Checks an archive as the site does; one that passes is in the store afterwards. */
export function enterDoor(file: string, store: string): Promise<CheckedBundle> {
  return withIncoming(store, async (folder) => {
    const report = await checkInto({ file, folder });
    if (report.ok) await keepAll(store, [report.unpacked.archive, ...report.unpacked.files]);
    return report;
  });
}

/** @throws TypeError where anything is not finite, does not come back as it was stored, or can't be shown */
export async function requireServable({ runs, unpacked }: EnteredBundle, store: string): Promise<void> {
  jointDivision(
    runs.map((record) => {
      const { card } = requireBenchmark(record.benchmark);
      return rightsOf(record, updatesOfFit(card, record.benchmark.params));
    }),
  );
  for (const record of runs) {
    const { card } = requireBenchmark(record.benchmark);
    const results = runResults(record, card);
    requireFinite(results, 'results');
    requireReadBack(record, card.primary, results);
    setupDigest(record);
    requireKept(record);
    await requireFrames(record, unpacked, store);
  }
}

/** As the database holds it, by its own checks: what a run reached is there again. */
function requireReadBack(record: RunRecord, metric: string, { outcome }: RunResults): void {
  const { seeds } = record;
  requireStorable({ runId: 1, spec: record.strategy.spec, benchmark: record.benchmark.id, metric, seeds }, outcome);
  const { state } = outcome;
  const stopped = outcome.state === 'completed' ? null : outcome.stopped;
  const { full, half } = outcome.state === 'completed' ? outcome.averages : { full: [], half: [] };
  const read = parseOutcome({ runId: 1, state, stopped, seeds: seeds.length, full, half });
  if (!isDeepStrictEqual(read, outcome)) throw new TypeError('the outcome is stored otherwise');
}

function requireKept({ ledger, trajectories }: RunRecord): void {
  // As canonical JSON, where -0 is 0.
  if (canonicalJson(expandLedger(compactLedger(ledger))) !== canonicalJson(ledger))
    throw new TypeError('the ledger is stored otherwise');
  for (const [metric, trajectory] of Object.entries(trajectories)) {
    if (canonicalJson(unpackTrajectory(packTrajectory(trajectory))) !== canonicalJson(trajectory))
      throw new TypeError(`the trajectory of ${metric} is stored otherwise`);
  }
}

async function requireFrames({ benchmark }: RunRecord, { files }: UnpackedBundle, store: string): Promise<void> {
  const form = sampleFormOf(benchmark);
  if (form === null) throw new TypeError(`samples of ${benchmark.id} have no form`);
  const own = files.filter(({ path }) => path.startsWith(`samples/${benchmark.id}/`));
  const frames = await framesOf({ store, files: own, form });
  if (frames !== null && 'fault' in frames) throw new TypeError(`frames of what the check accepts: ${frames.fault}`);
  if (frames !== null && 'lost' in frames) throw new TypeError(`frames of what is kept: ${frames.lost}`);
  requireFinite(frames, 'frames');
  const { length } = JSON.stringify(frames);
  if (length > MAX_FRAMES_CHARACTERS) throw new TypeError(`frames of ${length} characters`);
}
