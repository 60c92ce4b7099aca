/** The built site behind its own server: whom it answers, what of Next it serves, how it starts and ends. */
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Site, startSite } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A page that is cached, one that is not there, a static file, a picture, the API. */
const ADDRESSES = ['/', '/zh/about', '/none/such', '/icon.svg', '/social-card.png', '/api/v1/health', '/api/v1/none'];

let site: Site;
beforeAll(async () => {
  const env = { HEIRLOOM_HOSTS: 'leaderboard.example.org', HEIRLOOM_URL: 'https://public.example' };
  site = await startSite({ env });
}, 300_000);
afterAll(() => site?.stop());

interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** With any headers, and exactly this path: fetch would mend both. */
function get(path: string, headers: Record<string, string> = {}): Promise<Answered> {
  const { hostname, port } = new URL(site.url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      const type = response.headers['content-type'] ?? '';
      response.on('end', () => resolve({ status: response.statusCode ?? 0, type, body }));
    });
    asked.on('error', reject).end();
  });
}

describe('the Host', () => {
  test.each(ADDRESSES)('has to be known for %s', async (address) => {
    const { status, type, body } = await get(address, { host: 'evil.example', 'x-forwarded-host': 'localhost' });
    expect([status, type]).toEqual([
      403,
      address.startsWith('/api/') ? 'application/problem+json; charset=utf-8' : 'text/plain; charset=utf-8',
    ]);
    expect(body).toContain('add the name to HEIRLOOM_HOSTS');
  });

  test.each([
    'localhost',
    '127.0.0.1:1',
    '[::1]',
    'leaderboard.example.org',
    'LEADERBOARD.example.org.:443',
    'public.example',
  ])('%s is', async (host) => {
    for (const address of ['/', '/icon.svg', '/api/v1/health'])
      expect((await get(address, { host })).status, address).toBe(200);
  });

  test('in an address wins, where it is known', async () => {
    expect((await get('http://leaderboard.example.org/about')).status).toBe(200);
    expect((await get('http://evil.example/about')).status).toBe(403);
  });
});

describe('of Next', () => {
  test.each([
    '/_next/image?url=%2Ficon.svg&w=64&q=75',
    '/%5fnext/image?url=%2Ficon.svg&w=64&q=75',
    '/_next/data/x/index.json',
  ])('%s is not served', async (address) => {
    expect(await get(address)).toMatchObject({ status: 404, type: 'text/plain; charset=utf-8' });
  });

  test('the files of its pages are', async () => {
    const [script] = /\/_next\/static\/[^"]+\.js/.exec((await get('/about')).body) ?? [];
    expect((await get(script ?? '')).status).toBe(200);
    // Compressed once for all, so that it has a length.
    const packed = await fetch(site.url + script, { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(Number(packed.headers.get('content-length'))).toBeGreaterThan(0);
    expect(await packed.text()).toBe((await get(script ?? '')).body);
  });

  test('an address with two slashes leads nowhere else', async () => {
    for (const address of ['//evil.example/about', '/\\evil.example/about']) {
      const response = await fetch(`${site.url}${address}`, { redirect: 'manual' });
      const location = response.headers.get('location') ?? '/';
      expect(new URL(location, 'http://localhost').hostname, address).toBe('localhost');
    }
  });

  test('nothing of all that was an error of the site', () => {
    expect(site.output()).not.toMatch(/error| at /i);
  });
});

describe('a process', () => {
  const dataDir = temporaryFolder();

  test('that is asked to end answers what is under way, says so to an upload that takes longer, and ends well', async () => {
    const ending = await startSite({ dataDir });
    const { hostname, port } = new URL(ending.url);
    // A route is loaded with its first request.
    await fetch(`${ending.url}/api/v1/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ending.adminToken}` },
      body: 'abc',
    });
    const begin = async (address: string, bytes: number) => {
      const socket = connect(Number(port), hostname);
      let text = '';
      socket.setEncoding('utf8').on('data', (part: string) => (text += part));
      const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
      const head = [`POST ${address} HTTP/1.1`, 'Host: localhost', 'Content-Type: application/gzip'];
      head.push(`Authorization: Bearer ${ending.adminToken}`, `Content-Length: ${bytes}`, 'Expect: 100-continue');
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
      await new Promise((resolve) => socket.once('data', resolve));
      return { socket, closed };
    };
    const short = await begin('/api/v1/tokens', 3);
    const long = await begin('/api/v1/submissions', 1_000_000);
    long.socket.write('a'.repeat(1000));
    const stopped = ending.stop();
    await untilRefused(Number(port), hostname);
    short.socket.write('abc');
    expect(await short.closed).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 400 .*application\/problem\+json/s);
    expect(await long.closed).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 503 .*The site was stopped before/s);
    await stopped;
    expect(ending.exitCode()).toBe(0);
    expect(ending.output()).not.toMatch(/error| at /i);
  }, 300_000);

  test('leaves its data directory to the next one', async () => {
    const next = await startSite({ dataDir });
    expect((await fetch(`${next.url}/api/v1/health`)).status).toBe(200);
    await next.stop();
  }, 300_000);

  test('with a HEIRLOOM_HOSTS that is no list of names does not start', async () => {
    await expect(startSite({ env: { HEIRLOOM_HOSTS: 'https://a.example' } })).rejects.toThrow(
      /exit code 2:\nheirloom: HEIRLOOM_HOSTS has "https:\/\/a\.example"; expected names/,
    );
  });

  test('that others reach without https says so', async () => {
    const open = await startSite({ env: { HOST: '0.0.0.0' } });
    expect(open.output()).toContain('The site listens on 0.0.0.0 without https');
    await open.stop();
  }, 300_000);
});

/** Another process has no event to wait for but that it takes no more connections. */
async function untilRefused(port: number, hostname: string): Promise<void> {
  const isTaken = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, hostname, () => socket.destroy());
      socket.once('error', () => resolve(false)).once('close', () => resolve(true));
    });
  while (await isTaken());
}
