/** What every engine's operations must agree in, as tests: values and gradients of each on odd shapes. */
import { expect, it } from 'vitest';
import type { Activation, Tensor, Tensor1D, Tensor2D, TensorEngine } from '#benchmarks/numerics/engine/engine.ts';
import { type Compute, integers, normals } from './support.ts';

/** Relative to the largest value: single precision, added up in another order. */
const CLOSE = 1e-5;

/** Rows and columns: one, less than a vector, whole vectors, whole vectors and a rest of each length. */
const SHAPES = [
  [1, 1],
  [2, 3],
  [5, 8],
  [7, 13],
  [6, 18],
  [33, 47],
] as const;

/** The value and the gradients of a weighted sum of it, so that no two elements have the same share. */
function withGradients(engine: TensorEngine, op: (...inputs: Tensor[]) => Tensor, inputs: Tensor[]): Tensor[] {
  const { tf } = engine;
  const weighted = (...given: Tensor[]) => {
    const y = op(...given);
    return tf.sum(tf.mul(y, normals(engine, 'weights', y.shape)));
  };
  return [op(...inputs), ...tf.grads(weighted)(inputs)];
}

const matrix = (engine: TensorEngine, path: string, n: number, d: number, scale = 1) =>
  normals(engine, path, [n, d], scale) as Tensor2D;
const vector = (engine: TensorEngine, path: string, d: number) => normals(engine, path, [d]) as Tensor1D;

/** @param disagreement the largest difference between the two engines that are compared */
export function operationsAgree(disagreement: (compute: Compute) => Promise<number>): void {
  for (const activation of ['none', 'relu', 'gelu'] satisfies Activation[]) {
    it(`linear, ${activation}`, async () => {
      for (const [n, o] of SHAPES) {
        const i = o + 4;
        const layer = (engine: TensorEngine) =>
          withGradients(
            engine,
            (x, w, b) => engine.ops.linear(x as Tensor2D, w as Tensor2D, b as Tensor1D, activation),
            [matrix(engine, 'x', n, i), matrix(engine, 'w', i, o), vector(engine, 'b', o)],
          );
        expect(await disagreement(layer), `[${n}, ${i}] to ${o}`).toBeLessThan(CLOSE);
      }
      const unbiased = (engine: TensorEngine) =>
        withGradients(engine, (x, w) => engine.ops.linear(x as Tensor2D, w as Tensor2D, null, activation), [
          matrix(engine, 'x', 5, 300),
          matrix(engine, 'w', 300, 261),
        ]);
      expect(await disagreement(unbiased)).toBeLessThan(CLOSE);
    });
  }

  it('GELU far from zero, where its exponential ends', async () => {
    const far = (engine: TensorEngine) =>
      withGradients(engine, (x) => engine.ops.linear(x as Tensor2D, engine.tf.eye(1) as Tensor2D, null, 'gelu'), [
        engine.tf.tensor2d([-1e4, -60, -20, -5, 0, 5, 20, 60, 1e4], [9, 1]),
      ]);
    expect(await disagreement(far)).toBeLessThan(CLOSE);
  });

  it('layerNorm', async () => {
    for (const [n, d] of SHAPES) {
      const norm = (engine: TensorEngine) =>
        withGradients(
          engine,
          (x, gain, bias) => engine.ops.layerNorm(x as Tensor2D, gain as Tensor1D, bias as Tensor1D),
          [matrix(engine, 'x', n, d, 3), vector(engine, 'gain', d), vector(engine, 'bias', d)],
        );
      expect(await disagreement(norm), `[${n}, ${d}]`).toBeLessThan(1e-4);
    }
  });

  it('causalAttention', async () => {
    for (const [batch, length, heads, width] of [
      [1, 1, 1, 1],
      [2, 5, 2, 3],
      [1, 33, 3, 8],
      [2, 70, 1, 5],
      [2, 64, 2, 16],
    ] as const) {
      const attention = (engine: TensorEngine) =>
        withGradients(engine, (qkv) => engine.ops.causalAttention(qkv as Tensor2D, { batch, length, heads }), [
          matrix(engine, 'qkv', batch * length, 3 * heads * width),
        ]);
      expect(await disagreement(attention), `${batch} × ${length}, ${heads} × ${width}`).toBeLessThan(CLOSE);
    }
  });

  it('gru', async () => {
    for (const [steps, batch, d] of [
      [1, 1, 1],
      [3, 2, 5],
      [4, 3, 8],
      [9, 5, 19],
    ] as const) {
      const states = (engine: TensorEngine) =>
        withGradients(engine, (x, wg, wc) => engine.ops.gru(x as Tensor2D, wg as Tensor2D, wc as Tensor2D, steps), [
          matrix(engine, 'x', steps * batch, 3 * d),
          matrix(engine, 'wg', d, 2 * d),
          matrix(engine, 'wc', d, d),
        ]);
      expect(await disagreement(states), `${steps} × ${batch}, ${d}`).toBeLessThan(CLOSE);
    }
  });

  it('softmaxCrossEntropy, also of large logits', async () => {
    // One class alone is refused by the composition's one-hot targets.
    for (const [n, v] of SHAPES.filter(([, classes]) => classes > 1)) {
      for (const scale of [1, 40]) {
        const loss = (engine: TensorEngine) =>
          withGradients(
            engine,
            (x) => engine.ops.softmaxCrossEntropy(x as Tensor2D, integers(engine, 'targets', [n], v) as Tensor1D),
            [matrix(engine, 'x', n, v, scale)],
          );
        expect(await disagreement(loss), `[${n}, ${v}] × ${scale}`).toBeLessThan(CLOSE);
      }
    }
  });

  it('softTargetCrossEntropy, also of targets that do not sum to one', async () => {
    for (const [n, v] of SHAPES) {
      const loss = (engine: TensorEngine) =>
        withGradients(
          engine,
          (x) => engine.ops.softTargetCrossEntropy(x as Tensor2D, engine.tf.abs(matrix(engine, 'p', n, v))),
          [matrix(engine, 'x', n, v, 3)],
        );
      expect(await disagreement(loss), `[${n}, ${v}]`).toBeLessThan(CLOSE);
    }
  });

  it('bernoulliCrossEntropy, also of large logits', async () => {
    for (const [n, d] of SHAPES) {
      for (const scale of [1, 40]) {
        const loss = (engine: TensorEngine) =>
          withGradients(
            engine,
            (l) => engine.ops.bernoulliCrossEntropy(l as Tensor2D, engine.tf.sigmoid(matrix(engine, 'p', n, d))),
            [matrix(engine, 'l', n, d, scale)],
          );
        expect(await disagreement(loss), `[${n}, ${d}] × ${scale}`).toBeLessThan(CLOSE);
      }
    }
  });

  it('embed, with repeated and absent rows', async () => {
    for (const [v, d] of SHAPES) {
      const rows = (engine: TensorEngine) =>
        withGradients(
          engine,
          (table) => engine.ops.embed(table as Tensor2D, integers(engine, 'ids', [9], v) as Tensor1D),
          [matrix(engine, 'table', v, d)],
        );
      expect(await disagreement(rows), `[${v}, ${d}]`).toBeLessThan(CLOSE);
    }
  });

  it('an attention cache, step by step and after a choice of sequences', async () => {
    for (const [batch, heads, width] of [
      [1, 1, 1],
      [3, 2, 5],
      [4, 3, 8],
    ] as const) {
      const steps = (engine: TensorEngine) => {
        const shape = { batch, heads, length: 7, width: heads * width };
        const cache = engine.ops.createCache(shape);
        const outputs = Array.from({ length: 7 }, (_, position) => {
          if (position === 4) cache.select(integers(engine, 'chosen', [batch], batch) as Tensor1D);
          return cache.attend(matrix(engine, `qkv/${position}`, batch, 3 * shape.width), position);
        });
        cache.dispose();
        return outputs;
      };
      expect(await disagreement(steps), `${batch}, ${heads} × ${width}`).toBeLessThan(CLOSE);
    }
  });

  it('Adam over several steps', async () => {
    for (const [n, d] of SHAPES) {
      const train = (engine: TensorEngine) => {
        const { tf } = engine;
        const variables = {
          w: tf.variable(matrix(engine, 'w', n, d), true, `w/${engine.id}`),
          b: tf.variable(vector(engine, 'b', d), true, `b/${engine.id}`),
        };
        const adam = engine.ops.createAdam(variables, { beta1: 0.8, beta2: 0.99, epsilon: 1e-6 });
        for (let i = 0; i < 5; i++) {
          adam.step({ w: matrix(engine, `dw/${i}`, n, d), b: vector(engine, `db/${i}`, d) }, 0.1 / (i + 1));
        }
        adam.dispose();
        const values = [tf.clone(variables.w), tf.clone(variables.b)];
        tf.dispose([variables.w, variables.b]);
        return values;
      };
      expect(await disagreement(train), `[${n}, ${d}]`).toBeLessThan(CLOSE);
    }
  });
}
