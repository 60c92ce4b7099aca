/** The command that makes missing controls, and only where it makes runs like the one that lacks them. */
import { expect, it } from 'vitest';
import { ENGINE_VERSIONS } from '#benchmarks/protocol/engine-versions.ts';
import type { Params } from '#benchmarks/protocol/ids.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { controlsCommand } from '#leaderboard/catalog/commands.ts';
import type { PinnedRun } from '#leaderboard/catalog/repeatable.ts';
import { missingControls, missingControlsCommand, missingControlsWords } from '#leaderboard/scores/missing-controls.ts';

const gaussian: PinnedRun = {
  benchmark: 'gaussian',
  version: 1,
  tier: 'quick',
  params: { dimension: 1, estimator: 'mle', sampleSize: 100 },
  generations: 50,
  seeds: [1, 2, 3],
  engine: { id: 'js', version: '1' },
};
const digitsCard = benchmarkNamed('digits-vae').card;
const digits: PinnedRun = {
  benchmark: 'digits-vae',
  version: digitsCard.version,
  tier: 'smoke',
  params: digitsCard.params.parse({ ...digitsCard.tiers.smoke.params }) as Params,
  generations: 1,
  seeds: [1],
  engine: { id: 'tfjs-node', version: ENGINE_VERSIONS['tfjs-node'] },
};

it('names what is missing, with its settings and engine', () => {
  expect(controlsCommand(gaussian, ['oracle'])).toBe(
    'npx heirloom run gaussian --strategy oracle --tier quick --seeds 3 --set estimator=mle --out controls/gaussian-quick',
  );
  expect(controlsCommand(digits, ['replace'])).toContain(' --tier smoke --engine tfjs-node ');
  const wasm = { id: 'wasm', version: ENGINE_VERSIONS.wasm };
  expect(controlsCommand({ ...digits, engine: wasm }, ['replace'])).not.toContain('--engine');
});

it('is none for another engine, another version of one, or of the benchmark', () => {
  for (const engine of [
    { id: 'torch', version: '1' },
    { id: 'js', version: '2' },
  ])
    expect(controlsCommand({ ...gaussian, engine }, ['replace'])).toBeNull();
  expect(controlsCommand({ ...digits, engine: { id: 'wasm', version: '4.22.0+1' } }, ['replace'])).toBeNull();
  expect(controlsCommand({ ...gaussian, version: 99 }, ['replace'])).toBeNull();
});

it('of an entry of the site is the owner’s matter', () => {
  const lacking = { site: [{ control: 'replace', why: 'seeds' }], own: null } as const;
  expect(missingControlsWords(missingControls(lacking, gaussian))).toBe(
    'No score: it needs runs of replace and oracle with its own settings (gaussian@1, tier quick, dimension=1, estimator=mle, sampleSize=100, 50 generations, seeds 1…3, engine js 1). This site lacks replace (not on all of these seeds); its owner can make and send them.',
  );
  expect(missingControlsCommand(lacking, gaussian)).toContain('--strategy replace --tier');
});
