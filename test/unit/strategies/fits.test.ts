/** What strategies ask of a fit reaches the learner, with the models that they name. */
import { describe, expect, test } from 'vitest';
import type { Batch } from '#benchmarks/numerics/batch.ts';
import { resolveStrategy } from '#benchmarks/runner/plan.ts';
import type { Strategy } from '#benchmarks/strategies/strategy.ts';
import { runToy } from '../../support/toy-benchmark.ts';

async function optionsOf(strategy: string | Strategy[]) {
  const { log, metrics, ...rest } = await runToy(strategy, { generations: 2 });
  return { ...rest, log, options: log.fits.map(({ options }) => options) };
}

/** What the toy fits to a batch without weights. */
function meanOf(batch: Batch | undefined): number {
  const values = batch?.rowData.values ?? new Float64Array();
  return values.reduce((sum, value) => sum + value, 0) / values.length;
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
    const initial = meanOf(log.fits[0]?.training);
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

describe('neon', () => {
  test('goes on from the model on its own samples, drawn as the composition draws, and steps away', async () => {
    const { log, metrics } = await runToy('temperature:value=0.5+truncate-loss+neon:weight=2,own=0.3,budget=0.25', {
      generations: 1,
    });
    const [, first, second] = log.fits;
    const root = 'heirloom/toy@1/seed/1/gen/1';
    expect([first?.path, second?.path]).toEqual([`${root}/fit/main`, `${root}/fit/main/own`]);
    const model = meanOf(first?.training);
    expect(second?.options).toEqual({ truncate: { share: 0.1 }, from: { model, budget: 0.25 } });
    expect(log.draws.map(({ units, temperature }) => [units, temperature])).toEqual([
      [100, 0.5],
      [30, 0.5],
    ]);
    expect(log.draws[1]?.path).toBe(`${root}/sample/main/1/0`);
    // The toy measures the size of its model, which is a mean: 3 of the first, −2 of the second.
    expect(metrics.error?.[1]).toBeCloseTo(Math.abs(3 * model - 2 * meanOf(second?.training)), 12);
  });

  test('a source without parameters is told of in plain words', async () => {
    await expect(runToy('mix-sources:families=mixed+neon', { generations: 1, bare: ['kde'] })).rejects.toThrow(
      /"extrapolation" of the source "kde-2", a learner of the family kde, .*families=same/,
    );
  });

  test('nobody draws from a model that isn’t there yet', async () => {
    const early: Strategy = { compose: ({ draw, size }) => draw(size, { which: 'new' }) };
    await expect(runToy([early])).rejects.toThrow(/asked for the new model of "main"; .* Ask for "last" or "initial"/);
  });
});

describe('negative-guidance', () => {
  test('trains one copy of a model, on samples drawn as the strategies before it draw, and draws away from it', async () => {
    const spec = 'temperature:value=0.5+negative-guidance:weight=2,own=0.3,budget=0.25+temperature:value=3';
    const { log } = await runToy(spec, { generations: 1 });
    const [first, copy, next] = log.fits;
    const root = 'heirloom/toy@1/seed/1/gen/1';
    expect(copy?.path).toBe(`${root}/guide/1/main/last`);
    expect(copy?.options).toEqual({ from: { model: meanOf(first?.training), budget: 0.25 } });
    expect(next?.options).toEqual({});
    expect(log.draws.map(({ units, temperature }) => [units, temperature])).toEqual([
      [30, 1.5],
      [100, 1.5],
    ]);
    expect(log.guides).toEqual([
      { model: meanOf(first?.training), guide: { model: meanOf(copy?.training), weight: 2 } },
    ]);
  });

  test('is refused twice, and of a source that can’t', async () => {
    await expect(runToy('negative-guidance+negative-guidance:weight=1')).rejects.toThrow(
      /Two strategies .* guide a draw/,
    );
    await expect(runToy('mix-sources+negative-guidance', { bare: ['kde'] })).rejects.toThrow(
      /"guidance" of the source "kde-2", a learner of the family kde/,
    );
  });
});
