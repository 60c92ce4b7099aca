/** The site as its own worker: where the database is embedded no other process can be one. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { Database } from '../db/database.ts';
import { log } from '../host/log.ts';
import { scheduleScoring } from '../scores/schedule.ts';
import { SeedProcess, seedLimits } from './seed-process.ts';
import { runWorker } from './worker.ts';

/** Whether this process verifies: `HEIRLOOM_VERIFICATION`, on unless it says off. @throws bad-parameter */
export function verifiesHere(environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  const text = environment.HEIRLOOM_VERIFICATION?.trim() || 'on';
  if (text === 'on' || text === 'off') {
    seedLimits(environment);
    return text === 'on';
  }
  throw new HeirloomError('bad-parameter', `HEIRLOOM_VERIFICATION is "${text.slice(0, 100)}"; expected on or off.`);
}

const ENDING = new AbortController();
let running: Promise<void> = Promise.resolve();

/** Begins to verify, one submission at a time, in processes of the lowest priority. */
export function startVerification(database: Database): void {
  running = runWorker(database, {
    signal: ENDING.signal,
    abandonsSeed: true,
    runner: () => new SeedProcess({ inBackground: true }),
    onConcluded: (tier) => scheduleScoring(database, tier),
  }).catch((error: unknown) => log('verification has stopped; the next start goes on', error));
}

/** Ends it before the database is closed. What runs is left where it is: its seeds are stored, and its job is taken up again. */
export function endVerification(): Promise<void> {
  ENDING.abort();
  return Promise.race([running, new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
}

/** Of a site that ends: seeds may take minutes. */
const PATIENCE_MS = 500;
