/**
 * `npm run artefacts -- python-client`: writes what the Python package has from here: the benchmarks' cards as data
 * (clients/python/src/heirloom/cards.json), the vectors that its check and ours are both held against (clients/python/tests/vectors.json),
 * and a small snapshot for its tests. After a new benchmark, version or metric, and after a change of what the check refuses.
 */
import { writeFileSync } from 'node:fs';
import { canonicalJson } from '#benchmarks/protocol/digest.ts';
import { inRoot } from '../../scripts/support/root.mjs';
import { tinySnapshot } from '../../test/support/tiny-snapshot.ts';
import { pythonCards } from './cards.ts';
import { makeVectors } from './vectors.ts';

export const CARDS_FILE = 'clients/python/src/heirloom/cards.json';
export const VECTORS_FILE = 'clients/python/tests/vectors.json';
const SNAPSHOT_FILE = 'clients/python/tests/snapshot.json';

export async function main(): Promise<void> {
  const { suites, released, engines, strategies, benchmarks } = pythonCards();
  const heads = [
    ['suites', suites],
    ['released', released],
    ['engines', engines],
    ['strategies', strategies],
  ] as const;
  const lines = Object.entries(benchmarks).map(([name, card]) => `  ${JSON.stringify(name)}: ${JSON.stringify(card)}`);
  const head = heads.map(([name, value]) => `"${name}": ${JSON.stringify(value)}`);
  writeFileSync(inRoot(CARDS_FILE), `{${head.join(',\n')},\n"benchmarks": {\n${lines.join(',\n')}\n}}\n`);
  const vectors = Object.entries(await makeVectors()).map(([name, value]) => {
    const rows = Array.isArray(value)
      ? `[\n${value.map((row) => JSON.stringify(row)).join(',\n')}\n]`
      : JSON.stringify(value);
    return `${JSON.stringify(name)}: ${rows}`;
  });
  writeFileSync(inRoot(VECTORS_FILE), `{${vectors.join(',\n')}}\n`);
  writeFileSync(inRoot(SNAPSHOT_FILE), `${canonicalJson(tinySnapshot())}\n`);
}
