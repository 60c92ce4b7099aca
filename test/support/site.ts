/** Starts the built site for a test: own port, own data directory, nothing of the user's. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject } from 'vitest';
import { serverFile } from '../../scripts/setup/build.mjs';
import { createDataDir } from './databases.ts';

export interface SiteOptions {
  /** An existing data directory; by default one of its own with an empty database, removed with the site. */
  readonly dataDir?: string;
  /** What its own data directory is a copy of. */
  readonly template?: string;
  /** A PostgreSQL server instead of the embedded database. */
  readonly databaseUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Site {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly dataDir: string;
  readonly adminToken: string;
  /** What the process has printed so far. */
  readonly output: () => string;
  /** Asks it to end, as npm start does. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. Its data directory stays. */
  kill(): Promise<void>;
  /** Of the process that has ended; null before, and where it was killed. */
  readonly exitCode: () => number | null;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
/** A start takes a second; on a machine that does much else, many times that. */
const HEALTHY_WITHIN_MS = 240_000;
const POLL_MS = 100;
const GRACE_MS = 8_000;

/** Starts a site and waits until it is healthy. @throws with what it printed where it is not */
export async function startSite({ dataDir, template, databaseUrl, env = {} }: SiteOptions = {}): Promise<Site> {
  // Not asked of where a directory is given: a global setup has nothing injected.
  const filled = () => (databaseUrl === undefined ? (template ?? inject('migratedTemplate')) : undefined);
  const own = dataDir === undefined ? createDataDir(filled()) : null;
  const directory = dataDir ?? (own?.dataDir as string);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { DATABASE_URL: _unused, ...inherited } = process.env;
  const leash = pathToFileURL(path.join(ROOT, 'scripts/support/leash.mjs')).href;
  const dist = process.env.HEIRLOOM_DIST ?? '.next-test';
  const child = spawn(process.execPath, ['--import', leash, path.join(ROOT, serverFile(dist))], {
    cwd: ROOT,
    env: {
      ...inherited,
      NODE_ENV: 'production',
      HEIRLOOM_LEASH: String(process.pid),
      HEIRLOOM_DIST: dist,
      HOST: '127.0.0.1',
      PORT: String(port),
      HEIRLOOM_DATA: directory,
      HEIRLOOM_URL: url,
      // What a test sends stays as it is, unless it is about that.
      HEIRLOOM_VERIFICATION: 'off',
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const stop = async (): Promise<void> => {
    await stopChild(child);
    await own?.remove();
  };
  try {
    await untilHealthy(url, child, () => printed);
    const adminToken = (await readFile(path.join(directory, 'token'), 'utf8')).trim();
    const kill = async (): Promise<void> => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    };
    return { url, dataDir: directory, adminToken, output: () => printed, stop, kill, exitCode: () => child.exitCode };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilHealthy(url: string, child: ChildProcess, printed: () => string): Promise<void> {
  const deadline = performance.now() + HEALTHY_WITHIN_MS;
  let last = 'no answer';
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The site ended with exit code ${child.exitCode}:\n${printed()}`);
    try {
      const response = await fetch(`${url}/api/v1/health`);
      last = `${response.status} ${await response.text()}`;
      if (response.ok) return;
    } catch (error) {
      last = String(error);
    }
    // Another process has no event to wait for but its answer.
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`The site was not healthy within ${HEALTHY_WITHIN_MS / 1000} s; last: ${last}\n${printed()}`);
}

/** A port that nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The port of a test server is unknown.');
  return address.port;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
  clearTimeout(timer);
}
