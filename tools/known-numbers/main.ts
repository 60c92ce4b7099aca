/**
 * `npm run artefacts -- known-numbers`: writes what the checker knows of honest records: the truth of every benchmark at every tier
 * (benchmarks/suite/known-truth.json) and generation 0 of the tiers but `full` (known-generation-0.json). After a new benchmark, version or
 * engine version. A test computes both again.
 */
import { writeFileSync } from 'node:fs';
import { inRoot } from '../../scripts/support/root.mjs';
import { type Generation0, makeGeneration0, makeTruths, plannedGeneration0 } from './make.ts';

/** One entry a line, so that a change shows what changed. */
const lines = (entries: readonly unknown[]): string =>
  `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`;

export async function main(): Promise<void> {
  writeFileSync(inRoot('benchmarks', 'suite', 'known-truth.json'), lines(await makeTruths()));
  const generation0: Generation0[] = [];
  for (const plan of plannedGeneration0()) generation0.push(await makeGeneration0(plan));
  writeFileSync(inRoot('benchmarks', 'suite', 'known-generation-0.json'), lines(generation0));
}
