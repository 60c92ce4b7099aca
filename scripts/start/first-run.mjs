/**
 * The main job, once: every built-in strategy on every benchmark, submitted over HTTP through the door that everybody
 * uses. Each part may be interrupted: finished seeds, filled drafts and submissions are not done again.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { heirloom, USAGE } from '../support/heirloom.mjs';
import { inRoot } from '../support/root.mjs';
import { SetupError, say, step } from '../support/steps.mjs';
import { completeDraft, fingerprint, openReceipts, writeAtomically } from './bundles.mjs';

const REFERENCE_DIR = inRoot('reference');
/** Scores are paired with these, so they come first. */
const CONTROLS = ['replace', 'oracle'];
const MARK = 'finished';
/** More exit codes of the command line. */
const SEEDS_FAILED = 3;
const REFUSED = 4;

/** @typedef {{ url: string, dataDir: string, tier: string }} FirstRun */

/** Runs what has not been run and submits what the site does not have. @param {FirstRun} options */
export async function firstRun({ url, dataDir, tier }) {
  const catalogs = JSON.parse((await heirloom(['list', '--json'], { stdout: 'pipe' })).stdout);
  const strategies = controlsFirst(catalogs.strategies, ({ id }) => id);
  const runDir = path.join(dataDir, 'first-run', tier);
  mkdirSync(path.dirname(runDir), { recursive: true });
  // First, so that the board is full while the first run still goes on.
  const reference = referenceBundles();
  await step(`Reference results: ${reference.length}`, () => submitAll(url, dataDir, reference));
  const plan = cardsDigest();
  if (isFinished(runDir, plan)) say('▸ First run\n  done before');
  else {
    await step(
      `First run: ${strategies.length} strategies on ${catalogs.benchmarks.length} benchmarks, tier ${tier}`,
      () => runSuite(runDir, tier, catalogs.benchmarks, strategies),
    );
    writeAtomically(path.join(runDir, MARK), plan);
  }
  const own = strategies.map(({ id, name, summary }) => {
    const bundle = path.join(runDir, id);
    return { key: `${tier}/${id}`, bundle, words: { title: name, description: `${summary}.` } };
  });
  const entries = own.filter(({ bundle }) => existsSync(bundle));
  await step(`Submissions: ${entries.length}`, () => submitAll(url, dataDir, entries));
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

/** @template T @param {readonly T[]} list @param {(item: T) => string} idOf @returns {T[]} */
function controlsFirst(list, idOf) {
  const isControl = (item) => CONTROLS.includes(idOf(item));
  return [...list.filter(isControl), ...list.filter((item) => !isControl(item))];
}

async function runSuite(runDir, tier, benchmarks, strategies) {
  const args = ['run', ...benchmarks.map(({ id }) => id), '--strategy', ...strategies.map(({ id }) => id)];
  // Its progress is on stderr; what it prints in the end, sixty-five lines, the board shows better.
  const options = /** @type {const} */ ({ stdout: 'ignore', allowed: [0, USAGE, SEEDS_FAILED] });
  const run = async () => (await heirloom([...args, '--tier', tier, '--out', runDir, '--resume'], options)).code;
  let code = await run();
  if (code === USAGE) {
    // What the folder holds is another version's plan. Kept, because throwing results away is the user's decision.
    const aside = `${runDir}-before-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`;
    renameSync(runDir, aside);
    say(`  the earlier run was of another plan; moved to ${aside}`);
    code = await run();
  }
  if (code === USAGE) throw new SetupError('The first run was refused; see above.');
  // Seeds that failed are in the records, with their reasons; the other results stand.
  return code === 0 ? 'all seeds ran' : 'some seeds failed; see above';
}

function referenceBundles() {
  if (!existsSync(REFERENCE_DIR)) return [];
  const archives = readdirSync(REFERENCE_DIR).filter((name) => name.endsWith('.tar.gz'));
  return controlsFirst(archives, (name) => name.split('-')[1] ?? name).map((name) => {
    return { key: `reference/${name}`, bundle: path.join(REFERENCE_DIR, name), words: null };
  });
}

async function submitAll(url, dataDir, entries) {
  const receipts = openReceipts(path.join(dataDir, 'first-run', 'receipts.json'));
  const count = { sent: 0, there: 0, refused: 0 };
  for (const { key, bundle, words } of entries) {
    if (words !== null) completeDraft(bundle, words);
    const print = fingerprint(bundle);
    const id = receipts.idOf(print);
    if (id !== null && (await isOnSite(url, id))) {
      count.there += 1;
      continue;
    }
    const receipt = await submit(url, dataDir, bundle);
    if (receipt === null) count.refused += 1;
    else {
      receipts.add(print, receipt.id);
      count.sent += 1;
      say(`  ${key}: ${receipt.url}`);
    }
  }
  if (count.refused > 0)
    throw new SetupError(`${count.refused} of ${entries.length} submissions were refused; see above.`);
  return `${count.sent} sent, ${count.there} there before`;
}

/** Whether the site has it as its own: where somebody else sent it first, sending it makes it so. */
async function isOnSite(url, id) {
  const response = await fetch(`${url}/api/v1/submissions/${encodeURIComponent(id)}`);
  return response.ok && (await response.json()).label === 'baseline';
}

/** Sends a bundle as anybody would; `submit` checks it first. Null where it is refused; the reasons are printed. */
async function submit(url, dataDir, bundle) {
  // The installation's own token: these entries are its baselines, whatever token the user works with.
  const HEIRLOOM_TOKEN = readFileSync(path.join(dataDir, 'token'), 'utf8').trim();
  const env = { ...process.env, HEIRLOOM_TOKEN };
  const options = /** @type {const} */ ({ stdout: 'pipe', env, allowed: [0, REFUSED] });
  const { code, stdout } = await heirloom(['submit', bundle, '--site', url, '--json'], options);
  return code === 0 ? JSON.parse(stdout) : null;
}
