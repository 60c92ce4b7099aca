/**
 * `npm run test:load [-- --server | --both] [--json] [--only NAME] [--checkout DIR]`: how the built site behaves under load, as one table,
 * with ratios to a static page of the same server in the same run. It starts a site of its own in a temporary directory, fills
 * it, and measures. The exit code is 1 where a target (load/targets.mjs) is missed. What goes on is told on standard error.
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
  const { DATABASE_URL } = process.env;
  for (const name of ['DATABASE_URL', 'HEIRLOOM_DATA', 'HEIRLOOM_TOKEN', 'PORT', 'HOST']) delete process.env[name];
  progress('Setup and build');
  const setup = path.join(options.checkout ?? ROOT, 'scripts', 'setup.mjs');
  const { code, stdout } = await ended(startNode([setup], { stdout: 'pipe' }));
  if (code !== 0) throw new SetupError(`${stdout}\n${setup} ended with exit code ${code}; see above.`, code);
  register();
  const usesServer = options.server || (DATABASE_URL !== undefined && !options.both);
  const database = usesServer ? 'PostgreSQL' : 'embedded database';
  const rows = await measure(options, database, DATABASE_URL);
  const { formatRows, verdictOf } = await import('./load/table.mjs');
  const told = rows.map((row) => ({ ...row, verdict: verdictOf(row) }));
  const head = headOf(options, options.both ? `${database} and PostgreSQL` : database);
  if (options.json) say(JSON.stringify({ ...head, rows: told }, null, 2));
  else
    say(
      `${head.cores} cores, ${head.cpu}, load ${head.load}; Node ${head.node}; commit ${head.commit}; ${head.database}\n\n${formatRows(rows)}`,
    );
  if (told.some(({ verdict }) => verdict === 'missed')) process.exitCode = 1;
}

/**
 * @param {import('./load/options.mjs').LoadOptions} options @param {string} database in words
 * @param {string | undefined} databaseUrl the user's server
 */
async function measure(options, database, databaseUrl) {
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
  progress(`Filling the site (${database})`);
  const filledAt = performance.now();
  const filled = await fillSite(site.client, bundles, dataDir);
  progress(
    `  ${filled.entries.length + filled.hostile.length + 1} entries (${formatDuration(performance.now() - filledAt)})`,
  );
  const context = { client: site.client, bundles, filled, options, database, workDir, openServer };
  const rows = await measureParts(context, options.only === null ? PARTS : [options.only]);
  const peak = memory.stop();
  const isWanted = (name) => options.only === null || options.only === name;
  if (isWanted('memory'))
    rows.push({
      name: 'memory',
      value: peak,
      unit: 'MB',
      ratio: null,
      note: 'most of the site’s processes together, over everything',
    });
  if (isWanted('disk'))
    rows.push({ name: 'disk', value: filled.diskMb, unit: 'MB', ratio: null, note: 'data directory after filling' });
  await site.stop();
  await close();
  return rows;
}

async function measureParts(context, parts) {
  const { measureRates } = await import('./load/rates.mjs');
  const { measureDuring } = await import('./load/during.mjs');
  const { measureUploads } = await import('./load/uploads.mjs');
  const rows = [];
  const rates = parts.filter((name) => name.startsWith('rate/'));
  if (rates.length > 0) {
    progress('Requests a second');
    rows.push(...(await measureRates(context, rates)));
  }
  for (const name of parts) {
    if (!name.startsWith('during/')) continue;
    progress(name);
    rows.push(...(await measureDuring(context, name)));
  }
  if (parts.includes('upload')) {
    progress('Uploads');
    rows.push(...(await measureUploads(context)));
  }
  return rows;
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
