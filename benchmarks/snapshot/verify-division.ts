/** Derives an entry's division anew from what a snapshot says of its runs. */
import type { Problem } from '../protocol/errors.ts';
import { jointDivision } from '../protocol/regime.ts';
import type { SnapshotEntry } from './schema.ts';

/** Adds a problem where the division is not what the runs give; a snapshot from before rights were kept is taken at its word. */
export function verifyDivision({ runs, division }: SnapshotEntry, path: string, problems: Problem[]): void {
  const ran = Object.values(runs).filter(({ resultDigest }) => resultDigest !== null);
  const rights = ran.flatMap((run) => run.rights ?? []);
  if (rights.length === 0 || rights.length < ran.length) return;
  const own = jointDivision(rights);
  if (own === division) return;
  problems.push({ path: `${path}/division`, message: `is "${division}"; recomputed from its runs: "${own}"` });
}
