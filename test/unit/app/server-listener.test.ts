/** The server in front of Next, on a socket, with a handler that says what reached it. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createSiteServer, type Handler, type Limits } from '../../../app/server/listener.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function listen(handle: Handler = echo, limits?: Limits): Promise<number> {
  const server = createSiteServer(new Set(['localhost', 'known.example']), handle, limits);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function echo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let length = 0;
  for await (const chunk of request) length += (chunk as Buffer).length;
  response.end(`${request.method} ${request.headers.host} ${request.url} ${length}`);
}

/** All that comes back until the server closes the connection. */
async function exchange(port: number, ...parts: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  for (const part of parts) socket.write(part, 'latin1');
  return untilClosed(socket);
}

function untilClosed(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  return new Promise((resolve, reject) => socket.once('error', reject).once('close', () => resolve(text)));
}

const CLOSE = 'Connection: close\r\n\r\n';
const statuses = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

describe('the Host', () => {
  it('is judged before anything else, whatever the address', async () => {
    const port = await listen();
    for (const target of ['/', '/icon.svg', '/_next/static/a.js', '/api/v1/health', '/_next/image']) {
      const text = await exchange(port, `GET ${target} HTTP/1.1\r\nHost: evil.example\r\n${CLOSE}`);
      expect(statuses(text), target).toEqual([403]);
    }
  });

  it('is missing, twice, or in the address', async () => {
    const port = await listen();
    expect(await exchange(port, `GET / HTTP/1.1\r\n${CLOSE}`)).toContain('There is no Host header');
    expect(await exchange(port, 'GET / HTTP/1.0\r\n\r\n')).toContain('There is no Host header');
    const twice = `GET / HTTP/1.1\r\nHost: localhost\r\nhOST: evil.example\r\n${CLOSE}`;
    expect(await exchange(port, twice)).toContain('There are 2 Host headers');
    const absolute = `GET http://known.example/a?b HTTP/1.1\r\nHost: localhost\r\n${CLOSE}`;
    expect(await exchange(port, absolute)).toContain('GET known.example /a?b 0');
  });

  it('is not taken from what a proxy says', async () => {
    const forwarded = 'X-Forwarded-Host: known.example\r\nForwarded: host=known.example\r\n';
    const text = await exchange(await listen(), `GET / HTTP/1.1\r\nHost: evil.example\r\n${forwarded}${CLOSE}`);
    expect(statuses(text)).toEqual([403]);
  });
});

describe('what is no HTTP', () => {
  it.each([
    ['a line of something else', 'HELLO\r\n\r\n', 400, 'no HTTP request that can be read'],
    ['a header without a colon', `GET / HTTP/1.1\r\nHost: localhost\r\nx\r\n${CLOSE}`, 400, 'no HTTP request'],
    [
      'two lengths',
      `POST /api/v1/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n${CLOSE}`,
      400,
      'no HTTP',
    ],
    [
      'headers without end',
      `GET / HTTP/1.1\r\nHost: localhost\r\nx: ${'a'.repeat(20_000)}\r\n${CLOSE}`,
      431,
      'more than 16 kB',
    ],
    [
      'an address without end',
      `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n${CLOSE}`,
      431,
      'more than 16 kB',
    ],
    [
      'a long address',
      `GET /${'a'.repeat(9_000)} HTTP/1.1\r\nHost: localhost\r\n${CLOSE}`,
      414,
      'expected 8000 at most',
    ],
  ])('%s', async (_, sent, status, words) => {
    const text = await exchange(await listen(), sent);
    expect(statuses(text)).toEqual([status]);
    expect(text).toContain(words);
  });

  it('does not cut into an answer that is under way', async () => {
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const port = await listen(async (_, response) => {
      response.writeHead(200, { 'content-length': 10 }).write('first');
      answer();
    });
    const socket = connect(port, '127.0.0.1');
    const text = untilClosed(socket);
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await asked;
    socket.write('HELLO\r\n\r\n');
    expect(statuses(await text)).toEqual([200]);
  });
});

describe('methods', () => {
  it('CONNECT is none of any address', async () => {
    const text = await exchange(await listen(), 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n');
    expect(statuses(text)).toEqual([405]);
    expect(text).toContain('There is no CONNECT of this address');
  });

  it('an offer to upgrade is answered as a request', async () => {
    const upgrade = 'Connection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n';
    const text = await exchange(await listen(), `GET /about HTTP/1.1\r\nHost: localhost\r\n${upgrade}`);
    expect(statuses(text)).toEqual([200]);
    expect(text).toContain('GET localhost /about 0');
  });

  it('one request after the other on one connection, sent at once, are each judged and answered in order', async () => {
    const request = (target: string, host = 'localhost') => `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n`;
    const sent = [`${request('/a')}\r\n`, `${request('/b', 'evil.example')}\r\n`, request('/c') + CLOSE];
    const text = await exchange(await listen(), sent.join(''));
    expect(statuses(text)).toEqual([200, 403, 200]);
    expect(text).toMatch(/GET localhost \/a 0.*does not answer.*GET localhost \/c 0/s);
  });
});

describe('a body', () => {
  const upload = (headers: string) =>
    `POST /api/v1/submissions HTTP/1.1\r\nHost: localhost\r\n${headers}Connection: close\r\n`;

  it('is asked for where the request looks good', async () => {
    const port = await listen();
    const socket = connect(port, '127.0.0.1');
    const text = untilClosed(socket);
    socket.once('data', () => socket.write('abc'));
    socket.write(`${upload('Authorization: Bearer x\r\nContent-Length: 3\r\n')}Expect: 100-continue\r\n\r\n`);
    expect(statuses(await text)).toEqual([100, 200]);
  });

  it.each([
    [
      'to another host',
      `POST /api/v1/submissions HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer x\r\nContent-Length: 3\r\n`,
    ],
    [
      'where none is taken',
      `POST /about HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x\r\nContent-Length: 3\r\n`,
    ],
    ['without a token', upload('Content-Length: 3\r\n')],
    ['of a size that is not taken', upload('Authorization: Bearer x\r\nContent-Length: 99999999999\r\n')],
  ])('is not asked for %s', async (_, head) => {
    const port = await listen(async (_request, response) => response.writeHead(400).end());
    const [first] = statuses(await exchange(port, `${head}Expect: 100-continue\r\n\r\n`));
    expect(first).toBeGreaterThanOrEqual(400);
  });

  it('that is short has a time to come in; a bundle has its line’s', async () => {
    const limits = { bodyMs: 1, lingerMs: 60_000 };
    const port = await listen(echo, limits);
    const slow = `POST /api/v1/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\na`;
    expect(await exchange(port, slow)).toMatch(/^HTTP\/1\.1 408 .*did not come whole in time/s);
    const socket = connect(port, '127.0.0.1');
    const text = untilClosed(socket);
    socket.write(`${upload('Content-Length: 3\r\n')}\r\na`);
    // The other request's time is over by then: it began later.
    await exchange(port, slow);
    socket.write('bc');
    expect(statuses(await text)).toEqual([200]);
  });

  it('that goes on after its answer is read for a while and no longer', async () => {
    const port = await listen(async (_, response) => response.writeHead(401).end('no'), {
      bodyMs: 60_000,
      lingerMs: 1,
    });
    const text = await exchange(
      port,
      'POST /api/v1/submissions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\na',
    );
    expect(statuses(text)).toEqual([401]);
  });
});
