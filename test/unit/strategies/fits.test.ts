/** What strategies ask of a fit reaches the learner, with the models that they name. */
import { describe, expect, test } from 'vitest';
import { resolveStrategy } from '#benchmarks/runner/plan.ts';
import type { Strategy } from '#benchmarks/strategies/strategy.ts';
import { runToy } from '../../support/toy-benchmark.ts';

async function optionsOf(strategy: string | Strategy[]) {
  const { log, metrics, ...rest } = await runToy(strategy, { generations: 2 });
  return { ...rest, log, options: log.fits.map(({ options }) => options) };
}

describe('generation 0 is fitted plainly, the others with', () => {
  test.each([
    ['adversarial', { adversarial: { radius: 0.03, steps: 1 } }],
    ['adversarial:radius=0.3,steps=7', { adversarial: { radius: 0.3, steps: 7 } }],
    ['truncate-loss', { truncate: { share: 0.1 } }],
    ['truncate-loss:by=confidence', { truncate: { confidence: 0.99 } }],
    ['truncate-loss:by=confidence,gamma=0.9', { truncate: { confidence: 0.9 } }],
    ['truncate-loss:by=focal', { truncate: { focus: 2 } }],
    ['truncate-loss:by=focal,focus=5', { truncate: { focus: 5 } }],
    ['adversarial+truncate-loss', { adversarial: { radius: 0.03, steps: 1 }, truncate: { share: 0.1 } }],
  ])('%s', async (spec, expected) => {
    expect((await optionsOf(spec)).options).toEqual([{}, expected, expected]);
  });

  test('generation 0’s model as teacher and as anchor', async () => {
    const { options, log } = await optionsOf('distill:weight=0.25+anchor:strength=3');
    // The toy's model is the mean of what it was fitted on.
    const values = log.fits[0]?.training.rowData.values as Float64Array;
    const initial = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(options.slice(1)).toEqual(
      Array(2).fill({ distill: { teacher: initial, weight: 0.25 }, anchor: { model: initial, strength: 3 } }),
    );
  });
});

test('ways of truncating that came later leave the first’s parameters as they were', () => {
  const parameters = (spec: string) => resolveStrategy(spec).parts[0]?.resolved;
  expect(parameters('truncate-loss')).toEqual({ share: 0.1 });
  expect(parameters('truncate-loss:by=focal')).toEqual({ share: 0.1, by: 'focal' });
});

test.each([
  ['gamma=0.9', /gamma.*belongs to by=confidence/],
  ['by=focal,gamma=0.9', /gamma.*belongs to by=confidence/],
  ['by=confidence,focus=2', /focus.*belongs to by=focal/],
])('truncate-loss:%s is refused', (parameters, message) => {
  expect(() => resolveStrategy(`truncate-loss:${parameters}`)).toThrow(message);
});

test('two strategies that set the same part of a fit are refused', async () => {
  await expect(runToy('truncate-loss+truncate-loss:share=0.2')).rejects.toThrow(/Two strategies .* "truncate"/);
});

test('token-edit edits each batch under the model that drew it', async () => {
  const { log } = await runToy('token-edit:threshold=0.8,temperature=1.5', { generations: 2 });
  expect(log.edits.map(({ path, options }) => ({ path, options }))).toEqual(
    [1, 2].map((generation) => ({
      path: `heirloom/toy@1/seed/1/gen/${generation}/edit/main/0`,
      options: { threshold: 0.8, temperature: 1.5 },
    })),
  );
});
