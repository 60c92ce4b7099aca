/** Starts the built site and waits for it. */

import { distDir, serverFile } from '../setup/build.mjs';
import { startNode } from '../support/children.mjs';
import { complain } from '../support/print.mjs';
import { inRoot } from '../support/root.mjs';
import { SetupError } from '../support/steps.mjs';
import { localUrl } from './port.mjs';

const MINUTE_MS = 60_000;
const POLL_MS = 100;

/** @param {{ host: string, port: number, dataDir: string }} options */
export function serve({ host, port, dataDir }) {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOST: host,
    PORT: String(port),
    // Threads come and go here, and what each has freed stays with its arena: a fifth less memory with two of them (glibc).
    MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX || '2',
    // Colours of its framework would come out as escapes.
    NO_COLOR: '1',
    HEIRLOOM_DATA: dataDir,
    HEIRLOOM_DIST: distDir(),
    // What citations and social cards are given, unless the site has a public address.
    HEIRLOOM_URL: process.env.HEIRLOOM_URL || localUrl(host, port),
  };
  // That it listens npm start says better; what goes wrong is on stderr.
  return startNode([inRoot(serverFile())], { env, stdout: 'ignore' });
}

/**
 * Waits until the site answers that it and its database are well. Returns what it lacks in a sentence, or nothing. A site that
 * answers nothing yet is at work (moving many bundles may take long): it is waited for as long as it runs.
 * @param {string} url @param {import('node:child_process').ChildProcess} child
 * @param {{ periodMs?: number, stillStarting?: () => void }} [options] how long it may say that it is not well, and what is done
 *   whenever it has answered nothing for as long
 * @throws SetupError where it ends first (without words where the site has said why) or says for a minute that it is not
 */
export async function untilHealthy(url, child, { periodMs = MINUTE_MS, stillStarting = sayStillStarting } = {}) {
  let deadline = performance.now() + periodMs;
  let last = null;
  while (true) {
    if (child.exitCode !== null || child.signalCode !== null) {
      // One that ends by itself has said why, in a sentence; a shell learns it from the same exit code.
      if (child.exitCode) throw new SetupError('', child.exitCode);
      throw new SetupError(`The site ended before it was ready (${child.signalCode ?? 'exit code 0'}); see above.`);
    }
    try {
      const response = await fetch(`${url}/api/v1/health`, { signal: AbortSignal.timeout(10_000) });
      if (response.ok) return;
      const problem = await response.json().catch(() => null);
      if (last === null) deadline = performance.now() + periodMs;
      last = `${response.status} ${problem?.detail ?? response.statusText}`;
      // It runs, and shows what it has; its owner learns what to do.
      if (problem?.code === 'no-space') return problem.detail;
      // A database that another process holds stays held: no use waiting a minute for it.
      if (problem?.code === 'locked') break;
    } catch (error) {
      if (last !== null) last = error.cause?.code ?? error.message;
    }
    if (performance.now() >= deadline) {
      if (last !== null) break;
      stillStarting();
      deadline = performance.now() + periodMs;
    }
    // Another process has no event to wait for but its answer.
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new SetupError(`The site does not become healthy. Its last answer: ${last}`);
}

const sayStillStarting = () =>
  complain(
    'The site is still starting. What it does it says above; Ctrl-C stops it, and the next start goes on there.',
  );
