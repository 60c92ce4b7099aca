/**
 * In which order an upload is asked what: who sends it, what the token may still do, what it is, whether there is room for it
 * on the disk and in the queue. All that before anything of its body is read.
 */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { queueOf } from '#leaderboard/host/queues.ts';
import { type Answer, type Api, openApi } from '../support/api.ts';

let api: Api;
let token: string;
beforeAll(async () => {
  api = await openApi();
  token = (await api.postJson('/api/v1/tokens', { label: 'order' }, api.adminToken)).body.token;
});
afterAll(() => api?.close());
afterEach(() => vi.unstubAllEnvs());

/** Fills the queue of uploads for as long as `act` takes. */
async function withFullQueue(act: () => Promise<void>): Promise<void> {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const queue = queueOf('uploads');
  const jobs: Promise<void>[] = [];
  for (;;) {
    try {
      queue.requireRoom();
    } catch {
      break;
    }
    jobs.push(queue.run(() => ended));
  }
  try {
    await act();
  } finally {
    end();
    await Promise.all(jobs);
  }
}

interface Faults {
  readonly token?: string;
  readonly contentType?: string;
}

/** The answer to an upload that nobody reads. */
async function unread({ token: sender = token, contentType = 'application/gzip' }: Faults): Promise<Answer> {
  const pulls: number[] = [];
  const body = new ReadableStream<Uint8Array>({ pull: () => void pulls.push(1) }, { highWaterMark: 0 });
  const answer = await api.submit(body, { token: sender, contentType });
  expect([answer.status, pulls]).toEqual([answer.status, []]);
  return answer;
}

test('token, requests, uploads at once, media type, disk, queue: each is told before the next', () =>
  withFullQueue(async () => {
    const contentType = 'text/html';
    vi.stubEnv('HEIRLOOM_DISK_RESERVE_MB', '1000000000');
    vi.stubEnv('HEIRLOOM_REQUESTS_PER_MINUTE', '1');
    expect((await unread({ token: 'none', contentType })).status).toBe(401);
    expect((await unread({ contentType })).status).toBe(400);
    const many = await unread({ contentType });
    expect([many.status, many.body['violated-policies']]).toEqual([429, ['requests']]);
    vi.stubEnv('HEIRLOOM_REQUESTS_PER_MINUTE', '1000');
    expect((await unread({ contentType })).status).toBe(400);
    expect((await unread({})).status).toBe(507);
    vi.stubEnv('HEIRLOOM_DISK_RESERVE_MB', '0');
    const busy = await unread({});
    expect([busy.status, busy.body.code, busy.headers.get('retry-after')]).toEqual([503, 'busy', '10']);
    // What was refused is under way no longer.
    expect(busy.headers.get('ratelimit')).toMatch(/"uploads";r=2/);
  }));

test('who has as many uploads under way as may be is told that first', async () => {
  vi.stubEnv('HEIRLOOM_UPLOADS_AT_ONCE', '1');
  let read: (sending: ReadableStreamDefaultController<Uint8Array>) => void = () => undefined;
  const isRead = new Promise<ReadableStreamDefaultController<Uint8Array>>((resolve) => {
    read = resolve;
  });
  const held = new ReadableStream<Uint8Array>({ pull: (controller) => read(controller) }, { highWaterMark: 0 });
  const first = api.submit(held, { token });
  const sending = await isRead;
  await withFullQueue(async () => {
    const { status, body } = await unread({ contentType: 'text/html' });
    expect([status, body['violated-policies']]).toEqual([429, ['uploads']]);
  });
  sending.close();
  expect((await first).status).toBe(422);
});
