/** Results without samples: taken from the owner alone, shown by their excerpts, and no second entry beside the same with samples. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { createSubmitToken } from '#leaderboard/access/issued-tokens.ts';
import { type Bearer, ensureAdminToken, requireToken } from '#leaderboard/access/tokens.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { type Accepted, acceptBundle } from '#leaderboard/intake/accept-bundle.ts';
import { tombstoneSubmission } from '#leaderboard/intake/tombstones.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import { getSubmission } from '#leaderboard/submissions/page.ts';
import { getFrames } from '#leaderboard/submissions/samples.ts';
import { readResult, resultFiles } from '../../tools/reference/results.ts';
import { archiveOf, entriesOf } from '../support/archives.ts';
import { type BundleFiles, bundleOf, filledSubmission, requireRun, setJson } from '../support/bundles.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createMigratedDatabase } from './kinds.ts';

const BENCHMARK = 'gaussian';

/** A strategy's reference result of one benchmark, as it is sent. */
function light(strategy: string, title = strategy): BundleFiles {
  const { file } = resultFiles(strategy).find(({ benchmark }) => benchmark === BENCHMARK) as { file: string };
  const files: BundleFiles = new Map([[`runs/${basename(file)}`, readFileSync(file)]]);
  const submission = filledSubmission([readResult(file).record as unknown as RunRecord]);
  setJson(files, SUBMISSION_PATH, { ...submission, title });
  return files;
}

/** The same with its samples, as it was before they were left out: the run gives the same digest. */
const whole = async (strategy: string): Promise<BundleFiles> =>
  bundleOf([await requireRun(BENCHMARK, strategy, { tier: 'standard' })]);

let empty: EmptyDatabase;
let database: Database;
let owner: Bearer;
let stranger: Bearer;

beforeAll(async () => {
  empty = await createMigratedDatabase('embedded');
  database = await openDatabase(empty.location);
  const bearerOf = (token: string): Promise<Bearer> => requireToken(database, `Bearer ${token}`, 'submit');
  owner = await bearerOf(readFileSync(await ensureAdminToken(database, temporaryFolder()), 'utf8').trim());
  stranger = await bearerOf((await createSubmitToken(database, 'a stranger')).token);
});
afterAll(async () => {
  await scoringDone();
  await closeWorkers();
  await database?.close();
  await empty?.remove();
});

const send = (files: BundleFiles, bearer = owner): Promise<Accepted> =>
  acceptBundle(database, { path: archiveOf(entriesOf(files)), bearer, schedule: false });
const countOf = (spec: string): Promise<number> => database.prisma.submission.count({ where: { spec } });

describe('a light bundle', () => {
  it('of a stranger is refused and leaves nothing', async () => {
    await expect(send(light('replace'), stranger)).rejects.toMatchObject({
      code: 'check-failed',
      problems: [
        {
          path: expect.stringMatching(/^runs\/gaussian\.1\.[0-9a-f]{16}\.light$/),
          message: expect.stringMatching(/a site takes one from its owner alone/),
        },
      ],
    });
    expect(await countOf('replace')).toBe(0);
  });

  it('of the owner is an entry, which says that its samples are made again, and shows its excerpts', async () => {
    const { id, created, warnings } = await send(light('replace'));
    expect(created).toBe(true);
    const command = 'npm run reference -- --samples replace gaussian';
    expect(warnings.map(({ message }) => message).join('\n')).toContain(`made again on demand: ${command}`);
    expect((await getSubmission(database, id))?.runs[0]?.samplesMadeAgain).toBe(command);
    const frames = await getFrames(database, id, BENCHMARK);
    expect(frames).toMatchObject({ seed: 1, madeAgain: command });
    expect(frames?.frames.map(({ generation }) => generation)).toEqual([0, 13, 25, 38, 50]);
    expect(frames?.metrics.map(({ values }) => values.length)).toEqual([51, 51, 51]);
    // The same bundle again is the same entry.
    expect(await send(light('replace'))).toMatchObject({ id, created: false });
    expect(await countOf('replace')).toBe(1);
  });
});

describe('an installation that has a result with its samples', () => {
  it('doesn’t list it twice when it comes without, also where it was taken off the boards', async () => {
    const before = await send(await whole('retain'));
    expect(before.created).toBe(true);
    expect((await getSubmission(database, before.id))?.runs[0]?.samplesMadeAgain).toBeNull();
    const whole0 = (await getFrames(database, before.id, BENCHMARK))?.frames[0];
    expect(await send(light('retain'))).toMatchObject({
      id: before.id,
      path: before.path,
      label: 'maintained',
      created: false,
      note: expect.stringMatching(/same results were here already/),
    });
    expect(await countOf('retain')).toBe(1);
    expect((await getFrames(database, before.id, BENCHMARK))?.madeAgain).toBeNull();
    await tombstoneSubmission(database, {
      id: before.id,
      kind: 'withdrawn',
      reason: 'A test.',
      supersededBy: null,
      now: new Date(),
      tokenId: owner.id,
    });
    expect(await send(light('retain'))).toMatchObject({ id: before.id, note: expect.stringMatching(/withdrawn/) });
    expect(await countOf('retain')).toBe(1);
    // The first of what the model drew is what the excerpt shows of it.
    const other = await send(light('fresh'));
    expect(other.created).toBe(true);
    expect(whole0).toMatchObject({ kind: 'values', generation: 0 });
  });

  it('is no reason to leave the owner’s out where a stranger reported it', async () => {
    const reported = await send(await whole('freeze'), stranger);
    const own = await send(light('freeze'));
    expect(own).toMatchObject({ created: true, label: 'maintained' });
    expect(own.id).not.toBe(reported.id);
  });

  it('nor is another title a second entry of the same results', async () => {
    const { id } = await send(light('accumulate'));
    expect(await send(light('accumulate', 'Another title'))).toMatchObject({ id, created: false });
  });
});
