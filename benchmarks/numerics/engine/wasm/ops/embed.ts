import type { Tensor, Tensor2D, TensorOps } from '../../engine.ts';
import { type FusedContext, requireShape } from './context.ts';

export function fusedEmbed({ tf, heap, kernels }: FusedContext): TensorOps['embed'] {
  return (table, ids) => {
    requireShape('table', table, [null, null]);
    requireShape('ids', ids, [null], 'int32');
    const [v, d] = table.shape;
    const n = ids.size;
    const op = tf.customGrad((x, save) => {
      const value = heap.empty([n, d]);
      const wrong = kernels.embed(n, v, d, heap.address(x as Tensor), heap.address(ids), heap.address(value));
      if (wrong >= 0) throw new RangeError(`Received the id ${ids.dataSync()[wrong]}; expected one in [0, ${v}).`);
      (save as (tensors: Tensor[]) => void)([ids]);
      const gradFunc = (dy: Tensor, [saved]: Tensor[]) => {
        const dtable = heap.empty([v, d]);
        kernels.embedGradient(n, v, d, heap.address(saved as Tensor), heap.address(dy), heap.address(dtable));
        return dtable;
      };
      return { value, gradFunc };
    });
    return op(table) as Tensor2D;
  };
}
