/** A page that fails because the database is away is answered as that; one that fails otherwise is not. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { unavailableError } from '#leaderboard/db/unavailable.ts';
import { explainLostPage, noteFailure } from '../../../app/server/lost-pages.ts';

const FAILED = 'what Next says';
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    explainLostPage(request.url ?? '', response);
    response.statusCode = request.url?.startsWith('/fine') ? 200 : 500;
    response.setHeader('content-encoding', 'identity');
    if (request.url?.endsWith('piece')) for (const part of FAILED) response.write(part);
    if (request.url?.endsWith('head')) response.writeHead(500, { 'content-length': FAILED.length });
    response.end(request.url?.endsWith('piece') ? undefined : FAILED);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
afterEach(() => {
  vi.restoreAllMocks();
});

/** Long after every failure that a test took note of. */
const muchLater = (): void => {
  const now = performance.now();
  vi.spyOn(performance, 'now').mockReturnValue(now + 3_600_000);
};

describe('while the database is away', () => {
  it.each([
    ['/lost', 'en', 'Try again in 10 seconds'],
    ['/lost/piece-by-piece', 'en', 'Try again in 10 seconds'],
    ['/lost/with-a-head', 'en', 'Try again in 10 seconds'],
    ['/zh/lost', 'zh', '请在 10 秒后重试'],
    ['/zh?a=b', 'zh', '请在 10 秒后重试'],
  ])('%s is answered 503 with a page', async (address, language, words) => {
    noteFailure(new Error('a page failed', { cause: unavailableError() }));
    const response = await fetch(url + address);
    const names = ['retry-after', 'content-type', 'cache-control', 'content-encoding'];
    expect([response.status, ...names.map((name) => response.headers.get(name))]).toEqual([
      503,
      '10',
      'text/html; charset=utf-8',
      'no-store',
      null,
    ]);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    const text = await response.text();
    expect(text).toContain(`<html lang="${language}">`);
    expect(text).toContain(words);
    expect(text).not.toContain(FAILED);
  });

  it.each([
    ['/fine', 200],
    ['/api/v1/lost', 500],
  ])('%s is answered as it is', async (address, status) => {
    noteFailure(unavailableError());
    const response = await fetch(url + address);
    expect([response.status, await response.text()]).toEqual([status, FAILED]);
  });

  it('to HEAD without the page', async () => {
    noteFailure(unavailableError());
    const response = await fetch(`${url}/lost`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([503, '']);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100);
  });
});

it('another failure is answered as it is, and so is one long afterwards', async () => {
  noteFailure(unavailableError());
  muchLater();
  noteFailure(new TypeError('a bug'));
  const response = await fetch(`${url}/lost`);
  expect([response.status, await response.text()]).toEqual([500, FAILED]);
});
