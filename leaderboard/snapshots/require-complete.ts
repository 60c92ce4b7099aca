/** A snapshot holds complete boards only. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { BoardKey, Entry, RankStanding } from '../boards/entries.ts';
import { SCORING_VERSION } from '../scores/version.ts';

const MOST_NAMED = 5;

/**
 * Sees that every entry has its scores and ranks. `due`: those whose differences from idle baselines are still to be computed.
 * @throws conflict where they are being computed; unverifiable, naming the entries, where they can't be
 */
export function requireComplete(
  key: BoardKey,
  entries: readonly Entry[],
  standings: ReadonlyMap<string, RankStanding>,
  unscorable: ReadonlyMap<string, string>,
  due: ReadonlySet<string>,
): void {
  const pending = entries.filter(
    ({ id, overall: { status, stage, scoringVersion } }) =>
      status === 'pending' ||
      stage === 'quick' ||
      scoringVersion !== SCORING_VERSION ||
      standings.get(id)?.state === 'pending' ||
      due.has(id),
  );
  if (pending.length === 0) return;
  const stuck = pending.filter(({ id }) => unscorable.has(id));
  if (stuck.length > 0) {
    const named = stuck
      .slice(0, MOST_NAMED)
      .map(({ id, spec }) => `${spec} (${id}, ${key.tier}): ${unscorable.get(id)}`);
    const more = stuck.length > MOST_NAMED ? `; and ${stuck.length - MOST_NAMED} more` : '';
    throw new HeirloomError(
      'unverifiable',
      `No snapshot was taken: an entry of suite ${key.suite} can't be scored, tried again and again. It is ${named.join('; ')}${more}. Restore what is damaged from a copy of the database, or withdraw what is named (npx heirloom withdraw ID --reason …), and take the snapshot again.`,
    );
  }
  throw new HeirloomError(
    'conflict',
    `${pending.length} entries of suite ${key.suite}, tier ${key.tier} are still being scored or ranked. A snapshot holds complete boards only; try again in a minute.`,
  );
}
