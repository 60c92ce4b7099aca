/**
 * A process of its own for the tests of an engine's end, started by test/support/process.mjs. Arguments: what to do, and the
 * data directory.
 *
 * `early` ends while it opens a database. `leave` stores a suite, prints `stored` and ends without closing anything. `hang`
 * stores one, has the engine compute without an end and prints `stored`. `term` does so, too, and ends with 143 at SIGTERM.
 * `late` ends an engine of which an answer is still to come, and prints `gone`.
 */
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openDatabase } from '#leaderboard/db/database.ts';
import { Engine } from '#leaderboard/db/engine.ts';

/** Sums as many numbers as nobody can wait for. */
const ENDLESS = 'SELECT sum(n)::float8 FROM generate_series(1, 1000000000000) AS n';

const [action = '', dataDir = ''] = process.argv.slice(2);
if (action === 'early') {
  void openDatabase({ dataDir });
  process.exit(0);
} else if (action === 'late') {
  const engine = new Engine({ onFailed: (reason) => process.stdout.write(`${reason}\n`) });
  await engine.call('open', path.join(dataDir, 'database'));
  engine.call('ping').catch(() => undefined);
  // By then it has answered, and this thread has not yet heard it.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  engine.abandon('it is ended');
  await engine.terminated();
  process.stdout.write('gone\n');
} else {
  process.once('SIGTERM', () => process.exit(143));
  const { prisma, silentMs } = await openDatabase({ dataDir, ...(action === 'hang' ? { answerMs: 2000 } : {}) });
  await prisma.suite.create({ data: { id: '0.1' } });
  if (action === 'leave') {
    process.stdout.write('stored\n');
    process.exit(0);
  }
  const work = prisma.$queryRawUnsafe(ENDLESS).then((rows) => rows);
  while (silentMs() === 0) await setImmediate();
  process.stdout.write('stored\n');
  await work;
}
