/** Runs wherever the native engine loads; docs/engines.md says how its addon is built where npm leaves it out. */
import { describe, expect, it } from 'vitest';
import { resolveEngine } from '#benchmarks/numerics/engine/load.ts';
import { operationsAgree } from './operations-agree.ts';
import { train } from './small-training.ts';
import { disagreement, largestDifference, switchTo } from './support.ts';

const reasons: string[] = [];
const absent = resolveEngine('tfjs-node', (line) => reasons.push(line)) !== 'tfjs-node';
const title = absent ? `tfjs-node, left out: ${reasons.join(' ')}` : 'tfjs-node';

describe.skipIf(absent)(title, () => {
  describe("gives the wasm engine's values and gradients", () => {
    operationsAgree((compute) => disagreement(compute, ['tfjs-node', 'wasm']));
  });

  it('trains to the same parameters as wasm', async () => {
    const expected = train(await switchTo('wasm'), 4);
    const received = train(await switchTo('tfjs-node'), 4);
    expect(largestDifference(received, expected)).toBeLessThan(1e-4);
  });

  it('gives the same bits when a training is repeated in one process', async () => {
    const engine = await switchTo('tfjs-node');
    const bytes = () => train(engine, 4).map((values) => Buffer.from(values.buffer).toString('base64'));
    expect(bytes()).toEqual(bytes());
  });

  it('keeps no tensor from step to step, nor after all', async () => {
    const engine = await switchTo('tfjs-node');
    const before = engine.tf.memory().numTensors;
    const counts = new Set<number>();
    train(engine, 6, () => counts.add(engine.tf.memory().numTensors));
    expect(counts.size).toBe(1);
    expect(engine.tf.memory().numTensors).toBe(before);
  });
});
