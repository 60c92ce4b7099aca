import type { Tensor, Tf } from '../../engine.ts';
import type { Heap } from '../heap.ts';
import type { Kernels } from '../kernels.ts';

/** What the fused operations are made of. */
export interface FusedContext {
  readonly tf: Tf;
  readonly heap: Heap;
  readonly kernels: Kernels;
}

/** Kernels read memory by shape: a wrong one must never reach them. A null size is free. */
export function requireShape(name: string, tensor: Tensor, shape: readonly (number | null)[], dtype = 'float32'): void {
  const fits =
    tensor.dtype === dtype &&
    tensor.shape.length === shape.length &&
    shape.every((size, axis) => size === null || size === tensor.shape[axis]);
  if (fits) return;
  const expected = shape.map((size) => size ?? 'any').join(', ');
  throw new RangeError(
    `Received ${name} ${tensor.dtype} [${tensor.shape.join(', ')}]; expected ${dtype} [${expected}].`,
  );
}
