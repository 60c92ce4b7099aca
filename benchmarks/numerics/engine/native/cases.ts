/** Arguments for every kernel, as assembly/index.ts documents them: what is read holds values, what is written has its room. */
import type { Exports } from '../wasm/kernels.ts';

export interface Arguments {
  /** Address of scratch for a product. */
  readonly scratch: number;
  /** Largest number of rows, columns and the like. */
  readonly size: number;
  /** A whole number from 1 to this one. */
  upTo(most: number): number;
  /** 0 or 1. */
  flag(): number;
  /** The address of so many floats. */
  floats(count: number): number;
  /** The address of so many numbers in [0, below). */
  ids(count: number, below: number): number;
}

/** All but what says the size of scratch, which is a build's own. */
export const CASES: Readonly<Record<Exclude<keyof Exports, 'matrixProductScratch'>, (given: Arguments) => number[]>> = {
  adam: ({ size, upTo, floats }) => {
    const count = upTo(4 * size);
    return [count, ...several(4, () => floats(count)), 0.9, 0.999, 1 - 0.9, 1 - 0.999, 1e-3, 1e-8];
  },
  attentionStep: ({ upTo, floats }) => {
    const [batch, length, heads, width] = [upTo(3), upTo(70), upTo(3), upTo(40)];
    const [d, all] = [heads * width, batch * heads * length * width];
    const position = upTo(length) - 1;
    return [
      batch,
      length,
      heads,
      width,
      position,
      floats(3 * batch * d),
      floats(all),
      floats(all),
      floats(batch * d),
      floats(length),
    ];
  },
  bernoulliCrossEntropy: ({ size, upTo, floats }) => {
    const [n, d] = [upTo(5), upTo(size)];
    return [n, d, floats(n * d), floats(n * d), floats(n)];
  },
  bernoulliCrossEntropyGradient: ({ size, upTo, floats }) => {
    const [n, d] = [upTo(5), upTo(size)];
    return [n, d, floats(n * d), floats(n * d), floats(n), floats(n * d)];
  },
  causalAttention: ({ scratch, upTo, floats }) => {
    const [batch, length, heads, width] = [upTo(2), upTo(75), upTo(3), upTo(40)];
    const d = heads * width;
    const weights = batch * heads * length * length;
    return [
      batch,
      length,
      heads,
      width,
      floats(3 * batch * length * d),
      floats(weights),
      floats(batch * length * d),
      scratch,
    ];
  },
  causalAttentionGradient: ({ scratch, upTo, floats }) => {
    const [batch, length, heads, width] = [upTo(2), upTo(75), upTo(3), upTo(40)];
    const [d, rows] = [heads * width, batch * length];
    const weights = batch * heads * length * length;
    const addresses = [3 * rows * d, weights, rows * d, 3 * rows * d, length * length].map((count) => floats(count));
    return [batch, length, heads, width, ...addresses, scratch];
  },
  columnSums: ({ size, upTo, floats }) => {
    const [n, d] = [upTo(15), upTo(size)];
    return [n, d, floats(n * d), floats(d)];
  },
  embed: ({ size, upTo, floats, ids }) => {
    const [n, v, d] = [upTo(20), upTo(9), upTo(size)];
    // One more than there are: at times an id is outside.
    return [n, v, d, floats(v * d), ids(n, v + 1), floats(n * d)];
  },
  embedGradient: ({ size, upTo, floats, ids }) => {
    const [n, v, d] = [upTo(20), upTo(9), upTo(size)];
    return [n, v, d, ids(n, v), floats(n * d), floats(v * d)];
  },
  gelu: ({ size, upTo, floats }) => elementwise(upTo(4 * size), 3, floats),
  geluGradient: ({ size, upTo, floats }) => elementwise(upTo(4 * size), 4, floats),
  gruGates: ({ size, upTo, floats }) => {
    const [n, d] = [upTo(5), upTo(size)];
    return [n, d, floats(3 * n * d), floats(2 * n * d), floats(n * d), floats(n * d)];
  },
  gruGatesGradient: ({ size, upTo, floats }) => {
    const [n, d] = [upTo(5), upTo(size)];
    return [n, d, floats(n * d), floats(2 * n * d), floats(n * d), floats(n * d), floats(3 * n * d)];
  },
  gruState: ({ size, upTo, floats }) => {
    const [n, d] = [upTo(5), upTo(size)];
    return [n, d, floats(3 * n * d), floats(2 * n * d), ...several(3, () => floats(n * d))];
  },
  gruStateGradient: ({ size, upTo, floats }) => {
    const [n, d] = [upTo(5), upTo(size)];
    return [n, d, floats(n * d), floats(2 * n * d), ...several(3, () => floats(n * d)), floats(3 * n * d)];
  },
  layerNorm: ({ size, upTo, floats }) => {
    const [n, d] = [upTo(5), upTo(size)];
    return [n, d, floats(n * d), floats(d), floats(d), floats(n * d)];
  },
  layerNormGradient: ({ size, upTo, floats }) => {
    const [n, d] = [upTo(5), upTo(size)];
    return [n, d, floats(n * d), floats(d), floats(n * d), floats(n * d), floats(d), floats(d)];
  },
  matrixProduct: ({ scratch, size, upTo, flag, floats }) => {
    const [transposeA, transposeB, accumulate] = [flag(), flag(), flag()];
    const [m, n, k] = [upTo(size), upTo(size), upTo(4 * size)];
    const [lda, ldb, ldc] = [transposeA ? m : k, transposeB ? k : n, n].map((columns) => columns + upTo(4) - 1) as [
      number,
      number,
      number,
    ];
    const a = floats(lda * (transposeA ? k : m));
    const b = floats(ldb * (transposeB ? n : k));
    const c = floats(ldc * m);
    const bias = accumulate || flag() ? 0 : floats(n);
    return [transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, bias, flag(), accumulate, scratch];
  },
  multiplyAdd: ({ upTo }) => several(3, () => (upTo(1 << 24) / (1 << 23) - 1) * 2 ** (upTo(9) - 5)),
  reluGradient: ({ size, upTo, floats }) => elementwise(upTo(4 * size), 3, floats),
  softmaxCrossEntropy: ({ size, upTo, floats, ids }) => {
    const [n, v] = [upTo(6), upTo(size)];
    return [n, v, floats(n * v), ids(n, v + (upTo(4) === 1 ? 1 : 0)), floats(n), floats(n)];
  },
  softmaxCrossEntropyGradient: ({ size, upTo, floats, ids }) => {
    const [n, v] = [upTo(6), upTo(size)];
    return [n, v, floats(n * v), ids(n, v), floats(n), floats(n), floats(n * v)];
  },
  softTargetCrossEntropy: ({ size, upTo, floats }) => {
    const [n, v] = [upTo(6), upTo(size)];
    return [n, v, floats(n * v), floats(n * v), floats(n), floats(n)];
  },
  softTargetCrossEntropyGradient: ({ size, upTo, floats }) => {
    const [n, v] = [upTo(6), upTo(size)];
    return [n, v, floats(n * v), floats(n * v), floats(n), floats(n), floats(n * v)];
  },
};

const several = (count: number, make: () => number): number[] => Array.from({ length: count }, make);

function elementwise(count: number, vectors: number, floats: Arguments['floats']): number[] {
  return [count, ...several(vectors, () => floats(count))];
}
