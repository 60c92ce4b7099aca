/** What a suite lists apart, as the site stores and shows it: on the board of its group, on no whole board, with its page. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { getBoard } from '#leaderboard/boards/board.ts';
import { listOwnBoards } from '#leaderboard/catalog/suites.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { acceptBundles } from '#leaderboard/intake/accept-bundle.ts';
import { runScoringJob } from '#leaderboard/scores/job.ts';
import { saveQuickScores } from '#leaderboard/scores/quick-scores.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import { getSubmission } from '#leaderboard/submissions/page.ts';
import { packed, tempFile } from '../support/archives.ts';
import { type BundleFiles, filledSubmission, setJson } from '../support/bundles.ts';
import { writeCheckpoint } from '../support/checkpoint.ts';
import { temporaryFolder } from '../support/cli.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { learnerCommand } from '../support/exec.ts';
import { heirloomHere } from '../support/printed.ts';
import { createMigratedDatabase } from './kinds.ts';

const NAME = 'opt125m-wikitext2';
const BOARD = { suite: '0.3', group: 'outside', tier: 'smoke' } as const;
const SPECS = ['replace', 'oracle', 'retain:share=0.1'];

/** A bundle's files as `run` left them, with the blanks of its submission filled in. */
function filesOf(folder: string): BundleFiles {
  const files: BundleFiles = new Map();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (statSync(join(folder, path)).isFile()) files.set(path, readFileSync(join(folder, path)));
  const record = JSON.parse(readFileSync(join(folder, `runs/${NAME}.json`), 'utf8')) as RunRecord;
  setJson(files, SUBMISSION_PATH, filledSubmission([record]));
  return files;
}

// No matter of the database: the embedded one alone.
describe('a benchmark that a suite lists apart', () => {
  let empty: EmptyDatabase;
  let database: Database;
  let ids: string[];

  beforeAll(async () => {
    vi.stubEnv('HEIRLOOM_MODELS', writeCheckpoint(temporaryFolder(), 'opt-125m', 80));
    const out = join(temporaryFolder(), 'out');
    const learner = ['--learner', `exec:${learnerCommand('plain')}`];
    const { code } = await heirloomHere([
      'run',
      NAME,
      '--tier',
      'smoke',
      '--strategy',
      ...SPECS,
      ...learner,
      '--out',
      out,
    ]);
    expect(code).toBe(0);
    empty = await createMigratedDatabase('embedded');
    database = await openDatabase(empty.location);
    const data = { hash: '0'.repeat(64), scope: 'admin', label: 'test' } as const;
    const { id: token } = await database.prisma.token.create({ data, select: { id: true } });
    const bundles = ['replace', 'oracle', 'retain-share-0.1'].map((name) => tempFile(packed(filesOf(join(out, name)))));
    const accepted = await acceptBundles(database, bundles, { id: token, scope: 'admin' });
    await scoringDone();
    ids = accepted.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value.id;
    });
    await saveQuickScores(database.prisma, ids, listOwnBoards([BOARD.suite]));
    await runScoringJob(database, BOARD);
  }, 300_000);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await closeWorkers();
    await database?.close();
    await empty?.remove();
  });

  it('has a board of its own, scored against controls of the same learner', async () => {
    const board = await getBoard(database, { ...BOARD, division: 'all', page: 1 });
    expect(board?.benchmarks.map(({ id }) => id)).toEqual([NAME]);
    expect(board?.rows.map(({ id }) => id).sort()).toEqual([...ids].sort());
    const retain = board?.rows.find(({ spec }) => spec === 'retain:share=0.1');
    expect(retain?.benchmarks[NAME]).toMatchObject({ status: 'scored', controls: 'site' });
  });

  it('is on no whole board', async () => {
    const whole = await getBoard(database, { suite: '0.3', group: 'all', tier: 'smoke', division: 'all', page: 1 });
    expect(whole?.rows ?? []).toEqual([]);
    expect(whole?.benchmarks.map(({ id }) => id) ?? []).not.toContain(NAME);
  });

  it('has the page of an entry', async () => {
    const page = await getSubmission(database, ids[2] as string);
    expect(page?.spec).toBe('retain:share=0.1');
    expect(page?.runs.map(({ benchmark }) => benchmark.id)).toEqual([NAME]);
  });
});
