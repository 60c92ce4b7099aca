/** The site that is measured: this checkout's or another's, as its own `npm start` serves it, with a data directory of its own. */
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findPort, localUrl } from '../../scripts/start/port.mjs';
import { untilHealthy } from '../../scripts/start/serve.mjs';
import { ended, startNode } from '../../scripts/support/children.mjs';
import { ROOT } from '../../scripts/support/root.mjs';
import { complain, SetupError } from '../../scripts/support/steps.mjs';
import { type Client, openClient } from './client.ts';

const FIRST_PORT = 3700;
const LISTENS_WITHIN_MS = 10 * 60_000;
const POLL_MS = 200;

export interface ServedOptions {
  /** Built already; null for this one. */
  readonly checkout: string | null;
  readonly dataDir: string;
  /** Of a PostgreSQL server; the embedded database where it is left out. */
  readonly databaseUrl?: string;
}

export interface Served {
  readonly client: Client;
  /** Process id of its `npm start`. */
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** @throws SetupError where there is no such checkout, and where it does not listen */
export async function startServed({ checkout, dataDir, databaseUrl }: ServedOptions): Promise<Served> {
  const script = path.join(checkout ?? ROOT, 'scripts', 'start.mjs');
  if (!existsSync(script)) throw new SetupError(`There is no ${script}. Give the folder of a checkout of Heirloom.`, 2);
  const port = await findPort(FIRST_PORT, '127.0.0.1', complain);
  const url = localUrl('127.0.0.1', port);
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    HEIRLOOM_DATA: dataDir,
    HEIRLOOM_FIRST_RUN: 'none',
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  };
  const child = startNode([script], { env, stdout: 'ignore' });
  await untilListening(url, child);
  await untilHealthy(url, child);
  const token = readFileSync(path.join(dataDir, 'token'), 'utf8').trim();
  return {
    client: openClient(url, token),
    pid: child.pid ?? Number.NaN,
    async stop() {
      const gone = ended(child);
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** `npm start` sets up and looks at the build first, which a busy machine takes minutes for. @throws SetupError */
async function untilListening(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + LISTENS_WITHIN_MS;
  while (child.exitCode === null && child.signalCode === null) {
    try {
      await (await fetch(url)).arrayBuffer();
      return;
    } catch {
      if (performance.now() > deadline) break;
      // Another process has no event to wait for but its answer.
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
  throw new SetupError(`The site does not listen at ${url} (exit code ${child.exitCode}); see above.`);
}
