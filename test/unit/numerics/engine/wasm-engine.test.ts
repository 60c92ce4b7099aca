import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor2D, TensorEngine } from '#benchmarks/numerics/engine/engine.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { prototypeVaeLoss } from './prototype-vae.ts';
import { train } from './small-training.ts';

describe('the wasm engine', () => {
  let engine: TensorEngine;
  beforeAll(async () => {
    engine = await loadEngine('wasm');
  });

  it('gives the same bits when a training is repeated', () => {
    const bytes = () => train(engine, 4).map((values) => Buffer.from(values.buffer).toString('base64'));
    expect(bytes()).toEqual(bytes());
  });

  it('gives the bits of the main thread in a worker', async () => {
    const worker = new Worker(new URL('./trains-in-a-thread.mjs', import.meta.url));
    const [received] = await once(worker, 'message');
    expect(received).toEqual(train(engine, 3));
    await worker.terminate();
  });

  // A flag of V8 for x86-64, where some processors have no such instruction.
  it.skipIf(process.arch !== 'x64')(
    'gives them without a fused multiply-add too, and says that it is slower',
    async () => {
      const file = fileURLToPath(new URL('./trains-in-a-process.mjs', import.meta.url));
      const { stdout } = await promisify(execFile)(process.execPath, ['--no-enable-fma3', file], {
        env: { ...process.env, CC: 'no-compiler' },
      });
      const { lines, weights } = JSON.parse(stdout);
      expect(lines).toEqual([
        'No native kernels (no C compiler: CC names no-compiler, which is no program on the PATH): networks train on the build portable, with the same results.',
        `Networks train slowly here, with the same results: WebAssembly has no fused multiply-add on this machine (Node ${process.version}, x64). See docs/engines.md.`,
      ]);
      expect(weights).toEqual(train(engine, 3).map((values) => Array.from(values)));
    },
  );

  it('trains the VAE of the first prototypes to the loss that three independent implementations gave', () => {
    expect(prototypeVaeLoss(engine, 3)).toBeCloseTo(558.789, 2);
  });

  it('keeps no tensor from step to step, nor after all', () => {
    const { tf } = engine;
    const before = tf.memory().numTensors;
    const counts = new Set<number>();
    train(engine, 6, () => counts.add(tf.memory().numTensors));
    expect(counts.size).toBe(1);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([0, 5, 8])('gives no number for logits of which number %i is none', (place) => {
    const { tf, ops } = engine;
    const logits = Float32Array.from({ length: 9 }, (_, i) => (i === place ? Number.NaN : i));
    const losses = tf.tidy(() => {
      const x = tf.tensor2d(logits, [1, 9]);
      const target = tf.tensor1d([1], 'int32');
      return [
        ops.softmaxCrossEntropy(x, target),
        ops.softTargetCrossEntropy(x, tf.fill([1, 9], 1 / 9)),
        ops.bernoulliCrossEntropy(x, tf.zeros([1, 9])),
        ops.linear(x, tf.ones([9, 1]), null, 'relu'),
      ].map((tensor) => tensor.dataSync()[0]);
    });
    expect(losses).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });

  it("leaves a snapshot of a variable as it was: Adam works in the variable's memory alone", () => {
    const { tf, ops } = engine;
    tf.tidy(() => {
      const start = tf.tensor1d([1, 2, 3]);
      const w = tf.variable(start);
      const adam = ops.createAdam({ w });
      adam.step({ w: tf.ones([3]) }, 0.5);
      const snapshot = tf.clone(w);
      const view = tf.reshape(w, [3, 1]);
      const after = Array.from(snapshot.dataSync());
      adam.step({ w: tf.ones([3]) }, 0.5);
      expect(Array.from(start.dataSync())).toEqual([1, 2, 3]);
      expect(Array.from(snapshot.dataSync())).toEqual(after);
      expect(Array.from(view.dataSync())).toEqual(after);
      expect(Array.from(w.dataSync())).not.toEqual(after);
      adam.dispose();
      w.dispose();
    });
  });

  it('refuses what would read beside a tensor', () => {
    const { tf, ops } = engine;
    tf.tidy(() => {
      const x = tf.zeros([2, 3]) as Tensor2D;
      const ids = (values: number[]) => tf.tensor1d(values, 'int32');
      expect(() => ops.linear(x, tf.zeros([4, 2]), null)).toThrow(
        'Received w float32 [4, 2]; expected float32 [3, any].',
      );
      expect(() => ops.linear(x, tf.zeros([3, 2]), tf.zeros([3]))).toThrow(RangeError);
      expect(() => ops.layerNorm(x, tf.zeros([3]), tf.zeros([2]))).toThrow(RangeError);
      expect(() => ops.causalAttention(x, { batch: 1, length: 2, heads: 2 })).toThrow('3 × 2 heads');
      expect(() => ops.softmaxCrossEntropy(x, ids([0, 3]))).toThrow('Received the target 3; expected one in [0, 3).');
      expect(() => ops.softmaxCrossEntropy(x, tf.zeros([2]))).toThrow('expected int32');
      expect(() => ops.softTargetCrossEntropy(x, tf.zeros([2, 2]))).toThrow(RangeError);
      expect(() => ops.bernoulliCrossEntropy(x, tf.zeros([3, 2]))).toThrow(RangeError);
      expect(() => ops.embed(x, ids([1, -1]))).toThrow('Received the id -1; expected one in [0, 2).');
      const cache = ops.createCache({ batch: 2, length: 1, heads: 1, width: 3 });
      expect(() => cache.attend(x, 0)).toThrow(RangeError);
      expect(() => cache.attend(tf.zeros([2, 9]), 1)).toThrow('0 of 1 are written');
      cache.attend(tf.zeros([2, 9]), 0);
      expect(() => cache.select(ids([0, 2]))).toThrow('Received the sequence 2; expected one in [0, 2).');
      expect(() => cache.select(ids([0]))).toThrow(RangeError);
      expect(() => cache.attend(tf.zeros([2, 9]), 1)).toThrow('1 of 1 are written');
      cache.dispose();
      const w = tf.variable(tf.zeros([2]));
      const adam = ops.createAdam({ w });
      expect(() => adam.step({}, 0.1)).toThrow('No gradient for the variable "w".');
      expect(() => adam.step({ w: tf.zeros([3]) }, 0.1)).toThrow(RangeError);
      adam.dispose();
      w.dispose();
    });
  });

  it("leaves errors to the process: none of Emscripten's listeners stays", () => {
    const source = (event: 'uncaughtException' | 'unhandledRejection') =>
      process.listeners(event as 'uncaughtException').map(String);
    expect(
      [...source('uncaughtException'), ...source('unhandledRejection')].filter((text) => text.includes('ExitStatus')),
    ).toEqual([]);
  });
});
