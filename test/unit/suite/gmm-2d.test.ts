import { describe, expect, it } from 'vitest';
import { sampleMixture } from '#benchmarks/numerics/mixture-2d.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import gmm from '#benchmarks/suite/gmm-2d/index.ts';
import { RANKS, RARE_MODES, RING } from '#benchmarks/suite/gmm-2d/ring.ts';

const benchmark = await gmm.create(gmm.card.params.parse({}));
const world = await benchmark.open(new Stream('gmm-2d-test'), 1);
const evaluate = (model: unknown) =>
  world.evaluate({ generation: 0, model, initial: model, rng: new Stream('evaluate') });

describe('gmm-2d', () => {
  it('has a card for every metric and a value for the truth', async () => {
    const ids = gmm.card.metrics.map(({ id }) => id);
    expect(Object.keys(benchmark.truth).sort()).toEqual([...ids].sort());
    expect(Object.keys(await evaluate(RING))).toEqual(ids);
  });

  it('measures the truth as the truth', async () => {
    const values = await evaluate(RING);
    for (const id of ['sliced-w2-root', 'log-likelihood', 'det-ratio', 'modes-covered', 'rare-mode-recall']) {
      expect(values[id], id).toBe(benchmark.truth[id]);
    }
    // Counted in 4,000 samples.
    expect(Math.abs((values['mode-entropy'] as number) - (benchmark.truth['mode-entropy'] as number))).toBeLessThan(
      0.05,
    );
    expect(Math.abs((values['outlier-mass'] as number) - (benchmark.truth['outlier-mass'] as number))).toBeLessThan(
      0.006,
    );
  });

  it('knows the ring’s outlier mass, seen in a million samples', () => {
    const n = 1_000_000;
    const { values } = sampleMixture(RING, n, new Stream('outliers')).rowData;
    let outside = 0;
    for (let i = 0; i < n; i++) {
      let nearest = Number.POSITIVE_INFINITY;
      for (let j = 0; j < 8; j++) {
        const dx = (values[2 * i] as number) - (RING.means[2 * j] as number);
        const dy = (values[2 * i + 1] as number) - (RING.means[2 * j + 1] as number);
        nearest = Math.min(nearest, dx * dx + dy * dy);
      }
      if (nearest > 0.25 * -2 * Math.log(0.01)) outside++;
    }
    const expected = benchmark.truth['outlier-mass'] as number;
    expect(Math.abs(outside / n - expected) / Math.sqrt(expected / n)).toBeLessThan(4);
  });

  it('sees a lost mode, a narrowed mixture and a wandering one', async () => {
    const lost = RING.weights.map((weight, mode) => (mode === RARE_MODES[0] ? weight / 5 : weight));
    const withoutRare = await evaluate({
      ...RING,
      weights: lost.map((weight) => weight / lost.reduce((a, b) => a + b)),
    });
    expect(withoutRare['modes-covered']).toBe(7);
    expect(withoutRare['rare-mode-recall']).toBeCloseTo(2 / 3, 12);
    const narrow = await evaluate({ ...RING, covariances: RING.covariances.map((value) => value / 2) });
    expect(narrow['det-ratio']).toBeCloseTo(0.25, 12);
    const far = await evaluate({ ...RING, means: RING.means.map((value) => value + 50) });
    expect(far['outlier-mass']).toBe(1);
    expect(far['mode-entropy']).toBeNull();
    expect(far['modes-covered']).toBe(0);
    expect(far['sliced-w2-root']).toBeCloseTo(50, 6);
  });

  it('places the ranks so that no two of the rarest are neighbours', () => {
    expect([...RANKS].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(RARE_MODES.map((mode) => RANKS[mode])).toEqual([7, 6, 8]);
    for (const mode of RARE_MODES) expect(RARE_MODES).not.toContain((mode + 1) % 8);
  });

  it('verifies what lies within 2.5 deviations of a mode: 95.6% of real data', async () => {
    const batch = await world.drawReal(20_000, new Stream('real'), 0);
    const answers = (await world.verify?.(batch, 0)) ?? new Uint8Array();
    const accepted = answers.reduce((sum, answer) => sum + answer, 0);
    const expected = 1 - Math.exp(-0.5 * 2.5 * 2.5);
    expect(Math.abs(accepted / 20_000 - expected) / Math.sqrt((expected * (1 - expected)) / 20_000)).toBeLessThan(4);
  });

  it('simulates something that is not the truth', async () => {
    const batch = await world.simulate?.(4000, new Stream('simulator'), 0);
    const { model } = await world.learner.fit(batch as NonNullable<typeof batch>, new Stream('fit'));
    const values = await evaluate(model);
    expect(values['det-ratio']).toBeGreaterThan(2);
    expect(values['sliced-w2-root']).toBeGreaterThan(0.5);
  });

  it('fits with fewer components, and every family can be fitted and sampled', async () => {
    const data = await world.drawReal(1000, new Stream('data'), 0);
    const small = await gmm.create(gmm.card.params.parse({ components: 2 }));
    const { learner } = await small.open(new Stream('small'), 1);
    const { model } = await learner.fit(data, new Stream('fit'));
    expect((await evaluate(model))['sliced-w2-root']).toBeGreaterThan(0.1);
    for (const family of gmm.card.families) {
      const other = world.families[family];
      const fitted = await other?.fit(data, new Stream(family));
      expect((await other?.sample(fitted?.model, 321, new Stream(family)))?.count).toBe(321);
    }
  });
});
