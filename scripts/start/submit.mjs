/** Submits bundles over HTTP, through the door that everybody uses, and remembers what the site has. */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { heirloom } from '../support/heirloom.mjs';
import { SetupError } from '../support/steps.mjs';
import { completeDraft, fingerprint, openReceipts } from './bundles.mjs';

/** Exit code of the command line for a bundle that is not taken. */
const REFUSED = 4;

/**
 * @typedef {{ bundle: string, words: { title: string, description: string } | null }} Entry words fill in a draft
 * @param {{ url: string, dataDir: string }} site @param {readonly Entry[]} entries in the order to be sent
 * @returns {Promise<string>} what came of it
 * @throws SetupError where some are refused; the reasons are printed
 */
export async function submitAll({ url, dataDir }, entries) {
  const folder = path.join(dataDir, 'first-run');
  mkdirSync(folder, { recursive: true });
  const receipts = openReceipts(path.join(folder, 'receipts.json'));
  const count = { sent: 0, there: 0, refused: 0 };
  for (const { bundle, words } of entries) {
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
    }
  }
  if (count.refused > 0)
    throw new SetupError(`${count.refused} of ${entries.length} submissions were refused; see above.`);
  return count.sent === 0 ? `${count.there}, there before` : `${count.sent} sent`;
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
