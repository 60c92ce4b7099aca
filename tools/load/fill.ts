/** Fills a site through the door that everybody uses, and waits until everything is scored. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { SetupError } from '../../scripts/support/steps.mjs';
import { seconds } from '../bench/measure.ts';
import type { Bundles } from './bundles.ts';
import type { Client } from './client.ts';

const SCORED_WITHIN_MS = 10 * 60_000;
const POLL_MS = 1_000;
export const BOARD = '/api/v1/leaderboard?suite=0.1&tier=standard';

/** What a filled site holds: ids of submissions. */
export interface Filled {
  readonly entries: readonly string[];
  readonly large: string;
  readonly hostile: readonly string[];
  /** What the large upload took. */
  readonly largeSeconds: number;
  /** What the data directory holds then. */
  readonly diskMb: number;
}

export async function fillSite(client: Client, bundles: Bundles, dataDir: string): Promise<Filled> {
  const send = async (archive: string): Promise<string> => {
    const id = await client.send(archive);
    if (id === null) throw new SetupError(`The site refuses ${archive}; see above.`);
    return id;
  };
  const entries: string[] = [];
  for (const archive of bundles.reference) entries.push(await send(archive));
  const hostileArchives = await bundles.hostile();
  const others = entries.length + hostileArchives.length + 1;
  for (const archive of await bundles.variants(others)) entries.push(await send(archive));
  // A site may refuse these: then there is nothing to be shown of them.
  const hostile: string[] = [];
  for (const archive of hostileArchives)
    hostile.push(...[await client.send(archive)].filter((id): id is string => id !== null));
  const archive = await bundles.large('A large one');
  let large = '';
  const largeSeconds = await seconds(async () => {
    large = await send(archive);
  });
  await untilScored(client);
  return { entries, large, hostile, largeSeconds, diskMb: folderBytes(dataDir) / 1e6 };
}

const RANKING = z.object({ ranksPending: z.boolean() });
/** Of the newest suite, and what scoring is doing; an older site doesn't say the latter. */
const HEALTH = z.object({ suite: z.string(), scoring: z.string().optional() });

/**
 * Waits until the site does nothing by itself: its boards are ranked, of every suite that an entry counts in, and no scoring is left,
 * which goes on behind the first ranks. @throws SetupError where it isn't there after ten minutes
 */
export async function untilScored(client: Client): Promise<void> {
  const deadline = performance.now() + SCORED_WITHIN_MS;
  while (!(await isScored(client))) {
    if (performance.now() > deadline)
      throw new SetupError(`The site still computes scores after ${SCORED_WITHIN_MS / 60_000} minutes.`);
    // Another process has no event to wait for but its answer.
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Whether nothing is left at this moment. */
export async function isScored(client: Client): Promise<boolean> {
  const { suite, scoring } = await client.getJson('/api/v1/health', HEALTH);
  if (scoring === 'running') return false;
  const boards = [BOARD, `/api/v1/leaderboard?suite=${suite}&tier=standard`];
  for (const board of boards) if ((await client.getJson(board, RANKING)).ranksPending) return false;
  return true;
}

function folderBytes(folder: string): number {
  const files = readdirSync(folder, { recursive: true }).map((name) =>
    statSync(path.join(folder, String(name)), { throwIfNoEntry: false }),
  );
  return files.reduce((sum, file) => sum + (file?.isFile() ? file.size : 0), 0);
}
