/**
 * A process of its own for the lock tests, started by test/support/process.mjs. Arguments: what to do, and where.
 * `open` opens the database, stores a suite, prints `ready` and waits until stdin ends. `lock` waits for a line on stdin,
 * prints `held` or `locked` and waits until stdin ends. `contend` takes and leaves the lock over and over.
 */
import { closeSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { openDatabase } from '#leaderboard/db/database.ts';
import { acquireDirectoryLock, type DirectoryLock } from '#leaderboard/db/directory-lock.ts';
import { describeSelf } from '#leaderboard/db/lock-holder.ts';

const [action, directory = ''] = process.argv.slice(2);
const ROUNDS = 60;
/** Larger than any process id. */
const NOBODY = 2 ** 30;

function tryLock(): DirectoryLock | null {
  try {
    return acquireDirectoryLock(directory, {
      onLost: (error) => {
        throw error;
      },
    });
  } catch (error) {
    if (error instanceof HeirloomError && error.code === 'locked') return null;
    throw error;
  }
}

/** Leaves the lock as a killed process does: its file stays and names a process that is no more. */
function crash(): void {
  const number = Math.max(...readdirSync(directory).map((name) => Number(/^(\d+)\.json$/.exec(name)?.[1] ?? 0)));
  const draft = path.join(directory, `crash-${process.pid}`);
  writeFileSync(draft, JSON.stringify({ ...describeSelf(), pid: NOBODY, processStart: null }));
  renameSync(draft, path.join(directory, `${number}.json`));
}

if (action === 'open') {
  const database = await openDatabase({ dataDir: directory });
  await database.prisma.suite.create({ data: { id: '0.1' } });
  process.stdout.write('ready\n');
  process.stdin.resume();
} else if (action === 'lock') {
  createInterface(process.stdin).once('line', () => process.stdout.write(tryLock() ? 'held\n' : 'locked\n'));
  process.stdout.write('ready\n');
} else {
  process.setMaxListeners(0);
  const inside = path.join(directory, '..', 'inside');
  for (let held = 0; held < ROUNDS; ) {
    const lock = tryLock();
    if (!lock) continue;
    // Fails with EEXIST where another process is inside as well.
    closeSync(openSync(inside, 'wx'));
    rmSync(inside);
    if (held++ % 2 === 0) lock.release();
    else crash();
  }
}
