import type { Tensor, Tensor2D, TensorOps } from '../../engine.ts';
import { type FusedContext, requireShape } from './context.ts';

export function fusedLayerNorm({ tf, heap, kernels }: FusedContext): TensorOps['layerNorm'] {
  const op = tf.customGrad((...args) => {
    const [x, gain, bias, save] = args as unknown as [Tensor2D, Tensor, Tensor, (tensors: Tensor[]) => void];
    const [n, d] = x.shape;
    save([x, gain]);
    const value = heap.empty([n, d]);
    kernels.layerNorm(n, d, heap.address(x), heap.address(gain), heap.address(bias), heap.address(value));
    return {
      value,
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [input, scale] = saved as [Tensor, Tensor];
        const gradients = [heap.empty([n, d]), heap.empty([d]), heap.empty([d])];
        const [dx, dgain, dbias] = gradients.map(heap.address) as [number, number, number];
        kernels.layerNormGradient(n, d, heap.address(input), heap.address(scale), heap.address(dy), dx, dgain, dbias);
        return gradients;
      },
    };
  });
  return (x, gain, bias) => {
    requireShape('x', x, [null, null]);
    requireShape('gain', gain, [x.shape[1]]);
    requireShape('bias', bias, [x.shape[1]]);
    return op(x, gain, bias) as Tensor2D;
  };
}
