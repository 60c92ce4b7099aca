/**
 * `node seed-board.mjs RUNS COUNT`: fills the database of HEIRLOOM_DATA through the leaderboard's own door with the two
 * controls and so many variants that there are COUNT submissions, waits for their scores and ends.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { register } from 'tsx/esm/api';
import { say } from '../support/print.mjs';

register();
const { getDatabase, closeDatabase } = await import('../../leaderboard/db/shared-database.ts');
const { ensureAdminToken, requireToken } = await import('../../leaderboard/access/tokens.ts');
const { acceptBundle } = await import('../../leaderboard/intake/accept-bundle.ts');
const { scheduleAllScoring, scoringDone } = await import('../../leaderboard/scores/schedule.ts');
const { closeWorkers } = await import('../../leaderboard/host/worker-pool.ts');
const { packBundle } = await import('../../benchmarks/bundle/pack.ts');
const { openVariants } = await import('./variants.mjs');

/** One is checked while another is stored. */
const LANES = 2;
const PROGRESS_EVERY = 100;
const [runs, count] = [process.argv[2], Number(process.argv[3])];
const work = mkdtempSync(path.join(tmpdir(), 'heirloom-seed-'));
const database = await getDatabase();
const token = readFileSync(await ensureAdminToken(database), 'utf8').trim();
const bearer = await requireToken(database, `Bearer ${token}`, 'admin');
let stored = 0;

async function send(folder, name) {
  const archive = path.join(work, `${name}.tar.gz`);
  await packBundle(folder, archive);
  // Ranks once, when all are in: after each they would be computed for all of them again.
  await acceptBundle(database, { path: archive, bearer, schedule: false });
  rmSync(archive);
  stored += 1;
  if (stored % PROGRESS_EVERY === 0) say(`  ${stored} of ${count} submissions stored`);
}

const controls = ['replace', 'oracle'].map((id) => path.join(runs, id));
for (const folder of controls) await send(folder, path.basename(folder));
const variants = await openVariants({
  replace: controls[0],
  oracle: controls[1],
  base: path.join(runs, 'temperature'),
});
const wanted = count - controls.length;
const lane = async (first) => {
  for (let index = first; index < wanted; index += LANES) {
    const folder = path.join(work, `variant-${index}`);
    variants.write(index, wanted, folder);
    await send(folder, `variant-${index}`);
    rmSync(folder, { recursive: true });
  }
};
await Promise.all(Array.from({ length: LANES }, (_, first) => lane(first)));
await scheduleAllScoring(database);
await scoringDone();
await closeWorkers();
await closeDatabase();
rmSync(work, { recursive: true, force: true });
