/** Kept answers of the API through the built site: what its server gives by itself and what Next's routes give is one and the same. */
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packed } from '../support/archives.ts';
import { bundleOf, requireRun } from '../support/bundles.ts';
import { type Site, startSite } from '../support/site.ts';

const BOARD = '/api/v1/leaderboard?suite=0.1&tier=smoke';
const BENCHMARK = 'word-frequencies';
/** Of the connection, and of the moment. */
const OF_THE_WAY = ['connection', 'date', 'keep-alive', 'transfer-encoding', 'content-length', 'vary'];

let site: Site;
let id: string;

beforeAll(async () => {
  site = await startSite();
  id = await send('replace');
});
afterAll(() => site?.stop());

async function send(spec: string): Promise<string> {
  const response = await fetch(`${site.url}/api/v1/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${site.adminToken}`, 'content-type': 'application/gzip' },
    body: new Uint8Array(packed(bundleOf([await requireRun(BENCHMARK, spec)]))),
  });
  expect([spec, response.status]).toEqual([spec, 201]);
  return ((await response.json()) as { id: string }).id;
}

const get = (address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
  fetch(site.url + address, { method, headers });

/** Next sends what it makes in pieces, of an unknown length; the server knows the length of what is kept. */
const isOfTheServer = ({ headers }: Response): boolean => headers.has('content-length');

const ownHeaders = ({ headers }: Response): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !OF_THE_WAY.includes(name)));

/** What the server gives by itself: scores that come in make the first answers anew. */
async function kept(address: string): Promise<Response> {
  for (;;) {
    const response = await get(address);
    if (isOfTheServer(response)) return response;
    await response.arrayBuffer();
  }
}

const rowsOf = async (response: Response): Promise<string[]> =>
  ((await response.json()) as { rows: { id: string }[] }).rows.map((row) => row.id);

test('the same body and headers come from both', async () => {
  const addresses = [
    BOARD,
    `${BOARD}&format=csv`,
    `/api/v1/submissions/${id}`,
    `/api/v1/submissions/${id}/ledger/${BENCHMARK}`,
    `/api/v1/benchmarks/${BENCHMARK}/real-sample`,
  ];
  for (const address of addresses) {
    const byServer = await kept(address);
    // Another address of the same answer, which the server doesn't know: it goes through a route.
    const byRoute = await get(address + (address.includes('?') ? '&' : '?other'));
    expect(isOfTheServer(byRoute), address).toBe(false);
    expect(ownHeaders(byServer), address).toEqual(ownHeaders(byRoute));
    expect(Buffer.from(await byServer.arrayBuffer())).toEqual(Buffer.from(await byRoute.arrayBuffer()));
  }
});

test('HEAD and who has it already get the same headers, without a body', async () => {
  const whole = await kept(BOARD);
  const length = whole.headers.get('content-length');
  expect(Buffer.byteLength(await whole.text())).toBe(Number(length));
  const head = await get(BOARD, {}, 'HEAD');
  expect([head.status, head.headers.get('content-length'), ownHeaders(head)]).toEqual([200, length, ownHeaders(whole)]);
  const etag = whole.headers.get('etag') ?? '';
  for (const method of ['GET', 'HEAD']) {
    const known = await get(BOARD, { 'if-none-match': etag }, method);
    const { 'content-type': _, ...rest } = ownHeaders(whole);
    expect([known.status, await known.text(), ownHeaders(known)]).toEqual([304, '', rest]);
  }
});

test('after an upload nobody gets the older one, whatever they have', async () => {
  for (const spec of ['oracle', 'retain', 'freeze']) {
    const before = await kept(BOARD);
    const etag = before.headers.get('etag') ?? '';
    const newer = await send(spec);
    const answers = await Promise.all([get(BOARD), get(BOARD, { 'if-none-match': etag })]);
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(await rowsOf(answer)).toContain(newer);
    }
    expect(await rowsOf(await kept(BOARD))).toContain(newer);
  }
});

test('a host that is not known, and a method that is none of it, get nothing of what is kept', async () => {
  await (await kept(BOARD)).arrayBuffer();
  const { hostname, port } = new URL(site.url);
  const ask = (method: string, headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const asked = request({ hostname, port, path: BOARD, method, headers }, (response) => {
        response.resume().once('end', () => resolve(response.statusCode ?? 0));
      });
      asked.once('error', reject).end();
    });
  expect(await ask('GET', { host: 'evil.example' })).toBe(403);
  expect(await ask('TRACE', {})).toBe(405);
  expect(await ask('DELETE', {})).toBe(405);
  expect(await ask('POST', {})).toBe(405);
});

test('what is left to a token is said to it alone, and its requests count as ever', async () => {
  const made = await fetch(`${site.url}/api/v1/tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${site.adminToken}` },
    body: JSON.stringify({ label: 'reader' }),
  });
  const authorization = `Bearer ${((await made.json()) as { token: string }).token}`;
  const left = async (): Promise<string | undefined> => {
    const { headers } = await get('/api/v1/limits', { authorization });
    return /"requests";r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1];
  };
  const first = await left();
  expect(Number(first)).toBeGreaterThan(0);
  for (const headers of [{ authorization }, {}] as Record<string, string>[]) {
    await (await kept(BOARD)).arrayBuffer();
    expect((await get(BOARD, headers)).headers.get('ratelimit')).toBeNull();
  }
  expect((await get('/api/v1/limits')).headers.get('ratelimit')).toBeNull();
  expect(await left()).toBe(String(Number(first) - 1));
});
