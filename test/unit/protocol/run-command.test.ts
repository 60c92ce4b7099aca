import { expect, it } from 'vitest';
import type { RunSettings } from '#benchmarks/protocol/run-command.ts';
import { runCommand } from '#benchmarks/protocol/run-command.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';

const cardOf = (id: string) => benchmarkNamed(id).card;
const settings = (over: Partial<RunSettings> = {}): RunSettings => ({
  benchmark: 'gaussian',
  tier: 'quick',
  params: { sampleSize: 100, dimension: 1, estimator: 'unbiased' },
  generations: 50,
  seeds: Array.from({ length: 50 }, (_, i) => i + 1),
  ...over,
});

it('says what is not the tier’s own and nothing else', () => {
  expect(runCommand(['replace', 'oracle'], [settings()], 'controls', cardOf)).toBe(
    'npx heirloom run gaussian --strategy replace oracle --tier quick --out controls',
  );
  const own = settings({ params: { ...settings().params, sampleSize: 20 }, seeds: [1, 2, 3], generations: 7 });
  expect(runCommand(['replace'], [own], 'a b', cardOf)).toBe(
    "npx heirloom run gaussian --strategy replace --tier quick --seeds 3 --generations 7 --set sampleSize=20 --out 'a b'",
  );
});

it('names an engine that is not the default one, and never the one without networks', () => {
  const command = (id: string) => runCommand(['replace'], [settings({ engine: { id } })], 'x', cardOf);
  expect(command('tfjs-node')).toContain('--engine tfjs-node');
  expect(command('wasm')).not.toContain('--engine');
  expect(command('js')).not.toContain('--engine');
});
