/** What a site takes from one token and how slowly an upload may come: said in every answer, and where it is refused. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Api, openApi } from '../support/api.ts';
import { packed } from '../support/archives.ts';
import { bundleOf, filledSubmission, requireRun } from '../support/bundles.ts';

let api: Api;

beforeAll(async () => {
  api = await openApi();
});

afterAll(() => api?.close());

const VARIABLES = [
  'HEIRLOOM_REQUESTS_PER_MINUTE',
  'HEIRLOOM_UPLOADS_AT_ONCE',
  'HEIRLOOM_ENTRIES_PER_DAY',
  'HEIRLOOM_UPLOAD_WINDOW_SECONDS',
  'HEIRLOOM_UPLOAD_MINUTES',
];

afterEach(() => {
  for (const variable of VARIABLES) delete process.env[variable];
});

async function submitToken(): Promise<{ id: number; token: string }> {
  const { status, body } = await api.postJson('/api/v1/tokens', { label: 'limits' }, api.adminToken);
  expect(status).toBe(201);
  return body;
}

/** A small bundle; with another title it is another submission. */
async function bundle(title: string): Promise<Buffer> {
  const run = await requireRun('gaussian', 'freeze');
  return packed(bundleOf([run], { ...filledSubmission([run.record]), title }));
}

const fieldsOf = ({ headers }: Answer) => [headers.get('ratelimit-policy'), headers.get('ratelimit')];

const POLICY =
  '"requests";q=120;w=60, "uploads";q=2;qu="concurrent-requests", "entries";q=100;w=86400, "bytes";q=1048576000;qu="content-bytes";w=86400';

describe('every answer to a token says what is left', () => {
  test('of an entry that is new, of one that was here, and of one that is refused', async () => {
    const { token } = await submitToken();
    const bytes = await bundle('told');
    const first = await api.submit(bytes, { token });
    expect(first.status).toBe(201);
    const left = `"bytes";r=${1_048_576_000 - bytes.length};t=86400`;
    expect(fieldsOf(first)).toEqual([
      POLICY,
      expect.stringMatching(
        /^"requests";r=119;t=60, "uploads";r=2, "entries";r=99;t=8[56]\d{3}, "bytes";r=\d+;t=8[56]\d{3}$/,
      ),
    ]);
    expect(fieldsOf(first)[1]).toContain(left.split(';t')[0]);
    const again = await api.submit(bytes, { token });
    expect(again.status).toBe(200);
    expect(fieldsOf(again)[1]).toMatch(/^"requests";r=1[01]\d;t=\d+, "uploads";r=2, "entries";r=99;t=\d+, "bytes"/);
    const refused = await api.submit(Buffer.from('no archive'), { token });
    expect(refused.status).toBe(422);
    expect(fieldsOf(refused)[1]).toMatch(/^"requests";r=1[01]\d;t=\d+, "uploads";r=2, "entries";r=99;t=\d+, "bytes"/);
    const forbidden = await api.postJson('/api/v1/tokens', { label: 'more' }, token);
    expect(forbidden.status).toBe(403);
    expect(fieldsOf(forbidden)).toEqual([
      '"requests";q=120;w=60',
      expect.stringMatching(/^"requests";r=1[01]\d;t=\d+$/),
    ]);
  });

  test('the owner and whoever only reads are not counted', async () => {
    for (const answer of [
      await api.submit(await bundle('told')),
      await api.get('/api/v1/health'),
      await api.get('/api/v1/limits'),
    ])
      expect(fieldsOf(answer)).toEqual([null, null]);
  });

  test('and GET /api/v1/limits lists them all', async () => {
    const { token } = await submitToken();
    process.env.HEIRLOOM_ENTRIES_PER_DAY = '7';
    const answer = await api.get('/api/v1/limits', { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(200);
    expect(fieldsOf(answer)[1]).toBe('"requests";r=119;t=60, "uploads";r=2, "entries";r=7, "bytes";r=1048576000');
    expect(answer.body.limits).toContainEqual({
      id: 'entriesPerDay',
      value: 7,
      unit: 'new entries of one token in 24 hours',
      variable: 'HEIRLOOM_ENTRIES_PER_DAY',
    });
    expect(answer.body.limits.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(['packedBytes', 'unpackedBytes', 'checkSeconds', 'uploadMinutes']),
    );
  });
});

describe('what is too much is refused with 429, says when there is room, and leaves nothing', () => {
  test('requests in a minute', async () => {
    process.env.HEIRLOOM_REQUESTS_PER_MINUTE = '1';
    const { token } = await submitToken();
    expect((await api.submit(Buffer.from('x'), { token })).status).toBe(422);
    const pulls: number[] = [];
    const body = new ReadableStream<Uint8Array>({ pull: () => void pulls.push(1) }, { highWaterMark: 0 });
    const { status, headers, body: problem } = await api.submit(body, { token });
    expect(status).toBe(429);
    expect(pulls).toEqual([]);
    const seconds = Number(headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(headers.get('ratelimit')).toBe(`"requests";r=0;t=${seconds}`);
    expect(problem).toMatchObject({
      code: 'rate-limited',
      status: 429,
      'violated-policies': ['requests'],
      quota: { policy: 'requests', limit: 1, used: 2, windowSeconds: 60 },
    });
    expect(problem.detail).toMatch(
      /^This token has sent 2 requests in a minute; the site takes 1\. Nothing was stored\. There is room again in \d+ seconds?\.$/,
    );
    expect((await api.submit(Buffer.from('x'), { token: (await submitToken()).token })).status).toBe(422);
  });

  test('new entries in a day; what is here already can be sent again', async () => {
    process.env.HEIRLOOM_ENTRIES_PER_DAY = '1';
    const { token } = await submitToken();
    const first = await bundle('the first of a day');
    expect((await api.submit(first, { token })).status).toBe(201);
    const before = await api.stored();
    const { status, headers, body } = await api.submit(await bundle('the second of a day'), { token });
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(86_000);
    expect(headers.get('ratelimit')).toContain('"entries";r=0;t=');
    expect(body['violated-policies']).toEqual(['entries']);
    expect(body.detail).toMatch(
      /made 1 new entries in the last 24 hours; the site takes 1\..* There is room again in 24 hours\.$/,
    );
    expect(await api.stored()).toEqual(before);
    expect((await api.submit(first, { token })).status).toBe(200);
  });

  test('uploads at once', async () => {
    process.env.HEIRLOOM_UPLOADS_AT_ONCE = '1';
    const { token } = await submitToken();
    const bytes = await bundle('two at once');
    let asked: (controller: ReadableStreamDefaultController<Uint8Array>) => void = () => undefined;
    const isAsked = new Promise<ReadableStreamDefaultController<Uint8Array>>((resolve) => {
      asked = resolve;
    });
    const held = new ReadableStream<Uint8Array>({ pull: (controller) => asked(controller) }, { highWaterMark: 0 });
    const first = api.submit(held, { token });
    const sending = await isAsked;
    const second = await api.submit(bytes, { token });
    expect(second.status).toBe(429);
    expect(second.headers.get('retry-after')).toBe('60');
    expect(second.headers.get('ratelimit')).toContain('"uploads";r=0');
    expect(second.body.detail).toContain('1 upload of this token are under way');
    sending.enqueue(new Uint8Array(bytes));
    sending.close();
    expect((await first).status).toBe(201);
    expect((await api.submit(bytes, { token })).status).toBe(200);
  });
});

describe('an upload that comes too slowly is ended with 408 and leaves nothing', () => {
  const stalled = (): ReadableStream<Uint8Array> =>
    new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(100)) });

  test('because a window has brought too little', async () => {
    process.env.HEIRLOOM_UPLOAD_WINDOW_SECONDS = '0.05';
    const before = await api.stored();
    const { status, headers, body } = await api.submit(stalled());
    expect(status).toBe(408);
    expect(headers.get('connection')).toBe('close');
    expect(body.code).toBe('too-slow');
    expect(body.detail).toMatch(
      /^The upload was ended after 100 bytes: the last 0\.05 seconds brought 0 bytes\. Nothing was stored\. An upload has to bring 20 kB a second on average over each 0\.05 seconds after the first, and to end within 90 minutes\./,
    );
    expect(await api.stored()).toEqual(before);
  });

  test('because it takes too long', async () => {
    process.env.HEIRLOOM_UPLOAD_MINUTES = '0.001';
    const { status, body } = await api.submit(stalled());
    expect(status).toBe(408);
    expect(body.detail).toContain('it took longer than 0.001 minutes');
  });
});
