/**
 * `npm run known-numbers`: writes what the checker knows of honest records: the truth of every benchmark at every tier
 * (benchmarks/suite/known-truth.json) and generation 0 of the tiers but `full` (known-generation-0.json). After a new benchmark, version or
 * engine version. A test computes both again.
 */
import { writeFileSync } from 'node:fs';
import { setUpBasics } from './setup.mjs';
import { inRoot } from './support/root.mjs';
import { runScript } from './support/steps.mjs';

/** One entry a line, so that a change shows what changed. */
const lines = (entries) => `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`;

async function main() {
  await setUpBasics();
  const { register } = await import('tsx/esm/api');
  register();
  const { makeGeneration0, makeTruths, plannedGeneration0 } = await import('./known-numbers/make.mjs');
  writeFileSync(inRoot('benchmarks', 'suite', 'known-truth.json'), lines(await makeTruths()));
  const generation0 = [];
  for (const plan of plannedGeneration0()) generation0.push(await makeGeneration0(plan));
  writeFileSync(inRoot('benchmarks', 'suite', 'known-generation-0.json'), lines(generation0));
}

await runScript(main);
