/**
 * Makes `rows.sql.br` and `shown.json.br` beside it, with the code of commit 2155889 alone: its harness and its
 * site. What it takes is a built checkout of that commit:
 *
 *     git worktree add ../then 2155889 && (cd ../then && npm run setup)
 *     node --import tsx test/support/of-2155889/make.ts ../then /tmp/work
 *
 * Bundles that are in the second folder stay: they take the most of the time.
 */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { create } from 'tar';
import { openThen } from './bundles.ts';
import { dumpRows } from './dump.ts';
import { serveThen } from './serve.ts';

const BENCHMARKS = ['gaussian', 'regression', 'word-frequencies', 'gmm-2d', 'ngram-text'];
/** Of the small ones. */
const THREE = ['word-frequencies', 'gmm-2d', 'ngram-text'];
const ENTRIES = {
  replace: { spec: 'replace', benchmarks: BENCHMARKS, title: 'Replace', quality: 0 },
  oracle: { spec: 'oracle', benchmarks: BENCHMARKS, title: 'Oracle', quality: 100 },
  first: { spec: 'retain:share=0.1', benchmarks: THREE, title: 'Retain, too early', quality: 40 },
  retain: { spec: 'retain:share=0.1', benchmarks: BENCHMARKS, title: 'Retain', quality: 60 },
  temperature: { spec: 'temperature', benchmarks: THREE, title: 'Temperature', quality: 20 },
  fresh: { spec: 'fresh:share=0.2', benchmarks: BENCHMARKS, title: 'Fresh', quality: 80 },
  reported: { spec: 'fresh:share=0.2', benchmarks: THREE, title: 'Fresh, by another', quality: 70 },
  words: { spec: 'freeze', benchmarks: ['word-frequencies'], inFull: true, title: 'Words alone', quality: 0 },
} as const;
type Name = keyof typeof ENTRIES;
/** Sent with a token that can only submit. */
const REPORTED: readonly Name[] = ['reported', 'words'];

const [then, work] = process.argv.slice(2);
if (then === undefined || work === undefined)
  throw new Error('Give the folder of a checkout of commit 2155889 that is built, and one to work in.');
const root = path.resolve(then);
const folderOf = (name: string): string => path.join(work, name);
const writeEntry = await openThen(root);
for (const name of Object.keys(ENTRIES) as Name[]) {
  if (existsSync(folderOf(name))) continue;
  console.error(name);
  await writeEntry(ENTRIES[name], `${folderOf(name)}.draft`);
  renameSync(`${folderOf(name)}.draft`, folderOf(name));
}
const dataDir = folderOf('data');
rmSync(dataDir, { recursive: true, force: true });
const site = await serveThen(root, dataDir);
const { url } = site;
const admin = readFileSync(path.join(dataDir, 'token'), 'utf8').trim();

async function post(address: string, body: unknown): Promise<{ readonly id: string; readonly token: string }> {
  const headers = { authorization: `Bearer ${admin}`, 'content-type': 'application/json' };
  const response = await fetch(url + address, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${address} was answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

async function getJson(address: string): Promise<unknown> {
  const response = await fetch(url + address);
  if (!response.ok) throw new Error(`${address} was answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** Sends an entry through the door of then. Returns its id. */
async function send(name: Name, token: string): Promise<string> {
  const cwd = folderOf(name);
  const body = new Uint8Array(
    create({ gzip: true, portable: true, sync: true, cwd }, readdirSync(cwd).sort()).read() ?? [],
  );
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/gzip' };
  const response = await fetch(`${url}/api/v1/submissions`, { method: 'POST', headers, body });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${name} was refused: ${answer.slice(0, 1000)}`);
  console.error(`${name} sent`);
  return JSON.parse(answer).id;
}

const { token: submit } = await post('/api/v1/tokens', { label: 'Ada' });
const ids: Partial<Record<Name, string>> = {};
for (const name of Object.keys(ENTRIES) as Name[]) {
  ids[name] = await send(name, REPORTED.includes(name) ? submit : admin);
}
/** Refused for as long as scores are computed. */
async function snapshot(): Promise<string> {
  const { id } = await post('/api/v1/snapshots', { suite: '0.1' });
  return id;
}
const snapshots = [await snapshot()];
await post(`/api/v1/snapshots/${snapshots[0]}/doi`, { doi: '10.5281/zenodo.2155889' });
const withdrawal = { kind: 'withdrawn', reason: 'The sampler had a bug.' };
await post(`/api/v1/submissions/${ids.temperature}/tombstone`, withdrawal);
const succession = { kind: 'superseded', reason: 'All seeds ran.', supersededBy: ids.retain };
await post(`/api/v1/submissions/${ids.first}/tombstone`, succession);
snapshots.push(await snapshot());

const shown: Record<string, unknown> = {};
for (const address of [
  '/api/v1/leaderboard?suite=0.1&tier=quick',
  '/api/v1/leaderboard?suite=0.1&tier=quick&division=retained&group=closed-forms',
  ...Object.values(ids).map((id) => `/api/v1/submissions/${id}`),
  `/api/v1/compare?a=${ids.retain}&b=${ids.fresh}&c=${ids.replace}`,
  '/api/v1/pareto/0.1/quick/all/all',
  '/api/v1/snapshots',
])
  shown[address] = await getJson(address);
await site.stop();

const rows = await dumpRows(root, path.join(dataDir, 'database'));
const keep = (name: string, text: string) =>
  writeFileSync(path.join(import.meta.dirname, `${name}.br`), brotliCompressSync(text));
keep('rows.sql', rows);
keep('shown.json', JSON.stringify({ ids, snapshots, tokens: { admin, submit }, shown }));
