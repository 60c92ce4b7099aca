/** The built site's pages: Next makes each once under a data version, and the server sends it from then on as Next did. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packed } from '../support/archives.ts';
import { bundleOf, requireRun } from '../support/bundles.ts';
import { expectPolicy } from '../support/policy.ts';
import { type Site, startSite } from '../support/site.ts';

let site: Site;
let id: string;
let other: string;

async function send(spec: string): Promise<string> {
  const response = await fetch(`${site.url}/api/v1/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${site.adminToken}`, 'content-type': 'application/gzip' },
    body: new Uint8Array(packed(bundleOf([await requireRun('word-frequencies', spec)]))),
  });
  const { id: given, detail } = await response.json();
  expect([response.status, detail]).toEqual([201, undefined]);
  return given;
}

/** Scores move the data version: another process has no event to wait for but its answers. */
async function untilScored(): Promise<void> {
  while ((await (await fetch(`${site.url}/api/v1/health`)).json()).scoring === 'running');
}

beforeAll(async () => {
  site = await startSite();
  id = await send('replace');
  other = await send('oracle');
  await untilScored();
}, 300_000);
afterAll(() => site?.stop());

/** Where there is a Content-Length of what is compressed, it was compressed before: Next does so while it sends. */
const isKept = (headers: Headers): boolean => headers.has('content-encoding') && headers.has('content-length');

async function get(address: string, encoding: string, more: Record<string, string> = {}) {
  const response = await fetch(site.url + address, { headers: { 'accept-encoding': encoding, ...more } });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** Without what belongs to one sending of it. */
const lasting = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    [...headers].filter(
      ([name]) => !/^(date|connection|keep-alive|transfer-encoding|content-(length|encoding))$/.test(name),
    ),
  );

const pages = () => [
  '/',
  '/zh',
  '/board/0.1/smoke/all',
  '/zh/board/0.1/smoke/all/sort=tail',
  '/benchmarks/word-frequencies',
  `/submissions/${id}`,
  `/zh/submissions/${other}`,
  `/compare?a=${id}&b=${other}`,
  '/snapshots',
  '/about',
];

describe('a page', () => {
  it('is sent again as Next sent it, under its policy, in both encodings, and its length alone for HEAD', async () => {
    for (const address of pages()) {
      const first = await get(address, 'gzip');
      expect([address, first.status, isKept(first.headers)]).toEqual([address, 200, false]);
      const again = await get(address, 'gzip');
      expect([address, isKept(again.headers)]).toEqual([address, true]);
      const plain = await get(address, 'identity');
      expect(plain.headers.get('content-length')).toBe(String(Buffer.byteLength(first.body)));
      for (const { headers, body } of [again, plain]) {
        expect(body === first.body, address).toBe(true);
        expect(lasting(headers)).toEqual(lasting(first.headers));
      }
      const head = await fetch(site.url + address, { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } });
      expect([...head.headers.keys()].filter((name) => name.startsWith('x-heirloom'))).toEqual([]);
      expect(head.headers.get('content-length')).toBe(again.headers.get('content-length'));
      await expectPolicy(site.url + address);
    }
  });

  it('is not what a browser gets that moves from page to page: it asks for React’s data', async () => {
    for (const address of pages()) {
      await get(address, 'gzip');
      const data = await get(address, 'gzip', { rsc: '1' });
      expect([address, data.headers.get('content-type')?.split(';')[0]]).toEqual([address, 'text/x-component']);
      expect([...data.headers.keys()].filter((name) => name.startsWith('x-heirloom'))).toEqual([]);
    }
  });

  it('shows a new entry at once, and one that is gone no more', async () => {
    const board = '/board/0.1/smoke/all';
    for (let i = 0; i < 2; i++) await get(board, 'gzip');
    const added = await send('retain');
    expect((await get(board, 'gzip')).body).toContain(`/submissions/${added}`);
    await untilScored();
    for (let i = 0; i < 2; i++)
      expect((await get(`/submissions/${added}`, 'gzip')).body).not.toContain('Withdrawn here');
    const response = await fetch(`${site.url}/api/v1/submissions/${added}/tombstone`, {
      method: 'POST',
      headers: { authorization: `Bearer ${site.adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'withdrawn', reason: 'Withdrawn here.' }),
    });
    expect(response.status).toBe(200);
    for (let i = 0; i < 2; i++) {
      expect((await get(board, 'gzip')).body).not.toContain(`/submissions/${added}`);
      expect((await get(`/submissions/${added}`, 'gzip')).body).toContain('Withdrawn here');
    }
  });

  it('that isn’t there is answered by Next each time', async () => {
    for (let i = 0; i < 3; i++) {
      const { status, headers } = await get('/submissions/0123456789abcdef', 'gzip');
      expect([status, isKept(headers)]).toEqual([404, false]);
    }
  });
});
