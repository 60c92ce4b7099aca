/** The built site of a checkout of then, with the patience that a busy machine needs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { findPort, localUrl } from '../../../scripts/start/port.mjs';

const FIRST_PORT = 4111;
const HEALTHY_WITHIN_MS = 20 * 60_000;
const POLL_MS = 500;

/** @param root the checkout @throws Error where it does not become healthy */
export async function serveThen(
  root: string,
  dataDir: string,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const port = await findPort(FIRST_PORT, '127.0.0.1');
  const url = localUrl('127.0.0.1', port);
  const { DATABASE_URL: _, ...inherited } = process.env;
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  // In its own folder: that is where it finds its migrations.
  const child = spawn(process.execPath, [next, 'start', '--hostname', '127.0.0.1', '--port', String(port)], {
    cwd: root,
    env: { ...inherited, NODE_ENV: 'production', HEIRLOOM_DATA: dataDir, HEIRLOOM_URL: url },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const deadline = performance.now() + HEALTHY_WITHIN_MS;
  for (;;) {
    const answer = await fetch(`${url}/api/v1/health`).catch(() => null);
    if (answer?.ok) break;
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`The site of ${root} is not well: ${(await answer?.text()) ?? 'no answer'}.`);
    // Another process has no event to wait for but its answer.
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
