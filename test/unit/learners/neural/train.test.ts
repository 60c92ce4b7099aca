/** What the trainer makes of a loss that strategies change, seen on a loss whose every derivative can be written down. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { FitOptions } from '#benchmarks/learners/learner.ts';
import { focal } from '#benchmarks/learners/neural/robust.ts';
import { inProportion, type Objective, train } from '#benchmarks/learners/neural/train.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import type { Tensor1D, TensorEngine } from '#benchmarks/numerics/engine/engine.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';

const COSTS = [0.5, 4, 1, 3];
const RATE = 0.01;

let engine: TensorEngine;
beforeAll(async () => {
  engine = await loadEngine('wasm');
});

/** Unit i loses cost i · (θ i + noise i), from θ = 1: what moves θ i is unit i alone. Keeps every noise that it sees. */
function costs(seen: number[][], weights: Float32Array | null): Objective<null> {
  const { tf } = engine;
  return {
    initial: { theta: { shape: [4], values: Float32Array.of(1, 1, 1, 1) } },
    count: 1,
    minibatch: () => null,
    inputShape: () => [4],
    losses: ({ theta }, _, noise) => {
      if (noise !== null) seen.push(Array.from(noise.dataSync()));
      return tf.mul<Tensor1D>(
        tf.tensor1d(COSTS),
        noise === null ? (theta as Tensor1D) : tf.add(theta as Tensor1D, noise),
      );
    },
    weights: () => weights,
  };
}

/** One update. Adam's first step is the learning rate against the gradient's sign, and none where it is 0. */
function afterOneStep(options: FitOptions, weights: Float32Array | null = null) {
  const seen: number[][] = [];
  const plan = { steps: 1, batchSize: 1, learningRate: RATE };
  const { weights: trained } = train(engine, costs(seen, weights), plan, new Stream('train'), options);
  return { moved: Array.from(trained.theta?.values ?? [], (value) => Math.round((value - 1) / RATE)), seen };
}

describe('a plan in proportion to the data', () => {
  const plan = { steps: 16, batchSize: 8, learningRate: RATE };
  const steps = (units: number) => inProportion(plan, 1000)(Batch.rows(new Float64Array(units), 1)).steps;

  it('has its steps over its units and the same passes over more or fewer, rounded, at least one step', () => {
    expect([1000, 2000, 11_000, 500, 1031, 1032, 30, 1].map(steps)).toEqual([16, 32, 176, 8, 16, 17, 1, 1]);
  });

  it('leaves the rest of the plan as it is', () => {
    expect(inProportion(plan, 1000)(Batch.rows(new Float64Array(1000), 1))).toEqual(plan);
  });

  it('is counted in updates', () => {
    const training = Batch.rows(new Float64Array(3), 1);
    const own = inProportion({ steps: 2, batchSize: 1, learningRate: RATE }, 1)(training);
    expect(train(engine, costs([], null), own, new Stream('train'), {}).updates).toBe(6);
  });
});

describe('one update', () => {
  it('goes down the loss of every unit', () => {
    expect(afterOneStep({}).moved).toEqual([-1, -1, -1, -1]);
  });

  it('of a truncated loss learns nothing from the units that lose least', () => {
    expect(afterOneStep({ truncate: { share: 0.5 } }).moved).toEqual([0, -1, 0, -1]);
    expect(afterOneStep({ truncate: { share: 0.25 } }, Float32Array.of(1, 0, 1, 1)).moved).toEqual([0, 0, -1, -1]);
  });

  it('of a loss truncated by confidence learns nothing from units that are likelier than that', () => {
    // p = e^−0.5, e^−4, e^−1, e^−3 = 0.607, 0.018, 0.368, 0.050
    expect(afterOneStep({ truncate: { confidence: 0.6 } }).moved).toEqual([0, -1, -1, -1]);
    expect(afterOneStep({ truncate: { confidence: 0.04 } }).moved).toEqual([0, -1, 0, 0]);
    expect(afterOneStep({ truncate: { confidence: 0.99 } }).moved).toEqual([-1, -1, -1, -1]);
    expect(afterOneStep({ truncate: { confidence: 0.6 } }, Float32Array.of(1, 0, 1, 1)).moved).toEqual([0, 0, -1, -1]);
    expect(afterOneStep({ truncate: { confidence: 0.01 } }).moved).toEqual([0, 0, 0, 0]);
  });

  it.each([1, 2, 5])('of a focal loss weighs units by (1 − p)^%i, and has its derivative', (focus) => {
    const losses = () => engine.tf.tensor1d(COSTS);
    const power = (p: number, k: number): number => (k === 0 ? 1 : (1 - p) * power(p, k - 1));
    const expected = COSTS.map((loss) => loss * power(Math.exp(-loss), focus));
    // d/dl l(1 − e^−l)^k = (1 − p)^k + k l p (1 − p)^(k−1), where p = e^−l
    const slopes = COSTS.map((loss) => {
      const p = Math.exp(-loss);
      return power(p, focus) + focus * loss * p * power(p, focus - 1);
    });
    const values = focal(engine, losses(), focus).dataSync();
    const gradient = engine.tf
      .grad((x) => engine.tf.sum(focal(engine, x as Tensor1D, focus)))(losses())
      .dataSync();
    for (const [i, value] of expected.entries()) expect(values[i]).toBeCloseTo(value, 5);
    for (const [i, slope] of slopes.entries()) expect(gradient[i]).toBeCloseTo(slope, 5);
    expect(afterOneStep({ truncate: { focus } }, Float32Array.of(1, 0, 1, 1)).moved).toEqual([-1, 0, -1, -1]);
  });

  it.each([1, 3])('with adversarial inputs is made where the loss is highest, %i steps away', (steps) => {
    const { moved, seen } = afterOneStep({ adversarial: { radius: 0.25, steps } });
    expect(moved).toEqual([-1, -1, -1, -1]);
    // The noise is sought from zero on; the update is made with the last.
    expect(seen.length).toBe(steps + 1);
    expect(seen[0]).toEqual([0, 0, 0, 0]);
    expect(seen.at(-1)).toEqual([0.25, 0.25, 0.25, 0.25]);
  });
});
