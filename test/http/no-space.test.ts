/** A site whose disk is full, or nearly: what is there is read, nothing new is taken, and all is told as what it is. */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkInWorker } from '#leaderboard/host/worker-pool.ts';
import { withUpload } from '#leaderboard/intake/uploads.ts';
import { scheduleAllScoring, scoringDone, scoringState } from '#leaderboard/scores/schedule.ts';
import { problemResponse } from '../../app/api/endpoint.ts';
import { type Api, openApi } from '../support/api.ts';
import { entriesOf, packed, tarOf, tempFile } from '../support/archives.ts';
import { type BundleFiles, bundleOf, requireRun } from '../support/bundles.ts';
import { canMount, mountSmallDisk, WHY_SKIPPED } from '../support/small-disk.ts';

let api: Api;
let replace: BundleFiles;
let id: string;

beforeAll(async () => {
  api = await openApi();
  replace = bundleOf([await requireRun('gaussian', 'replace')]);
  id = (await api.submit(packed(replace))).body.id;
  await scoringDone();
});
afterAll(() => api?.close());
afterEach(() => vi.unstubAllEnvs());

/** More than any disk has. */
const fill = (): void => void vi.stubEnv('HEIRLOOM_DISK_RESERVE_MB', '1000000000');

describe('below the reserve', () => {
  it('every write is refused with 507, before its body is read', async () => {
    const before = await api.stored();
    fill();
    let isRead = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          isRead = true;
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const answers = [
      await api.submit(body),
      await api.postJson('/api/v1/tokens', { label: 'x' }, api.adminToken),
      await api.postJson('/api/v1/snapshots', {}, api.adminToken),
      await api.postJson('/api/v1/snapshots/2026-01-01/doi', { doi: '10.5281/zenodo.1' }, api.adminToken),
      await api.postJson(`/api/v1/submissions/${id}/tombstone`, { kind: 'withdrawn', reason: 'x' }, api.adminToken),
    ];
    for (const { status, headers, body } of answers) {
      expect([status, body.code, body.title]).toEqual([507, 'no-space', 'No space is left']);
      expect(body.detail).toMatch(
        /^The site's disk has \d+ MB left, of which 1000000000 MB are to stay free.*nothing was stored/,
      );
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(isRead).toBe(false);
    expect(await api.stored()).toEqual(before);
    expect((await api.submit(packed(replace), { token: 'wrong' })).status).toBe(401);
  });

  it('what is there is read, and health says what is wrong', async () => {
    fill();
    expect((await api.get(`/api/v1/submissions/${id}`)).status).toBe(200);
    const { status, body } = await api.get('/api/v1/health');
    expect(status).toBe(503);
    expect(body).toMatchObject({
      status: 'no-space',
      code: 'no-space',
      database: 'embedded',
      disk: { freeBytes: expect.any(Number), reserveBytes: 1e15, isBelow: true },
    });
    vi.unstubAllEnvs();
    expect((await api.get('/api/v1/health')).body).toMatchObject({ status: 'ok', disk: { isBelow: false } });
  });

  it('scoring waits, and goes on when there is room again', async () => {
    fill();
    await scheduleAllScoring(api.database);
    await scoringDone();
    expect(scoringState()).toBe('away');
    expect((await api.get('/api/v1/health')).body.scoring).toBe('waiting');
    vi.unstubAllEnvs();
    await scheduleAllScoring(api.database);
    await scoringDone();
    expect(scoringState()).toBe('done');
    expect((await api.get('/api/v1/health')).body.scoring).toBe('idle');
  });
});

it('health does not wait for an engine at work', async () => {
  await api.get('/api/v1/health');
  let isDone = false;
  const work = api.database.prisma.$queryRaw`SELECT sum(n)::float8 FROM generate_series(1, 10000000) AS n`.then(() => {
    isDone = true;
  });
  const { status, body } = await api.get('/api/v1/health');
  expect([status, body.status, isDone]).toEqual([200, 'ok', false]);
  expect(body.dataVersion).toBeGreaterThan(0);
  await work;
});

describe.skipIf(!canMount())(`a full disk (${WHY_SKIPPED})`, () => {
  /** Has uploads go to a disk of so many bytes. */
  async function onSmallDisk(bytes: number, act: () => Promise<void>): Promise<void> {
    const disk = mountSmallDisk(bytes);
    if (!disk) throw new Error('no disk');
    const uploads = path.join(api.dataDir, 'uploads');
    rmSync(uploads, { recursive: true });
    symlinkSync(disk.folder, uploads);
    vi.stubEnv('HEIRLOOM_DISK_RESERVE_MB', '0');
    try {
      await act();
    } finally {
      rmSync(uploads);
      mkdirSync(uploads);
      disk.remove();
    }
  }

  it('under an upload is known beforehand', () =>
    onSmallDisk(2e6, async () => {
      const before = await api.stored();
      const { status, body } = await api.submit(packed(replace));
      expect([status, body.code]).toEqual([507, 'no-space']);
      expect(body.detail).toContain('and this may need');
      expect(await api.stored()).toEqual(before);
    }));

  it('that fills while a body is received is told as that', () =>
    onSmallDisk(1e6, async () => {
      const body = new Response(new Uint8Array(3e6)).body as ReadableStream<Uint8Array>;
      await expectNoSpace(withUpload(body, async () => 'received'));
    }));

  it('that fills while an archive is unpacked is no fault of the archive', () =>
    onSmallDisk(1e6, async () => {
      const zeros = { path: 'samples/gaussian/seed-0/gen-0.npy', bytes: new Uint8Array(3e6) };
      const file = tempFile(gzipSync(tarOf([...entriesOf(replace), zeros])));
      const folder = path.join(api.dataDir, 'uploads');
      await expectNoSpace(checkInWorker({ file, folder }));
    }));
});

/** As every route tells it. */
async function expectNoSpace(act: Promise<unknown>): Promise<void> {
  const error: unknown = await act.then(
    (value) => value,
    (reason: unknown) => reason,
  );
  const response = problemResponse(error);
  expect([response.status, await response.json()]).toEqual([507, expect.objectContaining({ code: 'no-space' })]);
}
