/** Scoring lets uploads go first, and not for ever. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bearer, ensureAdminToken, requireToken } from '#leaderboard/access/tokens.ts';
import { listEntries } from '#leaderboard/boards/entries.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { uploadsUnderWay } from '#leaderboard/host/under-way.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { acceptBundle } from '#leaderboard/intake/accept-bundle.ts';
import { onScoresChanged, scoringDone, setPatience } from '#leaderboard/scores/schedule.ts';
import { archiveOf, entriesOf } from '../support/archives.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { fabricateBundle } from '../support/fabricate.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createMigratedDatabase } from './kinds.ts';

const BOARD = { suite: '0.1', group: 'closed-forms', tier: 'smoke' } as const;

let empty: EmptyDatabase;
let database: Database;
let owner: Bearer;
/** What happened, in order. */
let order: string[];

beforeEach(async () => {
  empty = await createMigratedDatabase('embedded');
  database = await openDatabase(empty.location);
  const token = readFileSync(await ensureAdminToken(database, temporaryFolder()), 'utf8').trim();
  owner = await requireToken(database, `Bearer ${token}`, 'submit');
  order = [];
  onScoresChanged(() => {
    order.push('job');
  });
});
afterEach(async () => {
  await scoringDone();
  onScoresChanged(() => undefined);
  await closeWorkers();
  await database.close();
  await empty.remove();
});

async function send(spec: string, quality: number): Promise<void> {
  const files = await fabricateBundle({ spec, tier: 'smoke', benchmarks: ['gaussian'], quality });
  await acceptBundle(database, { path: archiveOf(entriesOf(files)), bearer: owner });
  order.push(spec);
}

/** An upload that is under way until it is told to end. */
function longUpload(): () => Promise<void> {
  let end = (): void => undefined;
  const upload = new Promise<void>((resolve) => {
    end = resolve;
  });
  const running = uploadsUnderWay().during(() => upload);
  return () => {
    end();
    return running;
  };
}

const jobsOfARound = async (): Promise<number> => {
  await scoringDone();
  return order.filter((event) => event === 'job').length;
};

describe('scoring', () => {
  it('follows a burst of uploads in one round', async () => {
    setPatience(() => new AbortController().signal);
    await send('replace', 0);
    const alone = await jobsOfARound();
    order = [];
    const end = longUpload();
    for (const [spec, quality] of [
      ['oracle', 100],
      ['retain', 50],
      ['fresh', 60],
    ] as const)
      await send(spec, quality);
    expect(order).toEqual(['oracle', 'retain', 'fresh']);
    await end();
    const jobs = await jobsOfARound();
    expect(order.slice(0, 3)).toEqual(['oracle', 'retain', 'fresh']);
    // A round's jobs, and as many once more at most for what a job scored again: not a round for each upload.
    expect(jobs).toBeLessThanOrEqual(2 * alone);
    expect((await listEntries(database.prisma, BOARD)).map(({ overall }) => overall.stage)).not.toContain('quick');
  });

  it('goes on while uploads come without end, when it has waited long enough', async () => {
    const patience = new AbortController();
    setPatience(() => patience.signal);
    const end = longUpload();
    await send('replace', 0);
    await send('oracle', 100);
    expect(order).toEqual(['replace', 'oracle']);
    patience.abort();
    await scoringDone();
    expect(order.filter((event) => event === 'job').length).toBeGreaterThan(0);
    expect(uploadsUnderWay().count).toBe(1);
    await end();
  });
});
