/** Fills a site through the door that everybody uses, and waits until its board is ranked. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { seconds } from '../bench/measure.mjs';
import { SetupError } from '../support/steps.mjs';

const RANKED_WITHIN_MS = 10 * 60_000;
const POLL_MS = 1_000;
export const BOARD = '/api/v1/leaderboard?suite=0.1&tier=standard';

/**
 * @returns {Promise<{ entries: string[], large: string, hostile: string[], largeSeconds: number, diskMb: number }>} ids; what the large
 * upload took; what the data directory holds then
 */
export async function fillSite(client, bundles, dataDir) {
  const send = async (archive) => {
    const id = await client.send(archive);
    if (id === null) throw new SetupError(`The site refuses ${archive}; see above.`);
    return id;
  };
  const entries = [];
  for (const archive of bundles.reference) entries.push(await send(archive));
  const hostileArchives = await bundles.hostile();
  const others = entries.length + hostileArchives.length + 1;
  for (const archive of await bundles.variants(others)) entries.push(await send(archive));
  // A site may refuse these: then there is nothing to be shown of them.
  const hostile = [];
  for (const archive of hostileArchives) hostile.push(...[await client.send(archive)].filter((id) => id !== null));
  const archive = await bundles.large('A large one');
  let large = '';
  const largeSeconds = await seconds(async () => {
    large = await send(archive);
  });
  await untilRanked(client);
  return { entries, large, hostile, largeSeconds, diskMb: folderBytes(dataDir) / 1e6 };
}

async function untilRanked(client) {
  const deadline = performance.now() + RANKED_WITHIN_MS;
  while ((await client.getJson(BOARD)).ranksPending) {
    if (performance.now() > deadline)
      throw new SetupError(`The board has no ranks after ${RANKED_WITHIN_MS / 60_000} minutes.`);
    // Another process has no event to wait for but its answer.
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function folderBytes(folder) {
  const files = readdirSync(folder, { recursive: true }).map((name) =>
    statSync(path.join(folder, String(name)), { throwIfNoEntry: false }),
  );
  return files.reduce((sum, file) => sum + (file?.isFile() ? file.size : 0), 0);
}
