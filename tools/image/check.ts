/**
 * Serves an assembled folder and uses it, so that every thread has its work: uploads through the door that everybody uses, pages, scores,
 * frames, a comparison, a snapshot, a part of a file.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { create } from 'tar';
import { z } from 'zod';
import { findPort, localUrl } from '../../scripts/start/port.mjs';
import { untilHealthy } from '../../scripts/start/serve.mjs';
import { inRoot } from '../../scripts/support/root.mjs';
import { SetupError, step } from '../../scripts/support/steps.mjs';

const HOST = '127.0.0.1';
const FIRST_PORT = 3900;
/** Controls first: the third is scored against them. */
const STRATEGIES = ['replace', 'oracle', 'freeze'];
const BENCHMARK = 'gaussian';
const SCORED_WITHIN_MS = 120_000;
const POLL_MS = 500;

/** What is read of answers. */
const HEALTH = z.object({ status: z.string() });
const FRAMES = z.object({ frames: z.array(z.unknown()) });
const BOUND = z.number().nullable();
const SCORED = z.object({ overall: z.object({ value: BOUND, low: BOUND, high: BOUND }) });
/** The id of what was made, or why it was not. */
const MADE = z.object({ id: z.string().optional(), detail: z.string().optional() });

/** @throws SetupError naming what is not as it should be */
export async function checkImage({
  folder,
  dataDir,
}: {
  readonly folder: string;
  readonly dataDir: string;
}): Promise<void> {
  const port = await findPort(FIRST_PORT, HOST);
  const url = localUrl(HOST, port);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  // Nothing of this process's environment but the path: no NODE_PATH, no loader, no data directory of the user's.
  const env = {
    PATH: process.env.PATH,
    PORT: String(port),
    HOST,
    HEIRLOOM_DATA: dataDir,
    HEIRLOOM_URL: url,
  } as unknown as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, ['server.js'], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  try {
    await step('Served alone', () => untilHealthy(url, child));
    await step('Health', async () => (await expectJson(url, '/api/v1/health', HEALTH)).status);
    await step('Pages', async () => {
      for (const page of ['/', '/zh', '/about', '/benchmarks/gaussian', '/social-card.png'])
        await expectStatus(url, page);
    });
    const token = readFileSync(path.join(dataDir, 'token'), 'utf8').trim();
    const ids = await step('Uploads', async () => {
      const sent: string[] = [];
      for (const strategy of STRATEGIES) sent.push(await upload(url, token, strategy));
      return sent;
    });
    const last = String(ids.at(-1));
    await step('Scores', () => untilScored(url, last));
    await step('Pages with entries', async () => {
      const board = await expectStatus(url, '/');
      if (!board.includes(last)) throw new SetupError('The board does not show what was sent.');
      for (const id of ids) await expectStatus(url, `/submissions/${id}`);
    });
    await step('Frames', async () => {
      const { frames } = await expectJson(url, `/api/v1/submissions/${last}/frames/${BENCHMARK}`, FRAMES);
      return `${frames.length} generations`;
    });
    await step('Comparison', async () => {
      const asked = ids.map((id, i) => `${'abc'[i]}=${id}`).join('&');
      await expectStatus(url, `/compare?${asked}`);
      await expectStatus(url, `/api/v1/compare?${asked}`);
    });
    await step('Snapshot', () => takeSnapshot(url, token));
    await step('Part of a file', () => readPart(url, last));
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
async function expectStatus(url: string, address: string): Promise<string> {
  const response = await fetch(`${url}${address}`);
  const text = await response.text();
  if (response.status !== 200) throw new SetupError(`${address} was answered ${response.status}; expected 200.`);
  return text;
}

async function expectJson<Schema extends z.ZodType>(
  url: string,
  address: string,
  schema: Schema,
): Promise<z.infer<Schema>> {
  return schema.parse(JSON.parse(await expectStatus(url, address)));
}

/** A bundle's folder as it is sent. */
function packed(folder: string): Uint8Array<ArrayBuffer> {
  const archive = create({ gzip: true, portable: true, sync: true, cwd: folder }, readdirSync(folder).sort()).read();
  return new Uint8Array(archive ?? []);
}

async function upload(url: string, token: string, strategy: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/gzip' },
    body: packed(inRoot('reference', strategy)),
  });
  const { id, detail } = MADE.parse(await response.json());
  if (response.status !== 201 || id === undefined)
    throw new SetupError(`The bundle of ${strategy} was answered ${response.status}: ${detail}`);
  return id;
}

/** Everything in it is computed again by a thread before it is kept. */
async function takeSnapshot(url: string, token: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/snapshots`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const { id, detail } = MADE.parse(await response.json());
  if (response.status !== 201 || id === undefined)
    throw new SetupError(`A snapshot was answered ${response.status}: ${detail}`);
  await expectStatus(url, `/snapshots/${id}`);
  return id;
}

async function readPart(url: string, id: string): Promise<void> {
  const address = `/api/v1/submissions/${id}/files/submission.json`;
  const whole = await expectStatus(url, address);
  const response = await fetch(`${url}${address}`, { headers: { range: 'bytes=10-19' } });
  const part = await response.text();
  if (response.status !== 206 || part !== whole.slice(10, 20))
    throw new SetupError(`Bytes 10 to 19 of ${address} were answered ${response.status}: ${part.slice(0, 100)}`);
}

/** Waits for a score with its interval, which comes from a worker thread. Scoring tells nobody when it is done, so it is asked for. */
async function untilScored(url: string, id: string): Promise<string> {
  const deadline = performance.now() + SCORED_WITHIN_MS;
  let last = '';
  while (performance.now() < deadline) {
    const { overall } = await expectJson(url, `/api/v1/submissions/${id}`, SCORED);
    const { value, low, high } = overall;
    if (value !== null && low !== null && high !== null)
      return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
    last = JSON.stringify(overall);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new SetupError(`After ${SCORED_WITHIN_MS / 1000} s the last submission has no interval: ${last}`);
}

/** Asks the server to end and waits for it: its exit code, or what killed it. */
function stopped(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode ?? child.signalCode);
    child.once('exit', (code, signal) => resolve(code ?? signal));
    child.kill('SIGTERM');
  });
}
