/** The site as its own worker: where the database is embedded no other process can be one. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { Database } from '../db/database.ts';
import { log } from '../host/log.ts';
import { scheduleScoring } from '../scores/schedule.ts';
import { SeedProcess, seedLimits } from './seed-process.ts';
import { runWorker } from './worker.ts';

const MODES = ['on', 'off', 'foreground'] as const;
type Environment = Readonly<Record<string, string | undefined>>;

/** `foreground`: seeds run at the site's own priority, and not when nothing else is to be done. @throws bad-parameter */
function modeOf({ HEIRLOOM_VERIFICATION: text = '' }: Environment): (typeof MODES)[number] {
  const mode = MODES.find((name) => name === (text.trim() || 'on'));
  if (mode !== undefined) return mode;
  throw new HeirloomError(
    'bad-parameter',
    `HEIRLOOM_VERIFICATION is "${text.slice(0, 100)}"; expected ${MODES.join(', ')}.`,
  );
}

/** Whether this process verifies: `HEIRLOOM_VERIFICATION`, on unless it says off. @throws bad-parameter */
export function verifiesHere(environment: Environment = process.env): boolean {
  seedLimits(environment);
  return modeOf(environment) !== 'off';
}

const ENDING = new AbortController();
let running: Promise<void> = Promise.resolve();

/** Begins to verify, one submission at a time, in processes of the lowest priority. */
export function startVerification(database: Database): void {
  running = runWorker(database, {
    signal: ENDING.signal,
    abandonsSeed: true,
    runner: () => new SeedProcess({ inBackground: modeOf(process.env) === 'on' }),
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
