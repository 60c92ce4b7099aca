/** Puts our kernels in the place of stock ones that copy too much, miss the fast path when training, or are not there. */
import type { KernelConfig } from '@tensorflow/tfjs-core';
import type { Tf } from '../engine.ts';
import type { Heap } from './heap.ts';
import type { Kernels } from './kernels.ts';
import { batchMatMul } from './overrides/batch-mat-mul.ts';
import { identity } from './overrides/identity.ts';
import { slice } from './overrides/slice.ts';
import { splitV } from './overrides/split-v.ts';
import { unsortedSegmentSum } from './overrides/unsorted-segment-sum.ts';

/** What an override is made of. */
export interface OverrideContext {
  readonly tf: Tf;
  readonly heap: Heap;
  readonly kernels: Kernels;
  /** The stock kernel of this name: for what the override leaves to it. */
  readonly stock: KernelConfig['kernelFunc'] | undefined;
}

export type Override = (context: OverrideContext) => KernelConfig['kernelFunc'];

const OVERRIDES: Readonly<Record<string, Override>> = {
  BatchMatMul: batchMatMul,
  Identity: identity,
  Slice: slice,
  SplitV: splitV,
  UnsortedSegmentSum: unsortedSegmentSum,
};

export function overrideKernels(tf: Tf, heap: Heap, kernels: Kernels): void {
  for (const [kernelName, override] of Object.entries(OVERRIDES)) {
    const stock = tf.getKernel(kernelName, 'wasm') as KernelConfig | undefined;
    // Its setup ran when the backend started: nothing is lost by leaving it out.
    if (stock) tf.unregisterKernel(kernelName, 'wasm');
    const kernelFunc = override({ tf, heap, kernels, stock: stock?.kernelFunc });
    tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
  }
}
