/** A worker in a process of its own, started by test/support/process.mjs and killed at some moment. Arguments: URL of the server, data directory. */
import { openDatabase } from '#leaderboard/db/database.ts';
import { runWorker } from '#leaderboard/verification/worker.ts';

const [url = '', dataDir = ''] = process.argv.slice(2);
const database = await openDatabase({ url, dataDir });
const ending = new AbortController();
process.once('SIGTERM', () => ending.abort());
await runWorker(database, {
  signal: ending.signal,
  untilEmpty: true,
  say: (line) => process.stdout.write(`${line}\n`),
});
await database.close();
