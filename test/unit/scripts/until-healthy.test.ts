/** What a start waits for: an answer for as long as the site runs, and no longer than a minute for one that says it isn't well. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { untilHealthy } from '../../../scripts/start/serve.mjs';

const cleanups: (() => unknown)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** A process that runs until it is stopped. */
function running(): ChildProcess {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
  cleanups.push(() => child.kill());
  return child;
}

/** A port on which nothing listens. */
async function freePort(): Promise<number> {
  const socket = createSocket().listen(0, '127.0.0.1');
  await new Promise((resolve) => socket.once('listening', resolve));
  const { port } = socket.address() as AddressInfo;
  await new Promise((resolve) => socket.close(resolve));
  return port;
}

function listen(port: number, answer: (response: ServerResponse) => void): Server {
  const server = createServer((_, response) => answer(response)).listen(port, '127.0.0.1');
  cleanups.push(() => server.close());
  return server;
}

const problem = (code: string, detail: string) => (response: ServerResponse) => {
  response.writeHead(503, { 'content-type': 'application/json' }).end(JSON.stringify({ code, detail }));
};

it('waits for a site that answers nothing, says so, and takes its answer', async () => {
  const port = await freePort();
  let said = 0;
  const stillStarting = () => {
    said++;
    if (said === 2) listen(port, (response) => response.end('{}'));
  };
  await expect(untilHealthy(`http://127.0.0.1:${port}`, running(), { periodMs: 1, stillStarting })).resolves.toBe(
    undefined,
  );
  expect(said).toBeGreaterThanOrEqual(2);
});

it('gives up a site that goes on saying that it is not well, with what it said', async () => {
  const port = await freePort();
  listen(port, problem('unavailable', 'The database does not answer.'));
  await expect(untilHealthy(`http://127.0.0.1:${port}`, running(), { periodMs: 1 })).rejects.toThrow(
    'The site does not become healthy. Its last answer: 503 The database does not answer.',
  );
});

it('takes a site without space for one that runs, and says what it lacks', async () => {
  const port = await freePort();
  listen(port, problem('no-space', 'The disk is full.'));
  await expect(untilHealthy(`http://127.0.0.1:${port}`, running())).resolves.toBe('The disk is full.');
});

it('ends with a site that ended', async () => {
  const child = running();
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  await expect(untilHealthy(`http://127.0.0.1:${await freePort()}`, child)).rejects.toThrow(
    'The site ended before it was ready (SIGKILL)',
  );
});
