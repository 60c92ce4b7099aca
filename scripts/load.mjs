/**
 * `npm run test:load [-- --server | --both] [--json] [--only NAME] [--minutes N] [--checkout DIR]`: how the built site behaves under load,
 * as one table, with ratios to a static page of the same server in the same run. It starts a site of its own in a temporary
 * directory, fills it, and measures; what can't be measured within the minutes is missed. The exit code is 1 where a target
 * (load/targets.mjs) is missed. What goes on is told on standard error, and with --json the table, too.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { register } from 'tsx/esm/api';
import { loadOptions, PARTS } from './load/options.mjs';
import { ended, startNode, stopChildren } from './support/children.mjs';
import { ROOT } from './support/root.mjs';
import { onParentGone, onStopSignal } from './support/signals.mjs';
import { complain, formatDuration, runScript, SetupError, say } from './support/steps.mjs';

/** What has to be closed beside children, the last first. @type {(() => Promise<unknown>)[]} */
const open = [];

const progress = (text) => complain(`▸ ${text}`);

async function main() {
  const options = loadOptions(process.argv.slice(2));
  const deadline = performance.now() + 60_000 * options.minutes;
  const { DATABASE_URL } = process.env;
  for (const name of ['DATABASE_URL', 'HEIRLOOM_DATA', 'HEIRLOOM_TOKEN', 'PORT', 'HOST']) delete process.env[name];
  progress('Setup and build');
  const setup = path.join(options.checkout ?? ROOT, 'scripts', 'setup.mjs');
  const { code, stdout } = await ended(startNode([setup], { stdout: 'pipe' }));
  if (code !== 0) throw new SetupError(`${stdout}\n${setup} ended with exit code ${code}; see above.`, code);
  register();
  const usesServer = options.server || (DATABASE_URL !== undefined && !options.both);
  const database = usesServer ? 'PostgreSQL' : 'embedded database';
  /** @type {import('./load/table.mjs').Row[]} */
  const rows = [];
  const measured = measure(options, database, DATABASE_URL, rows);
  if (!(await isDoneBy(deadline, measured))) rows.push(...missingRows(options, rows));
  const { formatRows, verdictOf } = await import('./load/table.mjs');
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
 * @param {import('./load/options.mjs').LoadOptions} options @param {string} database in words
 * @param {string | undefined} databaseUrl the user's server @param {import('./load/table.mjs').Row[]} rows those that are measured come here
 */
async function measure(options, database, databaseUrl, rows) {
  const { openBundles } = await import('./load/bundles.mjs');
  const { fillSite } = await import('./load/fill.mjs');
  const { startServed } = await import('./load/served.mjs');
  const { watchMemory } = await import('./load/memory.mjs');
  const workDir = mkdtempSync(path.join(tmpdir(), 'heirloom-load-'));
  process.once('exit', () => rmSync(workDir, { recursive: true, force: true }));
  const openServer = () => openDatabase(databaseUrl);

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
  await measureParts(context, wantedParts(options), rows, memory.during);
  const peak = memory.stop();
  const isWanted = (name) => options.only === null || options.only === name;
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

const wantedParts = ({ only }) => (only === null ? PARTS : [only]);

/** Waits for work, no longer than until a moment. @param {number} deadline @param {Promise<unknown>} work */
async function isDoneBy(deadline, work) {
  let timer;
  const timeUp = new Promise((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, deadline - performance.now()));
  });
  try {
    return await Promise.race([work.then(() => true), timeUp]);
  } finally {
    clearTimeout(timer);
  }
}

/** A row of each part that has none. */
function missingRows(options, rows) {
  const isThere = (part) => rows.some(({ name }) => name === part || name.startsWith(`${part}/`));
  const note = `not measured within ${options.minutes} minutes; give more with --minutes, or one part with --only`;
  const missing = wantedParts(options).filter((part) => !isThere(part));
  return missing.map((name) => ({ name, value: Number.NaN, unit: '', ratio: null, note, failed: true }));
}

/** @param {(name: string) => void} begins told of each part */
async function measureParts(context, parts, rows, begins) {
  const { measureRates } = await import('./load/rates.mjs');
  const { measureDuring } = await import('./load/during.mjs');
  const { measureUploads } = await import('./load/uploads.mjs');
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
async function openDatabase(given) {
  const { createServerDatabase, startPostgres } = await import('../test/support/databases.ts');
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

async function close() {
  for (let work = open.pop(); work !== undefined; work = open.pop()) await work();
}

function headOf({ checkout }, database) {
  const git = (...args) => execFileSync('git', args, { cwd: checkout ?? ROOT, encoding: 'utf8' }).trim();
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

async function stop() {
  await stopChildren();
  await close().catch(() => {});
  process.exit(130);
}

onStopSignal(stop);
onParentGone(stop);
await runScript(async () => {
  try {
    await main();
  } finally {
    await stopChildren();
    await close();
  }
});
// What was not done in time may still wait for something.
process.exit();
