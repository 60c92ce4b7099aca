/**
 * `npm run artefacts`: what the repository keeps that a command can make again, what it is made from, and what is stale.
 *
 *     npm run artefacts                       lists them
 *     npm run artefacts -- --make             makes what is stale, each behind what it needs
 *     npm run artefacts -- figures            makes this one, behind what is stale of what it needs
 *     npm run artefacts -- figures -- --all   … with arguments for what makes it
 *     npm run artefacts -- --accept figures   takes it for up to date: its sources moved nothing of it
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ended, startNode } from '../../scripts/support/children.mjs';
import { inRoot, ROOT } from '../../scripts/support/root.mjs';
import { SetupError, say } from '../../scripts/support/steps.mjs';
import { stopWithChildren } from '../support/stop-with-children.ts';
import { ARTEFACTS, type Artefact, standingOn } from './graph.ts';
import { type Ledger, madeFrom, stalenessOf } from './state.ts';

export const LEDGER_FILE = 'artefacts.json';
const USAGE = 'npm run artefacts [-- [--make | --accept] [NAME…] [-- arguments of what makes it]]';

export interface Request {
  readonly action: 'list' | 'make' | 'accept';
  readonly ids: readonly string[];
  /** For what makes the only one that is named. */
  readonly rest: readonly string[];
}

/** @returns what is asked for, or a sentence that says what is wrong */
export function readRequest(args: readonly string[]): Request | string {
  const end = args.indexOf('--');
  const own = end === -1 ? args : args.slice(0, end);
  const rest = end === -1 ? [] : args.slice(end + 1);
  const flags = own.filter((argument) => argument.startsWith('-'));
  const ids = own.filter((argument) => !argument.startsWith('-'));
  const odd = flags.find((flag) => flag !== '--make' && flag !== '--accept');
  if (odd !== undefined) return `Received ${odd}; expected ${USAGE}.`;
  const unknown = ids.find((id) => !ARTEFACTS.some((artefact) => artefact.id === id));
  if (unknown !== undefined) return `Received ${unknown}; expected any of ${ARTEFACTS.map(({ id }) => id).join(', ')}.`;
  if (flags.length > 1) return `Received ${flags.join(' and ')}; expected one of them.`;
  if (flags[0] === '--accept' && ids.length === 0) return 'Received --accept without a name; name what is up to date.';
  if (rest.length > 0 && ids.length !== 1)
    return `Received arguments for what makes an artefact and ${ids.length} names; expected one.`;
  const action = flags[0] === '--accept' ? 'accept' : flags.length > 0 || ids.length > 0 ? 'make' : 'list';
  return { action, ids, rest };
}

/** What has to be made, in order: the named ones whatever their state, and what is stale of all that they need. */
export function toMake({ ids }: Pick<Request, 'ids'>, ledger: Ledger, root: string): Artefact[] {
  const all = standingOn(ids.length > 0 ? ids : ARTEFACTS.map(({ id }) => id));
  const makes = new Set<string>();
  return all.filter((artefact) => {
    const { id, needs, frozen } = artefact;
    const isNamed = ids.includes(id);
    const isStale = stalenessOf(artefact, ledger, root).length > 0;
    const isMade = isNamed || (frozen === undefined && (isStale || needs.some((need) => makes.has(need))));
    if (isMade) makes.add(id);
    return isMade;
  });
}

export const readLedger = (root: string): Ledger => JSON.parse(readFileSync(path.join(root, LEDGER_FILE), 'utf8'));

/** Writes down what artefacts were made from. */
export function record(artefacts: readonly Artefact[], root: string): void {
  const made = Object.fromEntries(artefacts.map((artefact) => [artefact.id, madeFrom(artefact, root)]));
  const all = { ...readLedger(root), ...made };
  const ordered = Object.fromEntries(ARTEFACTS.flatMap(({ id }) => (all[id] ? [[id, all[id]]] : [])));
  writeFileSync(path.join(root, LEDGER_FILE), `${JSON.stringify(ordered, null, 2)}\n`);
}

/** A line for each, with what it is made from and why it is stale. */
export function list(ledger: Ledger, root: string): void {
  const width = Math.max(...ARTEFACTS.map(({ id }) => id.length));
  for (const artefact of ARTEFACTS) {
    const { id, what, needs, frozen } = artefact;
    const stale = stalenessOf(artefact, ledger, root);
    const state = stale.length === 0 ? 'up to date' : `stale: ${stale.join(', ')}`;
    say(`${id.padEnd(width)}  ${what}${needs.length > 0 ? ` ← ${needs.join(', ')}` : ''}`);
    say(`${' '.repeat(width)}  ${state}${frozen ? `; made only by who names it: ${frozen}` : ''}`);
  }
}

/** @throws SetupError for what is asked for in other words, and where one can't be made */
export async function main(args: readonly string[]): Promise<void> {
  const request = readRequest(args);
  if (typeof request === 'string') throw new SetupError(request, 2);
  if (request.action === 'list') return list(readLedger(ROOT), ROOT);
  if (request.action === 'accept') {
    const accepted = ARTEFACTS.filter(({ id }) => request.ids.includes(id));
    return record(accepted, ROOT);
  }
  const artefacts = toMake(request, readLedger(ROOT), ROOT);
  stopWithChildren();
  if (artefacts.length === 0) say('Everything is up to date.');
  for (const { id, what } of artefacts) {
    say(`▸ ${id}: ${what}`);
    const rest = request.ids.includes(id) ? request.rest : [];
    // A process each, which reads what was made before it.
    const { code } = await ended(startNode([inRoot('scripts', 'tool.mjs'), id, ...rest]));
    if (code !== 0)
      throw new SetupError(`${id} ended with exit code ${code}; what comes behind it was not made.`, code);
    // Each at once: what was made stays made when a later one fails.
    record(
      artefacts.filter((artefact) => artefact.id === id),
      ROOT,
    );
  }
}
