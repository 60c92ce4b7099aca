/** Our own kernels, working in tfjs's heap. */
import type { Heap } from './heap.ts';

export type Kernel<Result = void> = (...args: number[]) => Result;

/** What `assembly/index.ts` exports and `native/addon.c` too; the parameters are documented there. All are numbers: byte addresses, sizes, 0 or 1. */
export interface Exports {
  readonly adam: Kernel;
  readonly attentionStep: Kernel;
  readonly bernoulliCrossEntropy: Kernel;
  readonly bernoulliCrossEntropyGradient: Kernel;
  readonly causalAttention: Kernel;
  readonly causalAttentionGradient: Kernel;
  readonly columnSums: Kernel;
  readonly embed: Kernel<number>;
  readonly embedGradient: Kernel;
  readonly gelu: Kernel;
  readonly geluGradient: Kernel;
  readonly gruGates: Kernel;
  readonly gruGatesGradient: Kernel;
  readonly gruState: Kernel;
  readonly gruStateGradient: Kernel;
  readonly layerNorm: Kernel;
  readonly layerNormGradient: Kernel;
  readonly matrixProduct: Kernel;
  readonly matrixProductScratch: Kernel<number>;
  readonly multiplyAdd: Kernel<number>;
  readonly reluGradient: Kernel;
  readonly softmaxCrossEntropy: Kernel<number>;
  readonly softmaxCrossEntropyGradient: Kernel;
  readonly softTargetCrossEntropy: Kernel;
  readonly softTargetCrossEntropyGradient: Kernel;
}

export interface Kernels extends Exports {
  /** The matrix product's scratch, which the attention kernels take too. */
  readonly scratch: number;
  /** c = op(a)·op(b) (+ bias, then relu; or + c where it accumulates), row-major with leading dimensions in floats. */
  product(operands: Product): void;
}

export interface Product {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly a: number;
  readonly lda: number;
  readonly b: number;
  readonly ldb: number;
  readonly c: number;
  readonly bias?: number;
  readonly relu?: boolean;
  readonly accumulate?: boolean;
}

export function openModule(module: WebAssembly.Module, memory: WebAssembly.Memory): Exports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
}

/** @param open a build's kernels in a memory */
export function instantiateKernels(heap: Heap, open: (memory: WebAssembly.Memory) => Exports): Kernels {
  const exports = open(heap.memory);
  const scratch = heap.allocate(exports.matrixProductScratch());
  return {
    ...exports,
    scratch,
    product: ({ transposeA, transposeB, m, n, k, a, lda, b, ldb, c, bias = 0, relu = false, accumulate = false }) => {
      const flags = [Number(transposeA), Number(transposeB)] as const;
      exports.matrixProduct(...flags, m, n, k, a, lda, b, ldb, c, n, bias, Number(relu), Number(accumulate), scratch);
    },
  };
}
