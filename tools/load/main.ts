/**
 * `npm run test:load [-- --server | --both] [--json] [--only NAME] [--minutes N] [--checkout DIR]`: how the built site behaves under load,
 * as one table, with ratios to a small file that Next answers on the same server in the same run. It starts a site of its own in a temporary
 * directory, fills it, and measures; what can't be measured within the minutes is missed. The exit code is 1 where a target
 * (targets.ts) is missed. What goes on is told on standard error, and with --json the table, too.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { ended, startNode, stopChildren } from '../../scripts/support/children.mjs';
import { ROOT } from '../../scripts/support/root.mjs';
import { complain, formatDuration, SetupError, say } from '../../scripts/support/steps.mjs';
import { createServerDatabase, startPostgres } from '../../test/support/databases.ts';
import { stopWithChildren } from '../support/stop-with-children.ts';
import { openBundles } from './bundles.ts';
import type { LoadContext } from './context.ts';
import { measureDuring } from './during.ts';
import { fillSite } from './fill.ts';
import { watchMemory } from './memory.ts';
import { type LoadOptions, loadOptions, PARTS } from './options.ts';
import { measureRates } from './rates.ts';
import { startServed } from './served.ts';
import { formatRows, type Row, verdictOf } from './table.ts';
import { measureUploads } from './uploads.ts';

/** What has to be closed beside children, the last first. */
const open: (() => Promise<unknown>)[] = [];

const progress = (text: string): void => complain(`▸ ${text}`);

/** @throws SetupError for other arguments, and where there is nothing to measure */
export async function main(args: readonly string[]): Promise<void> {
  const options = loadOptions(args);
  // A site that is stopped first has nothing open in its database.
  stopWithChildren({ after: () => close().catch(() => {}) });
  try {
    await run(options);
  } finally {
    await stopChildren();
    await close();
    // What was not done in time may still wait for something. An error is told first.
    setImmediate(() => process.exit());
  }
}

async function run(options: LoadOptions): Promise<void> {
  const deadline = performance.now() + 60_000 * options.minutes;
  const { DATABASE_URL } = process.env;
  for (const name of ['DATABASE_URL', 'HEIRLOOM_DATA', 'HEIRLOOM_TOKEN', 'PORT', 'HOST']) delete process.env[name];
  progress('Setup and build');
  const setup = path.join(options.checkout ?? ROOT, 'scripts', 'setup.mjs');
  const { code, stdout } = await ended(startNode([setup], { stdout: 'pipe' }));
  if (code !== 0) throw new SetupError(`${stdout}\n${setup} ended with exit code ${code}; see above.`, code);
  const usesServer = options.server || (DATABASE_URL !== undefined && !options.both);
  const database = usesServer ? 'PostgreSQL' : 'embedded database';
  const rows: Row[] = [];
  const measured = measure(options, database, DATABASE_URL, rows);
  if (!(await isDoneBy(deadline, measured))) rows.push(...missingRows(options, rows));
  const told = rows.map((row) => ({ ...row, verdict: verdictOf(row) }));
  const head = headOf(options, options.both ? `${database} and PostgreSQL` : database);
  const table = `${head.cores} cores, ${head.cpu}, load ${head.load}; Node ${head.node}; commit ${head.commit}; ${head.database}\n\n${formatRows(rows)}`;
  if (options.json) {
    say(JSON.stringify({ ...head, rows: told }, null, 2));
    complain(`\n${table}`);
  } else say(table);
  if (told.some(({ verdict }) => verdict === 'missed')) process.exitCode = 1;
}

/**
 * @param database in words
 * @param databaseUrl the user's server
 * @param rows those that are measured come here
 */
async function measure(
  options: LoadOptions,
  database: string,
  databaseUrl: string | undefined,
  rows: Row[],
): Promise<void> {
  const workDir = mkdtempSync(path.join(tmpdir(), 'heirloom-load-'));
  process.once('exit', () => rmSync(workDir, { recursive: true, force: true }));
  const openServer = (): Promise<string> => openDatabase(databaseUrl);

  progress('Bundles');
  const bundles = await openBundles(workDir);
  const dataDir = path.join(workDir, 'data');
  mkdirSync(dataDir, { mode: 0o700 });
  const site = await startServed({
    checkout: options.checkout,
    dataDir,
    ...(database === 'PostgreSQL' && { databaseUrl: await openServer() }),
  });
  const memory = watchMemory(site.pid);
  memory.during('filling');
  progress(`Filling the site (${database})`);
  const filledAt = performance.now();
  const filled = await fillSite(site.client, bundles, dataDir);
  progress(
    `  ${filled.entries.length + filled.hostile.length + 1} entries (${formatDuration(performance.now() - filledAt)})`,
  );
  const context = { client: site.client, bundles, filled, options, database, workDir, openServer };
  await measureParts(context, rows, memory.during);
  const peak = memory.stop();
  const isWanted = (name: string): boolean => options.only === null || options.only === name;
  if (isWanted('memory'))
    rows.push({
      name: 'memory',
      value: peak.megabytes,
      unit: 'MB',
      ratio: null,
      note: `most of the site’s processes together, over everything; during ${peak.during}`,
    });
  if (isWanted('disk'))
    rows.push({ name: 'disk', value: filled.diskMb, unit: 'MB', ratio: null, note: 'data directory after filling' });
  await site.stop();
  await close();
}

const wantedParts = ({ only }: LoadOptions): readonly string[] => (only === null ? PARTS : [only]);

/** Waits for work, no longer than until a moment. @param deadline of the process's clock, in ms */
async function isDoneBy(deadline: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, deadline - performance.now()));
  });
  try {
    return await Promise.race([work.then(() => true), timeUp]);
  } finally {
    clearTimeout(timer);
  }
}

/** A row of each part that has none. */
function missingRows(options: LoadOptions, rows: readonly Row[]): Row[] {
  const isThere = (part: string): boolean => rows.some(({ name }) => name === part || name.startsWith(`${part}/`));
  const note = `not measured within ${options.minutes} minutes; give more with --minutes, or one part with --only`;
  const missing = wantedParts(options).filter((part) => !isThere(part));
  return missing.map((name) => ({ name, value: Number.NaN, unit: '', ratio: null, note, failed: true }));
}

/** @param begins told of each part */
async function measureParts(context: LoadContext, rows: Row[], begins: (name: string) => void): Promise<void> {
  const parts = wantedParts(context.options);
  const rates = parts.filter((name) => name.startsWith('rate/'));
  if (rates.length > 0) {
    progress('Requests a second');
    begins('rates');
    rows.push(...(await measureRates(context, rates)));
  }
  for (const name of parts) {
    if (!name.startsWith('during/')) continue;
    progress(name);
    begins(name);
    rows.push(...(await measureDuring(context, name)));
  }
  if (parts.includes('upload')) {
    progress('Uploads');
    begins('upload');
    rows.push(...(await measureUploads(context)));
  }
}

/** A database of its own: on the server that was given, or on one that is started for it. Returns its URL. */
async function openDatabase(given: string | undefined): Promise<string> {
  let serverUrl = given;
  if (serverUrl === undefined) {
    const server = await startPostgres();
    open.push(() => server.stop());
    serverUrl = server.url;
  }
  const { url, remove } = await createServerDatabase(serverUrl);
  open.push(remove);
  return url;
}

async function close(): Promise<void> {
  for (let work = open.pop(); work !== undefined; work = open.pop()) await work();
}

function headOf({ checkout }: LoadOptions, database: string) {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: checkout ?? ROOT, encoding: 'utf8' }).trim();
  return {
    measuredAt: new Date().toISOString(),
    cores: availableParallelism(),
    cpu: cpus()[0]?.model ?? 'unknown processor',
    load: Number(loadavg()[0]?.toFixed(1)),
    node: process.versions.node,
    commit: git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : ' with changes'),
    database,
  };
}
