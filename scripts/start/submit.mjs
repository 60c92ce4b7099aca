/** Submits bundles over HTTP, through the door that everybody uses, and remembers what the site has. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { complain, SetupError } from '../support/steps.mjs';
import { completeDraft, fingerprint, openReceipts } from './bundles.mjs';

/** Under way at once: while one is stored, the next is checked. */
const LANES = 2;
/** Of a refused bundle. */
const SHOWN_PROBLEMS = 20;

/**
 * @typedef {{ bundle: string, isControl: boolean, words: { title: string, description: string } | null }} Entry a bundle's
 * folder; words fill in a draft
 * @param {{ url: string, dataDir: string }} site @param {readonly Entry[]} entries controls are sent first
 * @returns {Promise<string>} what came of it
 * @throws SetupError where some are refused; the reasons are printed
 */
export async function submitAll({ url, dataDir }, entries) {
  const folder = path.join(dataDir, 'first-run');
  mkdirSync(folder, { recursive: true });
  const receipts = openReceipts(path.join(folder, 'receipts.json'));
  const count = { sent: 0, there: 0, refused: 0 };
  const send = async ({ bundle, words }) => {
    if (words !== null) completeDraft(bundle, words);
    const print = fingerprint(bundle);
    const id = receipts.idOf(print);
    if (id !== null && (await isOnSite(url, id))) {
      count.there += 1;
      return;
    }
    const receipt = await submit(url, dataDir, bundle);
    if (receipt === null) count.refused += 1;
    else {
      receipts.add(print, receipt.id);
      count[receipt.created ? 'sent' : 'there'] += 1;
    }
  };
  // What others are scored against is there before them.
  for (const isControl of [true, false])
    await inLanes(
      entries.filter((entry) => entry.isControl === isControl),
      send,
    );
  if (count.refused > 0)
    throw new SetupError(`${count.refused} of ${entries.length} submissions were refused; see above.`);
  return count.sent === 0 ? `${count.there}, there before` : `${count.sent} sent`;
}

/** @template T @param {readonly T[]} items @param {(item: T) => Promise<void>} work */
async function inLanes(items, work) {
  const rest = [...items];
  const lane = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** Whether the site has it as its own: where somebody else sent it first, sending it makes it so. */
async function isOnSite(url, id) {
  const response = await fetch(`${url}/api/v1/submissions/${encodeURIComponent(id)}`);
  return response.ok && (await response.json()).label === 'maintained';
}

/**
 * Sends a bundle as `heirloom submit` does, without the check before, which the site makes as well. Null where it is refused;
 * the reasons are printed.
 * @returns {Promise<{ id: string, created: boolean } | null>}
 */
async function submit(url, dataDir, bundle) {
  const response = await fetch(`${url}/api/v1/submissions`, {
    method: 'POST',
    headers: {
      // The installation's own token: it maintains these entries, whatever token the user works with.
      authorization: `Bearer ${readFileSync(path.join(dataDir, 'token'), 'utf8').trim()}`,
      'content-type': 'application/gzip',
    },
    body: await packed(bundle),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  const { detail = response.statusText, problems = [] } = answer;
  complain([`${bundle}: ${detail}`, ...problems.slice(0, SHOWN_PROBLEMS).map(inWords)].join('\n'));
  return null;
}

const inWords = (problem) => `  ${problem.path}: ${problem.message}`;

/** A bundle's folder as it is sent; installed by then. */
async function packed(bundle) {
  const { create } = await import('tar');
  return create({ gzip: true, portable: true, sync: true, cwd: bundle }, readdirSync(bundle).sort()).read();
}
