/** Child processes that end when this one does. */
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { inRoot, ROOT } from './root.mjs';

const LEASH = pathToFileURL(inRoot('scripts', 'support', 'leash.mjs')).href;
const GRACE_MS = 8_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * @typedef {object} ChildOptions
 * @property {NodeJS.ProcessEnv} [env] the whole environment
 * @property {'inherit' | 'pipe' | 'ignore'} [stdout]
 * @property {'inherit' | 'pipe' | 'ignore'} [stderr]
 */

/** Starts any program, without standard input. @param {string} command @param {readonly string[]} args @param {ChildOptions} [options] */
export function startProgram(command, args, { env = process.env, stdout = 'inherit', stderr = 'inherit' } = {}) {
  return track(spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', stdout, stderr] }));
}

/** Starts a Node script on a leash. @param {readonly string[]} args @param {ChildOptions} [options] */
export function startNode(args, { env = process.env, stdout = 'inherit', stderr = 'inherit' } = {}) {
  return track(
    spawn(process.execPath, ['--import', LEASH, ...args], {
      cwd: ROOT,
      env: { ...env, HEIRLOOM_LEASH: String(process.pid) },
      stdio: ['ignore', stdout, stderr, 'ipc'],
    }),
  );
}

function track(child) {
  running.add(child);
  const forget = () => running.delete(child);
  child.once('close', forget).once('error', forget);
  return child;
}

/**
 * Waits for a child's end. A signal counts as 128 + 15, as shells say it for SIGTERM.
 * @param {import('node:child_process').ChildProcess} child @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export function ended(child) {
  return new Promise((resolve, reject) => {
    const text = { stdout: '', stderr: '' };
    for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
      child[name]?.setEncoding('utf8').on('data', (chunk) => {
        text[name] += chunk;
      });
    }
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 143), ...text }));
  });
}

/** Asks every child to end, kills what doesn't, and returns when all are gone. */
export async function stopChildren() {
  const gone = [...running].map(
    (child) =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve(undefined);
        const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
        child.once('exit', () => {
          clearTimeout(timer);
          resolve(undefined);
        });
        child.kill('SIGTERM');
      }),
  );
  await Promise.all(gone);
}

/** Last resort, where this process ends without having asked. */
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
