/** The site that is measured: this checkout's or another's, as its own `npm start` serves it, with a data directory of its own. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findPort, localUrl } from '../start/port.mjs';
import { untilHealthy } from '../start/serve.mjs';
import { ended, startNode } from '../support/children.mjs';
import { ROOT } from '../support/root.mjs';
import { complain, SetupError } from '../support/steps.mjs';
import { openClient } from './client.mjs';

const FIRST_PORT = 3700;
const LISTENS_WITHIN_MS = 10 * 60_000;
const POLL_MS = 200;

/**
 * @param {{ checkout: string | null, dataDir: string, databaseUrl?: string }} options the checkout is built already
 */
export async function startServed({ checkout, dataDir, databaseUrl }) {
  const script = path.join(checkout ?? ROOT, 'scripts', 'start.mjs');
  if (!existsSync(script))
    throw new SetupError(`There is no ${script}. Give --checkout the folder of a checkout of Heirloom.`, 2);
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
    pid: /** @type {number} */ (child.pid),
    async stop() {
      const gone = ended(child);
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** `npm start` sets up and looks at the build first, which a busy machine takes minutes for. @throws SetupError */
async function untilListening(url, child) {
  const deadline = performance.now() + LISTENS_WITHIN_MS;
  while (child.exitCode === null && child.signalCode === null) {
    try {
      return await (await fetch(url)).arrayBuffer();
    } catch {
      if (performance.now() > deadline) break;
      // Another process has no event to wait for but its answer.
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
  throw new SetupError(`The site does not listen at ${url} (exit code ${child.exitCode}); see above.`);
}
