/** How long answers take that should not depend on what else goes on: a thread of its own asks while some load lasts. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const LEAST_MS = 4_000;
const FILE = new URL('./probe-thread.mjs', import.meta.url);

/** @typedef {{ p50: number, p99: number, max: number, answers: number, failed: number }} Answers milliseconds */

/**
 * Runs a load, over again until it has lasted some seconds, and probes meanwhile.
 * @param {string} url @param {Readonly<Record<string, string>>} addresses by name
 * @param {() => Promise<unknown>} load @param {{ again?: boolean }} [options] false where the load can be made only once
 * @returns {Promise<{ seconds: number, answers: Record<string, Answers> }>}
 */
export async function probeDuring(url, addresses, load, { again = true } = {}) {
  const worker = new Worker(FILE, { workerData: { url, addresses } });
  await once(worker, 'online');
  const startedAt = performance.now();
  try {
    do await load();
    while (again && performance.now() - startedAt < LEAST_MS);
    const seconds = (performance.now() - startedAt) / 1000;
    const told = once(worker, 'message');
    worker.postMessage('stop');
    const [measured] = await told;
    const answers = Object.entries(measured).map(([name, { ms, failed }]) => [name, summary(ms, failed)]);
    return { seconds, answers: Object.fromEntries(answers) };
  } finally {
    await worker.terminate();
  }
}

/** @param {number[]} ms @param {number} failed @returns {Answers} */
function summary(ms, failed) {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), max: at(1), answers: ms.length, failed };
}
