/** How the server ends, on a socket: what is under way is sent whole, and what takes too long is told so. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { finisher, type Times } from '../../../app/server/ending.ts';

const LONG: Times = { finish: 60_000, words: 60_000, close: 1 };
const SHORT: Times = { finish: 1, words: 60_000, close: 1 };

async function listen(answer: RequestListener, times: Times): Promise<{ socket: Socket; finish: () => Promise<void> }> {
  const server: Server = createServer(answer);
  const finish = finisher(server, times);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { socket: connect((server.address() as AddressInfo).port, '127.0.0.1'), finish };
}

function untilClosed(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  return new Promise((resolve, reject) => socket.once('error', reject).once('close', () => resolve(text)));
}

const GET = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
const upload = (bytes: number) =>
  `POST /api/v1/submissions HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${bytes}\r\n\r\n`;

it('an answer that has ended is sent whole, however slowly it is read', async () => {
  // More than the system takes at once.
  const body = 'x'.repeat(32 * 1024 * 1024);
  let ended: () => void = () => undefined;
  const hasEnded = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const { socket, finish } = await listen((_, response) => {
    response.end(body);
    ended();
  }, LONG);
  socket.write(GET);
  await hasEnded;
  const finished = finish();
  const text = await untilClosed(socket);
  expect(text.length - text.indexOf('\r\n\r\n') - 4).toBe(body.length);
  await finished;
});

it('a body that is under way may come whole, and its answer ends the connection', async () => {
  let came: () => void = () => undefined;
  const hasCome = new Promise<void>((resolve) => {
    came = resolve;
  });
  const { socket, finish } = await listen(async (request, response) => {
    came();
    for await (const _ of request);
    response.end('whole');
  }, LONG);
  socket.write(upload(3));
  await hasCome;
  const finished = finish();
  const text = untilClosed(socket);
  socket.write('abc');
  expect(await text).toMatch(/^HTTP\/1\.1 200 OK\r\n.*connection: close\r\n.*whole/is);
  await finished;
});

it('what takes longer is told so, once for a connection', async () => {
  let came: () => void = () => undefined;
  const hasCome = new Promise<void>((resolve) => {
    came = resolve;
  });
  const { socket, finish } = await listen(() => came(), SHORT);
  socket.write(upload(1_000_000) + 'a'.repeat(1000));
  await hasCome;
  const finished = finish();
  const text = await untilClosed(socket);
  expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
  expect(text).toMatch(
    /^HTTP\/1\.1 503 .*retry-after: 10\r\n.*application\/problem\+json.*The site was stopped before/s,
  );
  await finished;
});

it('no word is put into an answer that has begun', async () => {
  let came: () => void = () => undefined;
  const hasCome = new Promise<void>((resolve) => {
    came = resolve;
  });
  const { socket, finish } = await listen(
    (_, response) => {
      response.writeHead(200, { 'content-length': 10 }).write('first');
      came();
    },
    { ...SHORT, words: 1 },
  );
  socket.write(GET);
  await hasCome;
  const text = untilClosed(socket);
  await finish();
  expect(await text).toMatch(/200 OK.*\r\n\r\nfirst$/s);
});

it('a connection that nothing is asked on keeps nobody waiting', async () => {
  const { socket, finish } = await listen((_, response) => void response.end('x'), LONG);
  const text = untilClosed(socket);
  socket.write(GET);
  await new Promise((resolve) => socket.once('data', resolve));
  await finish();
  expect(await text).toContain('200 OK');
});
