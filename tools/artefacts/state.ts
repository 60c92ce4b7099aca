/**
 * Which artefacts are stale: `artefacts.json` holds, for each, the digests of what it was made from when it was last made.
 * Contents count, not times, so a clone knows as much as the machine that made them.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ARTEFACTS, type Artefact } from './graph.ts';

/** Hex SHA-256 (16 digits) by what it is of: a path, `needs/<id>` or `facts`. */
export type Made = Readonly<Record<string, string>>;
/** By artefact. */
export type Ledger = Readonly<Record<string, Made>>;

const DIGITS = 16;
const digestOf = (text: string | Uint8Array): string =>
  createHash('sha256').update(text).digest('hex').slice(0, DIGITS);

/** Everything that an artefact is made from, as it is now. @param root the checkout */
export function madeFrom(artefact: Artefact, root: string): Made {
  const { inputs, needs, facts } = artefact;
  const outputsOf = (id: string): string => {
    const needed = ARTEFACTS.find((one) => one.id === id) as Artefact;
    return digestOf(needed.outputs.map((output) => digestAt(root, output)).join(' '));
  };
  return {
    ...Object.fromEntries(inputs.map((input) => [input, digestAt(root, input)])),
    ...Object.fromEntries(needs.map((id) => [`needs/${id}`, outputsOf(id)])),
    ...(facts ? { facts: digestOf(JSON.stringify(facts())) } : {}),
  };
}

/** Of a file, or of all that a folder has by name and content; of what isn't there, of nothing. */
function digestAt(root: string, place: string): string {
  const file = path.join(root, place);
  if (!place.endsWith('/')) return existsSync(file) ? digestOf(readFileSync(file)) : 'none';
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', place], {
    cwd: root,
    encoding: 'utf8',
  });
  const names = [...new Set(listed.split('\0'))].filter((name) => name !== '' && existsSync(path.join(root, name)));
  return digestOf(
    names
      .sort()
      .map((name) => `${name} ${digestOf(readFileSync(path.join(root, name)))}`)
      .join('\n'),
  );
}

/** Why an artefact is not what its sources give any more, each a phrase; empty where it is. */
export function stalenessOf(artefact: Artefact, ledger: Ledger, root: string): string[] {
  const missing = artefact.outputs.filter((output) => !existsSync(path.join(root, output)));
  const known = ledger[artefact.id];
  if (known === undefined) return ['never recorded', ...missing.map((output) => `${output} is missing`)];
  const now = madeFrom(artefact, root);
  const names = [...new Set([...Object.keys(known), ...Object.keys(now)])];
  const changed = names.filter((name) => known[name] !== now[name]);
  return [...missing.map((output) => `${output} is missing`), ...changed.map(inWords)];
}

function inWords(name: string): string {
  if (name === 'facts') return 'plans or versions changed';
  return name.startsWith('needs/') ? `${name.slice('needs/'.length)} is another one` : `${name} changed`;
}
