/** Answers of the API are kept under the data version: made once, given to all, and made again after a change. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueOf } from '#leaderboard/host/queues.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import { cachedAnswer } from '../../app/api/cached-answer.ts';
import { type Api, openApi } from '../support/api.ts';
import { packed } from '../support/archives.ts';
import { bundleOf, requireRun } from '../support/bundles.ts';

const BOARD = '/api/v1/leaderboard?suite=0.1&tier=smoke';

let api: Api;
let id: string;
let other: string;

async function send(spec: string): Promise<string> {
  const { status, body } = await api.submit(packed(bundleOf([await requireRun('word-frequencies', spec)])));
  expect([status, body.detail]).toEqual([201, undefined]);
  await scoringDone();
  return body.id;
}

beforeAll(async () => {
  api = await openApi();
  id = await send('replace');
  other = await send('oracle');
}, 300_000);
afterAll(() => api?.close());

/** Answers that were made, of any queue that readers fill. */
const made = (): number =>
  (['answers', 'comparisons', 'frames'] as const).reduce((sum, name) => sum + queueOf(name).state.begun, 0);

const kept = () => [
  BOARD,
  `${BOARD}&format=csv`,
  '/api/v1/pareto/0.1/smoke/all/all',
  `/api/v1/trajectories?suite=0.1&ids=${id},${other}`,
  '/api/v1/benchmarks/word-frequencies/trajectories/smoke',
  '/api/v1/benchmarks/word-frequencies/horizons/smoke',
  '/api/v1/benchmarks/word-frequencies/real-sample',
  '/api/v1/snapshots',
  `/api/v1/submissions/${id}`,
  `/api/v1/submissions/${id}/files`,
  `/api/v1/submissions/${id}/ledger/word-frequencies`,
  `/api/v1/submissions/${id}/horizons/word-frequencies`,
  `/api/v1/submissions/${id}/trajectories/word-frequencies/all`,
  `/api/v1/compare?a=${id}&b=${other}`,
];

describe('an answer', () => {
  it('is made once for all who ask at once and afterwards, with a tag that tells who has it', async () => {
    for (const address of kept()) {
      const before = made();
      const answers = await Promise.all(Array.from({ length: 20 }, () => api.get(address)));
      answers.push(await api.get(address));
      expect([address, made() - before]).toEqual([address, 1]);
      const [first] = answers;
      const tag = first?.headers.get('etag');
      expect([address, tag]).toEqual([address, expect.stringMatching(/^"[^"]+"$/)]);
      for (const { status, headers, body } of answers)
        expect([address, status, headers.get('etag'), body]).toEqual([address, 200, tag, first?.body]);
      for (const known of [`${tag}`, `"other", W/${tag}`, '*']) {
        const again = await api.get(address, { 'if-none-match': known });
        expect([address, again.status, again.headers.get('etag')]).toEqual([address, 304, tag]);
        expect(again.headers.get('content-type')).toBeNull();
        expect(again.body).toHaveLength(0);
      }
      expect((await api.get(address, { 'if-none-match': '"other"' })).status).toBe(200);
      expect(made() - before).toBe(1);
    }
  });

  it('is everybody’s, whatever the one who had it made has already', async () => {
    // Not asked for before.
    const address = `/api/v1/submissions/${other}/ledger/word-frequencies`;
    const [has, hasNot] = await Promise.all([api.get(address, { 'if-none-match': '*' }), api.get(address)]);
    expect([has?.status, hasNot?.status]).toEqual([304, 200]);
  });

  it('is the same with what doesn’t belong to the address', async () => {
    const address = `/api/v1/submissions/${id}`;
    await api.get(address);
    const before = made();
    for (const query of ['?x=1', '?x=2&a=3']) expect((await api.get(address + query)).status).toBe(200);
    expect((await api.get(`/api/v1/compare?a=${id}&z=1&b=${other}`)).status).toBe(200);
    expect(made()).toBe(before);
    expect((await api.get(`${BOARD}&x=1`)).status).toBe(400);
  });

  it('that is a problem is not kept', async () => {
    const before = made();
    for (let i = 0; i < 2; i++) expect((await api.get('/api/v1/submissions/0123456789abcdef')).status).toBe(404);
    expect(made() - before).toBe(2);
  });
});

describe('what a server answers by itself', () => {
  it('is what the route answers, to GET and HEAD, with the headers that every answer has', async () => {
    for (const address of kept()) {
      const { body, headers } = await api.get(address);
      const got = await cachedAnswer('GET', address, {});
      const text = Buffer.from(got?.body ?? []);
      expect([address, Buffer.isBuffer(body) ? text : JSON.parse(text.toString())]).toEqual([address, body]);
      expect(got).toMatchObject({ status: 200, headers: { ...Object.fromEntries(headers) } });
      expect(got?.headers).toMatchObject({ 'X-Content-Type-Options': 'nosniff' });
      const head = await cachedAnswer('HEAD', address, {});
      expect([head?.status, head?.headers, head?.body.length]).toEqual([200, got?.headers, 0]);
      expect(head?.headers['content-length']).toBe(String(text.length));
      const same = await cachedAnswer('GET', address, { 'if-none-match': headers.get('etag') ?? '' });
      expect([same?.status, same?.body.length]).toEqual([304, 0]);
    }
  });

  it('is nothing to other methods, or where nothing is kept', async () => {
    await api.get(BOARD);
    expect(await cachedAnswer('POST', BOARD, {})).toBeNull();
    expect(await cachedAnswer('GET', `${BOARD}&page=2`, {})).toBeNull();
    expect(await cachedAnswer('GET', '/api/v1/health', {})).toBeNull();
    const file = `/api/v1/submissions/${id}/files/submission.json`;
    expect((await api.get(file)).status).toBe(200);
    expect(await cachedAnswer('GET', file, {})).toBeNull();
  });

  it('is never older than the last change', async () => {
    await api.get(BOARD);
    expect(await cachedAnswer('GET', BOARD, {})).not.toBeNull();
    const newer = await send('retain');
    expect(await cachedAnswer('GET', BOARD, {})).toBeNull();
    const { body } = await api.get(BOARD);
    expect(body.rows.map((row: { id: string }) => row.id)).toContain(newer);
  });
});

describe('a flood of comparisons', () => {
  it('beyond what may wait is refused for now with what is full, and an upload is taken meanwhile', async () => {
    const bundle = packed(bundleOf([await requireRun('word-frequencies', 'freeze')]));
    // The same two in both orders, with names for others that are left empty, as forms send them: as many addresses.
    const left = Array.from({ length: 16 }, (_, bits) =>
      [...'cdef'].map((name, place) => (bits & (1 << place) ? `&${name}=` : '')).join(''),
    );
    const addresses = left.flatMap((set) =>
      [`a=${id}&b=${other}`, `a=${other}&b=${id}`].map((two) => `/api/v1/compare?${two}${set}`),
    );
    const flood = addresses.map((address) => api.get(address));
    expect((await api.submit(bundle)).status).toBe(201);
    const answers = await Promise.all(flood);
    const refused = answers.filter(({ status }) => status === 503);
    // One at work, twelve that wait.
    expect([addresses.length, answers.filter(({ status }) => status === 200).length, refused.length]).toEqual([
      32, 13, 19,
    ]);
    for (const { headers, body } of refused) {
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(body).toMatchObject({
        code: 'busy',
        type: 'urn:heirloom:problem:busy',
        detail: expect.stringMatching(/^Too many comparisons at once: .* Try again in \d+ seconds\.$/),
      });
    }
    // There is room again.
    expect((await api.get(addresses.at(-1) as string)).status).toBe(200);
  });
});
