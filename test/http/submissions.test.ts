/** POST /api/v1/submissions, and what can be read of it afterwards. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { runPath, SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import { LIMITS } from '#benchmarks/bundle/limits.ts';
import { type Api, openApi } from '../support/api.ts';
import { entriesOf, packed, tarOf, tempFile } from '../support/archives.ts';
import { type BundleFiles, bundleOf, requireRun, setJson } from '../support/bundles.ts';

let api: Api;
let replace: BundleFiles;

beforeAll(async () => {
  api = await openApi();
  replace = bundleOf([await requireRun('gaussian', 'replace')]);
});

afterAll(() => api?.close());

afterEach(() => {
  delete process.env.HEIRLOOM_CHECK_SECONDS;
});

/** What a request leaves behind, beside its answer. */
async function leavesNothing(act: () => Promise<unknown>): Promise<void> {
  const before = await api.stored();
  await act();
  expect(await api.stored()).toEqual(before);
}

async function submitToken(label: string): Promise<string> {
  const { status, body } = await api.postJson('/api/v1/tokens', { label }, api.adminToken);
  expect(status).toBe(201);
  return body.token;
}

test('a check that takes too long is stopped and said: nothing is stored, and the next upload is checked', async () => {
  // No thread has even begun by then.
  process.env.HEIRLOOM_CHECK_SECONDS = '0.001';
  await leavesNothing(async () => {
    const answer = await api.submit(packed(replace));
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'timed-out', title: 'It took too long', problems: [] });
    expect(answer.body.detail).toMatch(
      /^The check of the bundle took longer than 0\.001 seconds and was stopped\. Nothing was stored\. Run npx heirloom check/,
    );
  });
  delete process.env.HEIRLOOM_CHECK_SECONDS;
  expect((await api.submit(Buffer.from('no archive'))).status).toBe(422);
});

describe('a good bundle', () => {
  test('is stored once: 201 with its address, then 200 with the same id', async () => {
    const first = await api.submit(packed(replace));
    expect(first.body).toMatchObject({ label: 'maintained', created: true });
    expect(first.status).toBe(201);
    expect(first.headers.get('location')).toBe(`/submissions/${first.body.id}`);
    expect(first.body.url).toBe(`http://127.0.0.1:3000/submissions/${first.body.id}`);
    const before = await api.stored();
    // Packed another way it is the same bundle.
    const again = await api.submit(gzipSync(tarOf(entriesOf(replace).reverse()), { level: 1 }));
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ id: first.body.id, label: 'maintained', created: false });
    expect(await api.stored()).toEqual(before);
    expect(before).toMatchObject({ submissions: 1, bundles: 1, runs: 1, uploads: 0 });
  });

  test('can be downloaded as it was sent, and passes the check again', async () => {
    const bytes = packed(replace);
    const { body } = await api.submit(bytes);
    const download = await api.get(`/api/v1/submissions/${body.id}/bundle`);
    expect(download.status).toBe(200);
    expect(download.headers.get('content-type')).toBe('application/gzip');
    expect(Buffer.compare(download.body, bytes)).toBe(0);
    expect(download.headers.get('etag')).toBe(`"${createHash('sha256').update(bytes).digest('hex')}"`);
    expect(await checkBundleAt(tempFile(download.body))).toMatchObject({ ok: true });
    const unchanged = await api.get(`/api/v1/submissions/${body.id}/bundle`, {
      'if-none-match': download.headers.get('etag') ?? '',
    });
    expect(unchanged.status).toBe(304);
  });

  test('is shown with its digests, its ledger and the command that makes it again', async () => {
    const { record } = await requireRun('gaussian', 'replace');
    const { body } = await api.submit(packed(replace));
    const { status, body: view } = await api.get(`/api/v1/submissions/${body.id}`);
    expect(status).toBe(200);
    expect(view).toMatchObject({
      id: body.id,
      label: 'maintained',
      role: 'control',
      spec: 'replace',
      authors: [{ name: 'Ada Lovelace', affiliation: null, orcid: null }],
      permalink: `/submissions/${body.id}`,
      command: 'npx heirloom run gaussian --strategy replace --tier smoke --out reproduced/replace-smoke',
    });
    const [run] = view.runs;
    expect(run).toMatchObject({
      resultDigest: record.resultDigest,
      seeds: record.seeds,
      statuses: { total: 4, completed: 4 },
    });
    const detail = `/api/v1/submissions/${body.id}`;
    const { ledger } = (await api.get(`${detail}/ledger/gaussian`)).body;
    expect(ledger[1]).toMatchObject({
      generation: 1,
      synthetic: [{ source: 'main', age: 1, count: 100 }],
      trainingSize: 100,
    });
    const { trajectories } = (await api.get(`${detail}/trajectories/gaussian/all`)).body;
    expect(trajectories.map((view: { metric: { id: string } }) => view.metric.id)).toContain('variance-ratio');
    const series = trajectories[0].series.find((line: { id: string }) => line.id === body.id);
    const last = record.trajectories['w2-root']?.map((seed) => seed.at(-1) as number) ?? [];
    expect(series.points.at(-1).mean).toBe(last.reduce((sum, value) => sum + value, 0) / last.length);
  });

  test('several at once are one submission', async () => {
    const body = packed(bundleOf([await requireRun('gaussian', 'freeze')]));
    const before = await api.stored();
    const answers = await Promise.all(Array.from({ length: 5 }, () => api.submit(body)));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect((await api.stored()).submissions).toBe((before.submissions ?? 0) + 1);
  });
});

describe('tokens', () => {
  test('none, or one that isn’t this site’s: 401, and the body is never looked at', async () => {
    for (const token of [null, 'guess', `heirloom_admin_${'A'.repeat(43)}`]) {
      await leavesNothing(async () => {
        let pulled = 0;
        const pull = (): void => {
          pulled += 1;
        };
        const body = new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
        const answer = await api.submit(body, { token });
        expect(answer.status).toBe(401);
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
        expect(answer.headers.get('www-authenticate')).toContain('Bearer');
        expect(answer.body.detail).toMatch(/token/);
        expect(pulled).toBe(0);
      });
    }
  });

  test('one that can only submit makes a reported, unranked entry, and no other token', async () => {
    const token = await submitToken('a stranger');
    const { status, body } = await api.submit(packed(bundleOf([await requireRun('gaussian', 'oracle')])), { token });
    expect(status).toBe(201);
    expect(body.label).toBe('reported');
    const { body: view } = await api.get(`/api/v1/submissions/${body.id}`);
    expect(view).toMatchObject({ label: 'reported', role: 'entry', rankState: 'unranked', rank: null });
    expect(view.rankWords).toMatch(/Not verified yet/);
    expect((await api.postJson('/api/v1/tokens', { label: 'more' }, token)).status).toBe(403);
    expect((await api.postJson('/api/v1/tokens', { label: '' }, api.adminToken)).status).toBe(400);
    expect((await api.postJson('/api/v1/tokens', { label: 'x' }, null)).status).toBe(401);
  });

  test('a revoked one is refused', async () => {
    const token = await submitToken('soon revoked');
    const hash = createHash('sha256').update(token).digest('hex');
    await api.database.prisma.token.update({ where: { hash }, data: { revokedAt: new Date() } });
    const answer = await api.submit(packed(replace), { token });
    expect(answer.status).toBe(401);
    expect(answer.body.detail).toMatch(/revoked/);
  });
});

describe('what is refused leaves nothing behind', () => {
  test('a broken bundle: 422 with every problem at its place', async () => {
    const run = await requireRun('gaussian', 'replace');
    const files: BundleFiles = new Map(bundleOf([run]));
    const broken = structuredClone(run.record);
    (broken.ledger[1]?.[2] as { realFresh: number }).realFresh = 7;
    (broken.trajectories['w2-root'] as (number | null)[][])[0]?.splice(3, 1);
    setJson(files, runPath('gaussian'), broken);
    const submission = JSON.parse(new TextDecoder().decode(files.get(SUBMISSION_PATH)));
    setJson(files, SUBMISSION_PATH, { ...submission, title: '' });
    await leavesNothing(async () => {
      const { status, headers, body } = await api.submit(packed(files));
      expect(status).toBe(422);
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(body).toMatchObject({ status: 422, code: 'check-failed' });
      const paths = body.problems.map(({ path }: { path: string }) => path);
      expect(paths).toContain('submission.json#/title');
      expect(paths.some((path: string) => path.startsWith('runs/gaussian.json#/ledger/1/2'))).toBe(true);
      expect(paths.some((path: string) => path.startsWith('runs/gaussian.json#/trajectories/w2-root/0'))).toBe(true);
      const offline = await checkBundleAt(tempFile(packed(files)));
      expect(body.problems).toEqual(offline.problems);
    });
  });

  test('hostile archives: 422', async () => {
    const good = entriesOf(replace);
    const hostile = [
      gzipSync(tarOf([...good, { path: '../escape.json', bytes: Buffer.from('{}') }])),
      gzipSync(tarOf([...good, { path: 'runs/link.json', type: 'SymbolicLink', linkpath: '/etc/passwd' }])),
      gzipSync(tarOf([...good, { path: '/etc/cron.d/x', bytes: Buffer.from('x') }])),
      packed(replace).subarray(0, 200),
      Buffer.from('not gzip at all'),
      gzipSync(packed(replace)),
    ];
    for (const bytes of hostile) {
      await leavesNothing(async () => {
        const answer = await api.submit(bytes);
        expect(answer.status).toBe(422);
        expect(answer.body.problems.length).toBeGreaterThan(0);
      });
    }
  });

  test('more bytes than allowed: 413 as soon as they come, announced or not', async () => {
    await leavesNothing(async () => {
      const announced = await api.submit(packed(replace), {
        headers: { 'content-length': String(LIMITS.packedBytes + 1) },
      });
      expect(announced.status).toBe(413);
    });
    await leavesNothing(async () => {
      const chunk = new Uint8Array(1024 * 1024);
      let sent = 0;
      const endless = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          sent += chunk.length;
          controller.enqueue(chunk);
        },
      });
      const answer = await api.submit(endless);
      expect(answer.status).toBe(413);
      expect(sent).toBeLessThan(LIMITS.packedBytes + 20 * chunk.length);
    });
  });

  test('another content type, or no body: 400', async () => {
    await leavesNothing(async () => {
      const answer = await api.submit(packed(replace), { contentType: 'multipart/form-data; boundary=x' });
      expect(answer.status).toBe(400);
      expect(answer.body.detail).toMatch(/multipart\/form-data.*application\/gzip/);
      expect((await api.submit(new Uint8Array())).status).toBeGreaterThanOrEqual(400);
    });
  });

  test('a client that breaks off', async () => {
    await leavesNothing(async () => {
      const half = new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(packed(replace).subarray(0, 100));
          controller.error(new Error('connection reset'));
        },
      });
      const answer = await api.submit(half);
      expect(answer.status).toBe(503);
      expect(answer.body.code).toBe('interrupted');
    });
  });
});

test('unknown submissions: 404', async () => {
  for (const path of [
    '/api/v1/submissions/0000000000000000',
    '/api/v1/submissions/0000000000000000/bundle',
    '/api/v1/submissions/..%2f',
  ]) {
    const answer = await api.get(path);
    expect(answer.status).toBe(404);
    expect(answer.body.code).toBe('not-found');
  }
});
