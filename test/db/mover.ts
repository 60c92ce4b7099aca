/** A process of its own that moves the bundles of a database; argument: where it is, as JSON. Started by test/support/process.mjs. */
import { openDatabase } from '#leaderboard/db/database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { moveBundles } from '#leaderboard/intake/move-bundles.ts';

const database = await openDatabase(JSON.parse(process.argv[2] ?? ''));
process.stdout.write('opened\n');
await moveBundles(database);
await closeWorkers();
await database.close();
