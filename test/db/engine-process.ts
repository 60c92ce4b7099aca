/**
 * A process of its own for the tests of an engine's end, started with `node --import tsx`. Arguments: what to do, and the
 * data directory.
 *
 * `leave` stores a suite, prints `stored` and ends without closing anything. `hang` stores one, prints so and has the engine
 * compute without an end.
 * `term` has an engine compute so, prints `ready`, and ends with 143 at SIGTERM.
 */
import path from 'node:path';
import { openDatabase } from '../../leaderboard/db/database.ts';
import { Engine } from '../../leaderboard/db/engine.ts';

/** Sums as many numbers as nobody can wait for. */
const ENDLESS = 'SELECT sum(n)::float8 FROM generate_series(1, 1000000000000) AS n';

const [action = '', dataDir = ''] = process.argv.slice(2);
if (action === 'term') {
  process.once('SIGTERM', () => process.exit(143));
  const engine = new Engine({ onFailed: () => process.exit(1) });
  await engine.call('open', path.join(dataDir, 'database'));
  engine.opened();
  const work = engine.query(ENDLESS);
  process.stdout.write('ready\n');
  await work;
} else {
  const { prisma } = await openDatabase({ dataDir, ...(action === 'hang' ? { answerMs: 5000 } : {}) });
  await prisma.suite.create({ data: { id: '0.1' } });
  process.stdout.write('stored\n');
  if (action === 'leave') process.exit(0);
  await prisma.$queryRawUnsafe(ENDLESS);
}
