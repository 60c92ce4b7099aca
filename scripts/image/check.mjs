/**
 * Serves an assembled folder and uses it, so that every thread has its work: uploads through the door that everybody uses, pages, scores,
 * frames, a comparison, a snapshot, a part of a file.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { create } from 'tar';
import { findPort, localUrl } from '../start/port.mjs';
import { untilHealthy } from '../start/serve.mjs';
import { inRoot } from '../support/root.mjs';
import { SetupError, step } from '../support/steps.mjs';

const HOST = '127.0.0.1';
const FIRST_PORT = 3900;
/** Controls first: the third is scored against them. */
const STRATEGIES = ['replace', 'oracle', 'freeze'];
const BENCHMARK = 'gaussian';
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
    await step('Health', async () => (await expectJson(url, '/api/v1/health')).status);
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
    await step('Frames', async () => {
      const { frames } = await expectJson(url, `/api/v1/submissions/${ids.at(-1)}/frames/${BENCHMARK}`);
      return `${frames.length} generations`;
    });
    await step('Comparison', async () => {
      const asked = ids.map((id, i) => `${'abc'[i]}=${id}`).join('&');
      await expectStatus(url, `/compare?${asked}`);
      await expectJson(url, `/api/v1/compare?${asked}`);
    });
    await step('Snapshot', () => takeSnapshot(url, token));
    await step('Part of a file', () => readPart(url, ids.at(-1)));
    await step('End', async () => {
      const code = await stopped(child);
      if (code !== 0) throw new SetupError(`The site ended with ${code}; expected exit code 0.`);
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

const expectJson = async (url, address) => JSON.parse(await expectStatus(url, address));

/** A bundle's folder as it is sent. */
const packed = (folder) =>
  create({ gzip: true, portable: true, sync: true, cwd: folder }, readdirSync(folder).sort()).read();

async function upload(url, token, strategy) {
  const response = await fetch(`${url}/api/v1/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/gzip' },
    body: packed(inRoot('reference', strategy)),
  });
  const body = await response.json();
  if (response.status !== 201)
    throw new SetupError(`The bundle of ${strategy} was answered ${response.status}: ${body.detail}`);
  return body.id;
}

/** Everything in it is computed again by a thread before it is kept. */
async function takeSnapshot(url, token) {
  const response = await fetch(`${url}/api/v1/snapshots`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const { id, detail } = await response.json();
  if (response.status !== 201) throw new SetupError(`A snapshot was answered ${response.status}: ${detail}`);
  await expectStatus(url, `/snapshots/${id}`);
  return id;
}

async function readPart(url, id) {
  const address = `/api/v1/submissions/${id}/files/submission.json`;
  const whole = await expectStatus(url, address);
  const response = await fetch(`${url}${address}`, { headers: { range: 'bytes=10-19' } });
  const part = await response.text();
  if (response.status !== 206 || part !== whole.slice(10, 20))
    throw new SetupError(`Bytes 10 to 19 of ${address} were answered ${response.status}: ${part.slice(0, 100)}`);
}

/** Waits for a score with its interval, which comes from a worker thread. Scoring tells nobody when it is done, so it is asked for. */
async function untilScored(url, id) {
  const deadline = performance.now() + SCORED_WITHIN_MS;
  let last = '';
  while (performance.now() < deadline) {
    const { overall } = await expectJson(url, `/api/v1/submissions/${id}`);
    const { value, low, high } = overall;
    if (low !== null) return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
    last = JSON.stringify(overall);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new SetupError(`After ${SCORED_WITHIN_MS / 1000} s the last submission has no interval: ${last}`);
}

/** Asks the server to end and waits for it: its exit code, or what killed it. */
function stopped(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode ?? child.signalCode);
    child.once('exit', (code, signal) => resolve(code ?? signal));
    child.kill('SIGTERM');
  });
}
