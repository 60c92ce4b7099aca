/** What the site computes of a bundle that it takes, without its database: facets, outcomes, what is stored, and frames. */
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { GoodReport } from '../../../benchmarks/bundle/check.ts';
import { canonicalJson } from '../../../benchmarks/protocol/digest.ts';
import type { RunRecord } from '../../../benchmarks/protocol/record.ts';
import { requireBenchmark, sampleFormOf } from '../../../benchmarks/suite/catalog.ts';
import { compactLedger, expandLedger } from '../../../leaderboard/db/compact-ledger.ts';
import { packTrajectory, unpackTrajectory } from '../../../leaderboard/db/pack-trajectory.ts';
import { setupDigest } from '../../../leaderboard/db/setup-digest.ts';
import { runFacets, runOutcome } from '../../../leaderboard/facets.ts';
import { framesOf } from '../../../leaderboard/sample-frames.ts';
import { requireFinite } from './places.ts';

/** Of the frames of a small bundle. */
const MAX_FRAMES_CHARACTERS = 5_000_000;

/** @throws TypeError where anything is not finite, does not come back as it was stored, or can't be shown */
export async function enterDoor({ runs }: GoodReport, place: string): Promise<void> {
  for (const record of runs) {
    const { card } = requireBenchmark(record.benchmark.id);
    requireFinite(runFacets(record, card), 'facets');
    requireFinite(runOutcome(record, card), 'outcome');
    setupDigest(record);
    requireKept(record);
    await requireFrames(record, place);
  }
}

function requireKept({ ledger, trajectories }: RunRecord): void {
  if (!isDeepStrictEqual(expandLedger(compactLedger(ledger)), ledger))
    throw new TypeError('the ledger is stored otherwise');
  for (const [metric, trajectory] of Object.entries(trajectories)) {
    // As canonical JSON, where -0 is 0.
    if (canonicalJson(unpackTrajectory(packTrajectory(trajectory))) !== canonicalJson(trajectory))
      throw new TypeError(`the trajectory of ${metric} is stored otherwise`);
  }
}

async function requireFrames({ benchmark }: RunRecord, place: string): Promise<void> {
  const form = sampleFormOf(benchmark);
  if (form === null) throw new TypeError(`samples of ${benchmark.id} have no form`);
  const frames = await framesOf({ file: place, tempDir: path.dirname(place), benchmark: benchmark.id, form });
  if (frames !== null && 'fault' in frames) throw new TypeError(`frames of what the check accepts: ${frames.fault}`);
  requireFinite(frames, 'frames');
  const { length } = JSON.stringify(frames);
  if (length > MAX_FRAMES_CHARACTERS) throw new TypeError(`frames of ${length} characters`);
}
