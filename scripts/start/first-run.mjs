/**
 * What a new site is filled with: the reference results at once, and behind the site a run of every built-in strategy on
 * every benchmark. Each part may be interrupted: finished seeds, filled drafts and submissions are not done again.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ended, startNode } from '../support/children.mjs';
import { heirloom, USAGE } from '../support/heirloom.mjs';
import { inRoot } from '../support/root.mjs';
import { formatDuration, SetupError, say } from '../support/steps.mjs';
import { bundlesIn, writeAtomically } from './bundles.mjs';
import { controlsFirst, isControl } from './order.mjs';
import { openRunLine, parseProgress } from './run-line.mjs';
import { submitAll } from './submit.mjs';

const REFERENCE_DIR = inRoot('reference');
const MARK = 'finished';
/** Exit code of the command line where seeds failed. */
const SEEDS_FAILED = 3;
const SHOWN_FAILURES = 3;

/** @typedef {{ url: string, dataDir: string }} Site */

/**
 * Submits the results that the repository carries, of the suites that are released: the bundles in the folder itself. Those of
 * the open suite lie in a folder of their own (benchmarks/bundle/reference-sets.ts); what it lists may still change.
 * @param {Site} site @returns {Promise<string>} what came of it
 */
export async function submitReference(site) {
  if (!existsSync(REFERENCE_DIR)) return 'none in this checkout';
  const entries = bundlesIn(REFERENCE_DIR).map((name) => {
    return { bundle: path.join(REFERENCE_DIR, name), isControl: isControl(name), words: null };
  });
  return submitAll(site, entries);
}

/** Runs what has not been run and submits what the site does not have; one line tells how far it is. @param {Site & { tier: string }} options */
export async function firstRun({ tier, ...site }) {
  const startedAt = performance.now();
  const title = `${tier[0]?.toUpperCase()}${tier.slice(1)} run`;
  const catalogs = JSON.parse((await heirloom(['list', '--json'], { stdout: 'pipe' })).stdout);
  const strategies = controlsFirst(catalogs.strategies, ({ id }) => id);
  const runDir = path.join(site.dataDir, 'first-run', tier);
  mkdirSync(path.dirname(runDir), { recursive: true });
  const plan = cardsDigest();
  if (!isFinished(runDir, plan)) {
    const args = ['run', ...catalogs.benchmarks.map(({ id }) => id), '--strategy', ...strategies.map(({ id }) => id)];
    await runSuite(title, runDir, [...args, '--tier', tier, '--out', runDir, '--resume']);
    writeAtomically(path.join(runDir, MARK), plan);
  }
  const own = strategies.map(({ id, name, summary }) => {
    return {
      bundle: path.join(runDir, id),
      isControl: isControl(id),
      words: { title: name, description: `${summary}.` },
    };
  });
  const entries = own.filter(({ bundle }) => existsSync(bundle));
  const outcome = await submitAll(site, entries);
  say(`  ${title}: done, ${outcome} (${formatDuration(performance.now() - startedAt)})`);
}

/** Changes whenever a run of all could be planned otherwise: with the catalogs and the cards, which have all versions. */
function cardsDigest() {
  const hash = createHash('sha256');
  for (const kind of ['suite', 'strategies']) {
    const files = readdirSync(inRoot('benchmarks', kind), { recursive: true }).map(String).sort();
    for (const file of files.filter((name) => /(^|[\\/])(card|catalog)\.ts$/.test(name))) {
      hash.update(file).update(readFileSync(inRoot('benchmarks', kind, file)));
    }
  }
  return hash.digest('hex');
}

function isFinished(runDir, plan) {
  const mark = path.join(runDir, MARK);
  return existsSync(mark) && readFileSync(mark, 'utf8') === plan;
}

async function runSuite(title, runDir, args) {
  let { code, messages } = await runQuietly(title, args);
  if (code === USAGE) {
    // What the folder holds is another version's plan. Kept, because throwing results away is the user's decision.
    const aside = `${runDir}-before-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`;
    if (existsSync(runDir)) renameSync(runDir, aside);
    say(`  ${title}: the earlier one was of another plan; moved to ${aside}`);
    ({ code, messages } = await runQuietly(title, args));
  }
  // Seeds that failed are in the records, with their reasons; the other results stand.
  const failures = messages.filter((line) => line.startsWith('Failed: '));
  if (code !== 0 && !(code === SEEDS_FAILED && failures.length > 0))
    throw new SetupError(messages.at(-1) ?? `It ended with exit code ${code}.`, code);
  for (const line of failures.slice(0, SHOWN_FAILURES)) say(`  ${line}`);
  if (failures.length > SHOWN_FAILURES) say(`  … and ${failures.length - SHOWN_FAILURES} more failed seeds`);
}

/** Runs the command line with one line of progress. What it prints in the end, the board shows better. */
async function runQuietly(title, args) {
  const line = openRunLine(process.stdout, title);
  const child = startNode([inRoot('benchmarks', 'cli', 'bin.mjs'), ...args], { stdout: 'ignore', stderr: 'pipe' });
  if (child.stderr) createInterface({ input: child.stderr }).on('line', line.show);
  const { code, stderr } = await ended(child);
  line.clear();
  return { code, messages: stderr.split('\n').filter((text) => text !== '' && parseProgress(text) === null) };
}
