/** GET: whether the site can use its database and store something; 503 where it can't. Never waits long for it. */
import type { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { SUITE } from '#benchmarks/suite/manifests.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { isUnavailable, unavailableError } from '#leaderboard/db/unavailable.ts';
import { noSpaceError, promptDiskSpace } from '#leaderboard/host/free-space.ts';
import { queueStates } from '#leaderboard/host/queues.ts';
import { scoringActivity } from '#leaderboard/scores/schedule.ts';
import { currentDataVersion, knownDataVersion } from '../../../data-version.ts';
import { jsonOf } from '../../answers.ts';
import { route } from '../../declare-route.ts';
import { json } from '../../endpoint.ts';
import { health, illHealth } from '../../shapes/site.ts';

const HEADERS = { 'cache-control': 'no-store' };
/** An engine that is silent for so long is at a longer piece of work. */
const BUSY_MS = 1000;

export const GET = route({
  id: 'getHealth',
  summary: 'Whether the site is well, and how long its queues are.',
  answers: { 200: [jsonOf(health)], 503: [jsonOf(illHealth)] },
  handler: async () => {
    const disk = await promptDiskSpace();
    const known = { suite: SUITE, disk, scoring: scoringActivity() };
    try {
      const { kind, version, silentMs } = await getDatabase();
      // An embedded database has no other writers: what is known of it is so, however busy it is, and nobody waits.
      const dataVersion =
        kind === 'server' ? await version.read() : (knownDataVersion() ?? (await currentDataVersion()));
      const facts = { ...known, database: kind, isBusy: silentMs() >= BUSY_MS, dataVersion, queues: queueStates() };
      if (disk.freeBytes === null || !disk.isBelow) return json({ status: 'ok', ...facts }, { headers: HEADERS });
      return unwell('no-space', facts, noSpaceError({ ...disk, freeBytes: disk.freeBytes }));
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      return unwell('unavailable', known, unavailableError());
    }
  },
});

function unwell(status: string, facts: object, { code, message: detail, context }: HeirloomError): Response {
  return json(
    { status, ...facts, code, detail },
    { status: 503, headers: { ...HEADERS, 'retry-after': String(context.retryAfter) } },
  );
}
