/** Serves an assembled folder and uses it: pages, uploads through the door that everybody uses, scores by the worker threads. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findPort, localUrl } from '../start/port.mjs';
import { untilHealthy } from '../start/serve.mjs';
import { inRoot } from '../support/root.mjs';
import { SetupError, step } from '../support/steps.mjs';

const HOST = '127.0.0.1';
const FIRST_PORT = 3900;
/** Controls first: the third is scored against them. */
const STRATEGIES = ['replace', 'oracle', 'freeze'];
const SCORED_WITHIN_MS = 120_000;
const POLL_MS = 500;

/** @param {{ folder: string, dataDir: string }} image @throws SetupError naming what is not as it should be */
export async function checkImage({ folder, dataDir }) {
  const port = await findPort(FIRST_PORT, HOST);
  const url = localUrl(HOST, port);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  // Nothing of this process's environment but the path: no NODE_PATH, no loader, no data directory of the user's.
  const env = { PATH: process.env.PATH, PORT: String(port), HOST, HEIRLOOM_DATA: dataDir, HEIRLOOM_URL: url };
  const child = spawn(process.execPath, ['server.js'], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  try {
    await step('Served alone', () => untilHealthy(url, child));
    await step('Pages', async () => {
      for (const page of ['/', '/zh', '/about', '/benchmarks/gaussian', '/social-card.png'])
        await expectStatus(url, page);
    });
    const token = readFileSync(path.join(dataDir, 'token'), 'utf8').trim();
    const ids = await step('Uploads', async () => {
      const sent = [];
      for (const strategy of STRATEGIES) sent.push(await upload(url, token, strategy));
      return sent;
    });
    await step('Scores', () => untilScored(url, ids.at(-1)));
    await step('Pages with entries', async () => {
      const board = await expectStatus(url, '/');
      if (!board.includes(ids.at(-1))) throw new SetupError('The board does not show what was sent.');
      for (const id of ids) await expectStatus(url, `/submissions/${id}`);
    });
  } finally {
    process.removeListener('exit', kill);
    await stopped(child);
  }
}

/** The text of an answer. */
async function expectStatus(url, address) {
  const response = await fetch(`${url}${address}`);
  const text = await response.text();
  if (response.status !== 200) throw new SetupError(`${address} was answered ${response.status}; expected 200.`);
  return text;
}

async function upload(url, token, strategy) {
  const response = await fetch(`${url}/api/v1/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/gzip' },
    body: readFileSync(inRoot('reference', `standard-${strategy}.tar.gz`)),
  });
  const body = await response.json();
  if (response.status !== 201)
    throw new SetupError(`The bundle of ${strategy} was answered ${response.status}: ${body.detail}`);
  return body.id;
}

/** Waits for a score with its interval, which comes from a worker thread. Scoring tells nobody when it is done, so it is asked for. */
async function untilScored(url, id) {
  const deadline = performance.now() + SCORED_WITHIN_MS;
  let last = '';
  while (performance.now() < deadline) {
    const { overall } = JSON.parse(await expectStatus(url, `/api/v1/submissions/${id}`));
    const { value, low, high } = overall;
    if (low !== null) return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
    last = JSON.stringify(overall);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new SetupError(`After ${SCORED_WITHIN_MS / 1000} s the last submission has no interval: ${last}`);
}

/** Asks the server to end and waits for it. */
function stopped(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(undefined);
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
}
