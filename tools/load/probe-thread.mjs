/**
 * A thread that asks for two addresses every 20 ms, however long the answers before take, until it is told to stop. Plain JavaScript, so that
 * nothing but the asking goes on in it.
 */
import { Agent, get } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

const EVERY_MS = 20;
const TIMEOUT_MS = 60_000;
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
const { url, addresses } = workerData;
/** Milliseconds of each answer, and how many failed, by name. */
const measured = Object.fromEntries(Object.keys(addresses).map((name) => [name, { ms: [], failed: 0 }]));
let open = 0;
let stopping = false;

function ask(name) {
  const startedAt = performance.now();
  open += 1;
  let isDone = false;
  const done = (ok) => {
    if (isDone) return;
    isDone = true;
    open -= 1;
    measured[name].ms.push(performance.now() - startedAt);
    if (!ok) measured[name].failed += 1;
    if (stopping && open === 0) finish();
  };
  const request = get(url + addresses[name], { agent, timeout: TIMEOUT_MS }, (response) => {
    response.resume();
    response.once('end', () => done(response.statusCode === 200)).once('error', () => done(false));
  });
  request.once('timeout', () => request.destroy(new Error('timeout'))).once('error', () => done(false));
}

function finish() {
  agent.destroy();
  parentPort?.postMessage(measured);
}

const timer = setInterval(() => {
  for (const name of Object.keys(addresses)) ask(name);
}, EVERY_MS);
parentPort?.once('message', () => {
  clearInterval(timer);
  stopping = true;
  if (open === 0) finish();
});
