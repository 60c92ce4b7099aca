/** Our own WebAssembly module (source in `assembly/`, built by `npm run kernels`), working in tfjs's heap. */
import { readFileSync } from 'node:fs';
import type { Heap } from './heap.ts';

/** The compiled module, kept in the repository so that no compiler is needed to run. */
export const KERNELS_FILE = new URL('./kernels.wasm', import.meta.url);

/** What `assembly/index.ts` exports. Numbers are byte addresses in the heap or sizes; booleans are 0 or 1. */
interface Exports {
  matrixProductScratch(): number;
  matrixProduct(
    transposeA: number,
    transposeB: number,
    m: number,
    n: number,
    k: number,
    a: number,
    lda: number,
    b: number,
    ldb: number,
    c: number,
    ldc: number,
    bias: number,
    relu: number,
    accumulate: number,
    scratch: number,
  ): void;
}

export interface Kernels {
  /** c = op(a)·op(b) (+ bias, then relu), row-major with leading dimensions. */
  product(
    transposeA: boolean,
    transposeB: boolean,
    m: number,
    n: number,
    k: number,
    a: number,
    lda: number,
    b: number,
    ldb: number,
    c: number,
    ldc: number,
    bias?: number,
    relu?: boolean,
  ): void;
}

export function instantiateKernels(heap: Heap): Kernels {
  const module = new WebAssembly.Module(readFileSync(KERNELS_FILE));
  const exports = new WebAssembly.Instance(module, { env: { memory: heap.memory } }).exports as unknown as Exports;
  const scratch = heap.allocate(exports.matrixProductScratch());
  return {
    product: (transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, bias = 0, relu = false) =>
      exports.matrixProduct(
        Number(transposeA),
        Number(transposeB),
        m,
        n,
        k,
        a,
        lda,
        b,
        ldb,
        c,
        ldc,
        bias,
        Number(relu),
        0,
        scratch,
      ),
  };
}
