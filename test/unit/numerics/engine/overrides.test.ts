import { describe, expect, it } from 'vitest';
import type { Tensor, TensorEngine } from '#benchmarks/numerics/engine/engine.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { disagreement, integers, normals } from './support.ts';

/** m, n, k: one, odd, and beyond a tile, a panel and a block of the matrix product. */
const SIZES = [
  [1, 1, 1],
  [3, 5, 7],
  [4, 8, 16],
  [33, 21, 13],
  [101, 9, 260],
  [7, 263, 5],
  [130, 300, 270],
] as const;

describe('BatchMatMul', () => {
  for (const [transposeA, transposeB] of [
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ] as const) {
    it(`is that of cpu, ${transposeA ? 'transposed' : 'plain'} × ${transposeB ? 'transposed' : 'plain'}`, async () => {
      for (const [m, n, k] of SIZES) {
        const product = (engine: TensorEngine) => {
          const a = normals(engine, 'a', transposeA ? [k, m] : [m, k]);
          const b = normals(engine, 'b', transposeB ? [n, k] : [k, n]);
          return engine.tf.matMul(a, b, transposeA, transposeB);
        };
        expect(await disagreement(product), `${m}×${k} by ${k}×${n}`).toBeLessThan(1e-5);
      }
    });
  }

  it('broadcasts batches as cpu does, with gradients', async () => {
    for (const [batchA, batchB] of [
      [
        [2, 3],
        [2, 3],
      ],
      [[6], [1]],
      [[1], [4]],
      [
        [2, 1],
        [1, 3],
      ],
      [[3], [2, 3]],
    ] as const) {
      const gradients = (engine: TensorEngine) => {
        const a = normals(engine, 'a', [...batchA, 5, 4]);
        const b = normals(engine, 'b', [...batchB, 4, 3]);
        // cpu's own product is wrong where both are broadcast.
        const batch = engine.tf.broadcast_util.assertAndGetBroadcastShape([...batchA], [...batchB]);
        const spread = (x: Tensor) =>
          engine.id === 'cpu' ? engine.tf.broadcastTo(x, [...batch, ...x.shape.slice(-2)]) : x;
        const product = (x: Tensor, y: Tensor) => engine.tf.square(engine.tf.matMul(spread(x), spread(y)));
        return [product(a, b), ...engine.tf.grads((x, y) => product(x as Tensor, y as Tensor))([a, b])];
      };
      expect(await disagreement(gradients), `${batchA} by ${batchB}`).toBeLessThan(1e-5);
    }
  });
});

describe('Slice and SplitV', () => {
  it('give the parts that cpu gives, of every rank and type', async () => {
    const cases: [number[], number[], number[]][] = [
      [[7], [2], [3]],
      [
        [3, 50],
        [1, 4],
        [2, 41],
      ],
      [
        [3, 5],
        [0, 1],
        [3, 3],
      ],
      [
        [4, 3, 5],
        [1, 0, 2],
        [2, 3, 2],
      ],
      [
        [2, 3, 4, 30],
        [0, 1, 1, 2],
        [2, 2, 2, 27],
      ],
      [
        [2, 2, 3, 2, 3],
        [0, 1, 1, 0, 1],
        [2, 1, 2, 2, 2],
      ],
      [
        [3, 4],
        [1, 0],
        [2, 4],
      ],
      [
        [3, 4],
        [1, 1],
        [0, 2],
      ],
    ];
    for (const [shape, begin, size] of cases) {
      expect(
        await disagreement((engine) => engine.tf.slice(normals(engine, 'x', shape), begin, size)),
        `${shape}`,
      ).toBe(0);
      expect(
        await disagreement((engine) => engine.tf.slice(integers(engine, 'x', shape, 9), begin, size)),
        `${shape}`,
      ).toBe(0);
    }
    expect(await disagreement(({ tf }) => tf.slice(tf.tensor1d([true, false, true], 'bool'), [1], [2]))).toBe(0);
    for (const axis of [0, 1, -1]) {
      expect(await disagreement((engine) => engine.tf.split(normals(engine, 'x', [6, 6, 6]), 3, axis))).toBe(0);
      expect(await disagreement((engine) => engine.tf.split(normals(engine, 'x', [6, 6, 6]), [1, 3, 2], axis))).toBe(0);
    }
  });
});

describe('Identity', () => {
  it('shares memory, which lives as long as one of its tensors', async () => {
    const { tf } = await loadEngine('wasm');
    await tf.setBackend('wasm');
    const x = tf.tensor1d([1, 2, 3]);
    const buffers = tf.memory().numDataBuffers;
    const y = tf.clone(x);
    expect(tf.memory().numDataBuffers).toBe(buffers);
    x.dispose();
    expect(Array.from(y.dataSync())).toEqual([1, 2, 3]);
    y.dispose();
    const words = tf.tensor1d(['a', 'b']);
    expect(tf.clone(words).dataSync()).toEqual(['a', 'b']);
  });
});

describe('UnsortedSegmentSum', () => {
  it('is that of cpu, with repeated, absent and negative segments', async () => {
    for (const [shape, ids] of [
      [[5], [1, 1, 0, 3, -1]],
      [
        [5, 3],
        [0, 0, 0, 2, 2],
      ],
      [
        [4, 2, 3],
        [3, -1, 0, 3],
      ],
    ] as const) {
      const sums = (engine: TensorEngine) =>
        engine.tf.unsortedSegmentSum(normals(engine, 'x', [...shape]), engine.tf.tensor1d([...ids], 'int32'), 4);
      expect(await disagreement(sums)).toBeLessThan(1e-6);
    }
  });
});
