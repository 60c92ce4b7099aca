import { composedOps } from '../composed-ops.ts';
import type { TensorOps, Tf } from '../engine.ts';
import type { Heap } from './heap.ts';
import type { Kernels } from './kernels.ts';

export function fusedOps(tf: Tf, _heap: Heap, _kernels: Kernels): TensorOps {
  return composedOps(tf);
}
