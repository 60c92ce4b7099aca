/** What differs between any two snapshots. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { diffSnapshots } from '#benchmarks/snapshot/diff.ts';
import type { Database } from '../db/database.ts';
import type { ChangesView } from '../views/index.ts';
import { noSnapshot } from './citable.ts';
import { getSnapshot } from './read.ts';

/** In whichever order they are given. @throws not-found, or conflict where they are of different suites */
export async function getChanges(database: Database, id: string, other: string): Promise<ChangesView> {
  const [a, b] = [await getSnapshot(database, id), await getSnapshot(database, other)];
  if (!a) throw noSnapshot(id);
  if (!b) throw noSnapshot(other);
  if (a.snapshot.suite !== b.snapshot.suite) {
    throw new HeirloomError(
      'conflict',
      `Snapshot ${a.id} is of suite ${a.snapshot.suite}, ${b.id} of suite ${b.snapshot.suite}; only snapshots of one suite can be compared.`,
    );
  }
  const [before, after] = a.snapshot.createdAt <= b.snapshot.createdAt ? [a, b] : [b, a];
  return {
    suite: before.snapshot.suite,
    before: { id: before.id, createdAt: before.snapshot.createdAt },
    after: { id: after.id, createdAt: after.snapshot.createdAt },
    changes: diffSnapshots(before.snapshot, after.snapshot),
  };
}
