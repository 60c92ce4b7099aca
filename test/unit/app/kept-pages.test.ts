/** Pages that are kept, behind a server that asks a renderer in Next's place: with Next's cache as Next uses it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import VersionedCache from '../../../app/cache-handler.mjs';
import { PAGE } from '../../../app/page-number.mjs';
import { SCRIPTS } from '../../../app/script-sources.mjs';
import { SECURITY_HEADERS } from '../../../app/security-headers.mjs';
import { type KeptPages, openKeptPages } from '../../../app/server/kept-pages.ts';
import { namePageScripts } from '../../../app/server/script-policy.ts';

/** What data-version.ts makes known. */
const clock = { version: 1, isAway: false, current: async () => clock.version };
const cache = new VersionedCache();
let pages: KeptPages;
let server: Server;
let url: string;
/** Requests that came to the renderer. */
let handedOn: string[] = [];
/** What it adds to the heads of its answers. */
let extra: Record<string, string> = {};
let status = 200;
/** Of its page's paragraph. */
let attribute = '';

/** Answers as Next does: rendered once, then from its cache, with the headers that the cache gave the page. */
async function render({ url: address = '', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  handedOn.push(address);
  const [key = ''] = address.split('?');
  let value = (await cache.get(key))?.value;
  if (value === undefined) {
    const html = `<p${attribute}>王 ${key} under version ${clock.version}</p><script>say("${key}", ${clock.version})</script>`;
    value = { kind: 'APP_PAGE', html, headers: {}, status };
    await cache.set(key, value);
  }
  response.statusCode = value.status;
  for (const [name, text] of Object.entries({ ...SECURITY_HEADERS, ...value.headers, ...extra }))
    response.setHeader(name, text as string);
  response.setHeader('vary', 'rsc, Next-Router-Prefetch, Accept-Encoding');
  if (headers.rsc === undefined) response.setHeader('content-type', 'text/html; charset=utf-8').end(value.html);
  else response.setHeader('content-type', 'text/x-component').end('data for React');
}

beforeAll(async () => {
  Object.assign(globalThis, { [Symbol.for('heirloom.data-version')]: clock });
  server = createServer(async (request, response) => {
    if (await pages.send(request, response)) return;
    pages.remember(request, response);
    namePageScripts(response);
    await render(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  Reflect.deleteProperty(globalThis, Symbol.for('heirloom.data-version'));
  server.close();
});
beforeEach(async () => {
  await cache.revalidateTag();
  pages = openKeptPages();
  [handedOn, extra, status, attribute, clock.isAway] = [[], {}, 200, '', false];
});

/** fetch asks for gzip by itself. */
const PLAIN = { 'accept-encoding': 'identity' };

async function get(address: string, headers: Record<string, string> = PLAIN, method = 'GET') {
  const response = await fetch(url + address, { method, headers });
  const { date: _, connection: __, 'keep-alive': ___, ...head } = Object.fromEntries(response.headers);
  return { status: response.status, head, body: await response.text() };
}

it('is sent as Next sent it first, head and all, and Next is asked once', async () => {
  const first = await get('/about');
  expect(first.body).toContain('&#29579; /about');
  expect(first.head['content-security-policy']).toMatch(/script-src 'self' 'sha256-[^']+';/);
  expect([first.head[PAGE], first.head[SCRIPTS]]).toEqual([undefined, undefined]);
  for (let i = 0; i < 3; i++) expect(await get('/about')).toEqual(first);
  expect(handedOn).toEqual(['/about']);
});

it('is compressed for who takes that, and has its length alone for HEAD', async () => {
  const plain = await get('/about');
  for (const headers of [{ 'accept-encoding': 'gzip' }, PLAIN]) {
    const answer = await get('/about', headers);
    const isPacked = headers !== PLAIN;
    expect([answer.body, answer.head['content-encoding']]).toEqual([plain.body, isPacked ? 'gzip' : undefined]);
    const head = await get('/about', headers, 'HEAD');
    expect(head).toEqual({ ...answer, body: '' });
    expect(Number(head.head['content-length'])).toBeGreaterThan(0);
  }
  expect(handedOn).toHaveLength(1);
});

it('is shown no more after a change, and then as it is made anew, under the policy of its new scripts', async () => {
  const before = await get('/about');
  clock.version += 1;
  const after = await get('/about');
  expect(after.body).toContain(`under version ${clock.version}`);
  expect(after.head['content-security-policy']).not.toBe(before.head['content-security-policy']);
  expect(await get('/about')).toEqual(after);
  expect(handedOn).toHaveLength(2);
});

it('goes on being shown while the database is away', async () => {
  const before = await get('/about');
  [clock.version, clock.isAway] = [clock.version + 1, true];
  expect(await get('/about')).toEqual(before);
  expect(handedOn).toHaveLength(1);
});

it('is one for all its addresses, each with the head that Next gives it', async () => {
  await get('/about');
  extra = { 'x-of-an-address': '1' };
  for (let i = 0; i < 2; i++) expect((await get('/about?x=1')).head['x-of-an-address']).toBe('1');
  expect((await get('/about')).head['x-of-an-address']).toBeUndefined();
  expect(handedOn).toEqual(['/about', '/about?x=1']);
});

it('is given to nobody who asks for another form of it, and none of those is taken for the page', async () => {
  for (let i = 0; i < 2; i++) expect((await get('/about', { ...PLAIN, rsc: '1' })).body).toBe('data for React');
  const page = await get('/about');
  expect(page.body).toContain('<p>');
  expect((await get('/about', { ...PLAIN, rsc: '1' })).body).toBe('data for React');
  // With a header that it depends on, though it is a page.
  for (let i = 0; i < 2; i++) await get('/board', { ...PLAIN, 'next-router-prefetch': '1' });
  expect(handedOn).toHaveLength(6);
  await get('/about', PLAIN, 'POST');
  expect(handedOn).toHaveLength(7);
});

it.each([
  ['is an error', () => (status = 404)],
  ['sets a cookie', () => (extra = { 'set-cookie': 'a=1' })],
  ['says how busy the site is', () => (attribute = ' data-unkept="true"')],
])('is left to Next where it %s', async (_, change) => {
  change();
  for (let i = 0; i < 3; i++) expect((await get('/about')).head[PAGE]).toBeUndefined();
  expect(handedOn).toHaveLength(3);
});
