import { describe, expect, it } from 'vitest';
import type { LinearModel } from '#benchmarks/learners/linear-model.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import regression from '#benchmarks/suite/regression/index.ts';

async function open(params: Record<string, unknown> = {}) {
  const benchmark = await regression.create(regression.card.params.parse(params));
  return { benchmark, world: await benchmark.open(new Stream('regression-test'), 1) };
}

describe('regression', () => {
  it('has a card for every metric and a value for the truth', async () => {
    const { benchmark, world } = await open();
    const ids = regression.card.metrics.map(({ id }) => id);
    expect(regression.card.primary).toBe(ids[0]);
    const truth: LinearModel = { coefficients: new Float64Array(10).fill(Math.sqrt(2.5)), noise: 1 };
    const values = await world.evaluate({ generation: 0, model: truth, initial: truth, rng: new Stream('e') });
    expect(values).toEqual(benchmark.truth);
    expect(Object.keys(values)).toEqual(ids);
  });

  it('measures predictive-w2 = ‖ŵ−w‖² + (σ̂−σ)²', async () => {
    const { world } = await open();
    const coefficients = new Float64Array(10).fill(Math.sqrt(2.5));
    coefficients[0] = (coefficients[0] as number) + 3;
    const model: LinearModel = { coefficients, noise: 1.5 };
    const values = await world.evaluate({ generation: 0, model, initial: model, rng: new Stream('e') });
    expect(values['excess-risk']).toBeCloseTo(9, 12);
    expect(values['noise-ratio']).toBeCloseTo(2.25, 12);
    expect(values['predictive-w2']).toBeCloseTo(9.25, 12);
  });

  it('keeps the inputs of a fixed design and labels them anew', async () => {
    const { world } = await open({ sampleSize: 20, dimension: 3 });
    const first = await world.drawReal(20, new Stream('a'), 0);
    const second = await world.drawReal(20, new Stream('b'), 0);
    const { model } = await world.learner.fit(first, new Stream('f'));
    const sampled = await world.learner.sample(model, 50, new Stream('c'));
    for (let i = 0; i < 20; i++) {
      const inputs = [...first.row(i).subarray(0, 3)];
      expect([...second.row(i).subarray(0, 3)]).toEqual(inputs);
      // A longer draw: two whole copies, then ten of the twenty.
      expect([...sampled.row(i).subarray(0, 3)]).toEqual(inputs);
      expect([...sampled.row(20 + i).subarray(0, 3)]).toEqual(inputs);
      expect(second.row(i)[3]).not.toBe(first.row(i)[3]);
    }
    const design = new Set(Array.from({ length: 20 }, (_, i) => first.row(i)[0]));
    const rest = new Set(Array.from({ length: 10 }, (_, i) => sampled.row(40 + i)[0]));
    expect(rest.size).toBe(10);
    expect([...rest].every((x) => design.has(x))).toBe(true);
  });

  it('draws new inputs with a fresh design', async () => {
    const { world } = await open({ design: 'fresh' });
    const first = await world.drawReal(5, new Stream('a'), 0);
    const second = await world.drawReal(5, new Stream('b'), 0);
    expect(second.row(0)[0]).not.toBe(first.row(0)[0]);
  });

  it('verifies labels within 1.96σ: 95% of real data', async () => {
    const { world } = await open();
    const batch = await world.drawReal(20_000, new Stream('real'), 0);
    const answers = (await world.verify?.(batch, 0)) ?? new Uint8Array();
    const accepted = answers.reduce((sum, answer) => sum + answer, 0);
    expect(Math.abs(accepted / 20_000 - 0.95) / Math.sqrt((0.95 * 0.05) / 20_000)).toBeLessThan(4);
  });

  it('refuses fewer examples than least squares needs', () => {
    expect(() => regression.create(regression.card.params.parse({ sampleSize: 10 }))).toThrow(/sampleSize > dimension/);
  });
});
