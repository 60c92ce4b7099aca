/**
 * `node --import tsx seed-board.ts RUNS COUNT TIMES`: fills the database of HEIRLOOM_DATA through the leaderboard's own door with the
 * two controls and COUNT variants, copies each of these TIMES times, waits for their scores and ends.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packBundle } from '#benchmarks/bundle/pack.ts';
import { ensureAdminToken, requireToken } from '#leaderboard/access/tokens.ts';
import { closeDatabase, getDatabase } from '#leaderboard/db/shared-database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { acceptBundle } from '#leaderboard/intake/accept-bundle.ts';
import { scheduleAllScoring, scoringDone } from '#leaderboard/scores/schedule.ts';
import { say } from '../../scripts/support/print.mjs';
import { copyEntries } from './copy-entries.ts';
import { openVariants } from './variants.ts';

/** Every so many entries one has a strategy of its own, which is ranked, a choice in filters and a line of /strategies. */
const OWN_EVERY = 5;
/** One is checked while another is stored. */
const LANES = 2;
const PROGRESS_EVERY = 20;
const [runs = '', count, times] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])] as const;
const work = mkdtempSync(path.join(tmpdir(), 'heirloom-seed-'));
const database = await getDatabase();
const token = readFileSync(await ensureAdminToken(database), 'utf8').trim();
const bearer = await requireToken(database, `Bearer ${token}`, 'admin');
let stored = 0;

async function send(folder: string, name: string): Promise<void> {
  const archive = path.join(work, `${name}.tar.gz`);
  await packBundle(folder, archive);
  // Ranks once, when all are in: after each they would be computed for all of them again.
  await acceptBundle(database, { path: archive, bearer, schedule: false });
  rmSync(archive);
  stored += 1;
  if (stored % PROGRESS_EVERY === 0) say(`  ${stored} of ${count + controls.length} submissions stored`);
}

const bundles = {
  replace: path.join(runs, 'replace'),
  oracle: path.join(runs, 'oracle'),
  base: path.join(runs, 'temperature'),
};
const controls = [bundles.replace, bundles.oracle];
for (const folder of controls) await send(folder, path.basename(folder));
const variants = await openVariants(bundles, (index) => (index % OWN_EVERY === 0 ? `bench-${index}` : undefined));
const lane = async (first: number): Promise<void> => {
  for (let index = first; index < count; index += LANES) {
    const folder = path.join(work, `variant-${index}`);
    variants.write(index, count, folder);
    await send(folder, `variant-${index}`);
    rmSync(folder, { recursive: true });
  }
};
await Promise.all(Array.from({ length: LANES }, (_, first) => lane(first)));
await copyEntries(database, times);
await scheduleAllScoring(database);
await scoringDone();
await closeWorkers();
await closeDatabase();
rmSync(work, { recursive: true, force: true });
