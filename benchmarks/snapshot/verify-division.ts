/** Derives an entry's place anew from what a snapshot says of its runs. */
import { placeName, placeOf } from '../board/place.ts';
import type { Problem } from '../protocol/errors.ts';
import type { Place } from '../protocol/place.ts';
import type { Snapshot, SnapshotEntry } from './schema.ts';

/** The place that an entry claims. */
export const claimedPlace = ({ division, classes }: SnapshotEntry): Place => ({ division, classes: classes ?? null });

/** Adds a problem where the place is not what the runs give; a snapshot from before rights were kept is taken at its word. */
export function verifyDivision(
  entry: SnapshotEntry,
  ranking: Snapshot['ranking'],
  path: string,
  problems: Problem[],
): void {
  const ran = Object.values(entry.runs).filter(({ resultDigest }) => resultDigest !== null);
  const rights = ran.flatMap((run) => run.rights ?? []);
  if (rights.length === 0 || rights.length < ran.length) return;
  const [claimed, own] = [claimedPlace(entry), placeOf(rights, ranking?.places ? { places: ranking.places } : {})];
  if (own.division !== entry.division)
    problems.push({
      path: `${path}/division`,
      message: `is "${entry.division}"; recomputed from its runs: "${own.division}"`,
    });
  else if (placeName(own) !== placeName(claimed))
    problems.push({
      path: `${path}/classes`,
      message: `are "${placeName(claimed)}"; recomputed from its runs: "${placeName(own)}"`,
    });
}
