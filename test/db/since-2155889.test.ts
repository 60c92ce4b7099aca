/**
 * A database that commit 2155889 left is opened by today's code: what it showed then it shows still, its bundles are whole, its
 * snapshots verify, and work goes on with it. What it is made of: test/support/of-2155889.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import type { Snapshot } from '#benchmarks/snapshot/schema.ts';
import { requireToken } from '#leaderboard/access/tokens.ts';
import { getBoard, getPareto } from '#leaderboard/boards/board.ts';
import { getComparison } from '#leaderboard/comparisons/comparison.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { acceptBundle } from '#leaderboard/intake/accept-bundle.ts';
import { getBundle, getFile, listFiles, type StoredFile } from '#leaderboard/intake/bundle-files.ts';
import { moveBundles } from '#leaderboard/intake/move-bundles.ts';
import { tombstoneSubmission } from '#leaderboard/intake/tombstones.ts';
import { scheduleAllScoring, scoringDone } from '#leaderboard/scores/schedule.ts';
import { createSnapshot } from '#leaderboard/snapshots/create.ts';
import { getSubmission } from '#leaderboard/submissions/page.ts';
import { archiveOf, entriesOf } from '../support/archives.ts';
import { bundleOf, filledSubmission, requireRun } from '../support/bundles.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { fillAsThen, THEN } from '../support/of-2155889/load.ts';
import { boardNumbers, comparisonNumbers, submissionNumbers } from '../support/of-2155889/numbers.ts';
import { heirloomHere } from '../support/printed.ts';
import { saidDuring } from '../support/said.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createOlderDatabase, KINDS } from './kinds.ts';

const { ids, snapshots, shown, tokens } = THEN;
const NOW = new Date('2026-12-01T12:00:00Z');
const BOARD = { suite: '0.1', tier: 'quick', division: 'all', page: 1 } as const;

const contentOf = async (file: StoredFile | null): Promise<Buffer> =>
  Buffer.from(await new Response(file?.stream(0, file.bytes - 1)).arrayBuffer());

describe.each(KINDS)('%s', (kind) => {
  let empty: EmptyDatabase;
  let database: Database;

  beforeAll(async () => {
    empty = await createOlderDatabase(kind, 'of-2155889', fillAsThen);
    database = await openDatabase(empty.location);
    // As a start does.
    await saidDuring(() => moveBundles(database));
    await scheduleAllScoring(database);
    await scoringDone();
  });
  afterAll(async () => {
    await scoringDone();
    await closeWorkers();
    await database?.close();
    await empty?.remove();
  });

  it('has the scores and ranks that it had', async () => {
    const board = await getBoard(database, BOARD);
    expect(boardNumbers(board)).toEqual(boardNumbers(shown['/api/v1/leaderboard?suite=0.1&tier=quick']));
    const text = await getBoard(database, { ...BOARD, division: 'retained', group: 'closed-forms' });
    expect(boardNumbers(text)).toEqual(
      boardNumbers(shown['/api/v1/leaderboard?suite=0.1&tier=quick&division=retained&group=closed-forms']),
    );
    const pareto = await getPareto(database, { ...BOARD, group: 'all' });
    expect(pareto).toMatchObject(shown['/api/v1/pareto/0.1/quick/all/all']);
  });

  it.each(Object.entries(ids))('has the entry %s as it was', async (_, id) => {
    const then = shown[`/api/v1/submissions/${id}`];
    const now = await getSubmission(database, id);
    expect(submissionNumbers(now)).toEqual(submissionNumbers(then));
    expect(now?.tombstone).toEqual(then.tombstone);
    expect(now?.label).toBe(then.label === 'baseline' ? 'maintained' : then.label);
  });

  it('compares entries as it did', async () => {
    const compared = [ids.retain, ids.fresh, ids.replace].map(String);
    const address = `/api/v1/compare?a=${ids.retain}&b=${ids.fresh}&c=${ids.replace}`;
    expect(comparisonNumbers(await getComparison(database, compared))).toEqual(comparisonNumbers(shown[address]));
  });

  it('has every bundle whole, as files', async () => {
    expect(await database.prisma.packedBundle.count()).toBe(0);
    for (const id of Object.values(ids)) {
      const stored = await database.prisma.bundle.findUniqueOrThrow({ where: { submissionId: id } });
      expect(sha256(await contentOf(await getBundle(database, id)))).toBe(stored.sha256);
      const files = (await listFiles(database, id))?.files ?? [];
      const record = files.find((file) => file.path === 'runs/word-frequencies.json')?.path ?? '';
      const { resultDigest } = JSON.parse((await contentOf(await getFile(database, id, record))).toString());
      const runs: { benchmark: { id: string }; resultDigest: string }[] = shown[`/api/v1/submissions/${id}`].runs;
      expect(resultDigest).toBe(runs.find(({ benchmark }) => benchmark.id === 'word-frequencies')?.resultDigest);
    }
  });

  it('knows the tokens that it gave', async () => {
    expect(await requireToken(database, `Bearer ${tokens.admin}`, 'admin')).toMatchObject({ scope: 'admin' });
    expect(await requireToken(database, `Bearer ${tokens.submit}`, 'submit')).toMatchObject({ scope: 'submit' });
  });

  it.each(snapshots)('verifies snapshot %s, byte for byte', async (id) => {
    const { content, digest } = await database.prisma.snapshot.findUniqueOrThrow({ where: { id } });
    expect(sha256(content)).toBe(digest);
    const file = path.join(temporaryFolder(), `heirloom-snapshot-${id}.json`);
    writeFileSync(file, content);
    const { code, stdout } = await heirloomHere(['snapshot', 'verify', file]);
    expect(stdout).toContain('Verified: everything agrees.');
    expect(code).toBe(0);
  });

  it('goes on: a snapshot follows the last of then, and nothing was rescored or reranked between them', async () => {
    const { id } = await createSnapshot(database, { now: NOW, suite: '0.1' });
    const { content } = await database.prisma.snapshot.findUniqueOrThrow({ where: { id } });
    const { previous, changes } = JSON.parse(content) as Snapshot;
    expect(previous?.id).toBe(snapshots.at(-1));
    expect(changes).toEqual({ added: [], removed: [], rescored: [], reranked: [] });
  });

  it('takes what is sent today in an entry’s place, with the same score for the same results', async () => {
    const old = ids.words ?? '';
    const spec = 'freeze';
    const run = await requireRun('word-frequencies', spec, { tier: 'quick' });
    const before = await getSubmission(database, old);
    expect(run.record.resultDigest).toBe(before?.runs[0]?.resultDigest);
    const files = bundleOf([run], { ...filledSubmission([run.record]), title: 'Words, again' });
    const bearer = await requireToken(database, `Bearer ${tokens.submit}`, 'submit');
    const { id, created } = await acceptBundle(database, { path: archiveOf(entriesOf(files)), bearer });
    expect(created).toBe(true);
    const supersession = { id: old, kind: 'superseded', reason: 'With samples.', supersededBy: id } as const;
    await tombstoneSubmission(database, { ...supersession, now: NOW, tokenId: bearer.id });
    await scoringDone();
    const after = await getSubmission(database, id);
    expect(after?.runs[0]?.score).toMatchObject({ status: 'scored' });
    expect(after?.runs[0]?.score).toEqual(before?.runs[0]?.score);
    expect((await getSubmission(database, old))?.tombstone).toMatchObject({ kind: 'superseded', supersededBy: id });
    const rows = (await getBoard(database, BOARD))?.rows.map((row) => row.id);
    expect(rows).toContain(id);
    expect(rows).not.toContain(old);
  });
});
