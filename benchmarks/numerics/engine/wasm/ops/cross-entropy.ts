/** Cross-entropies, whose logits are read twice and never copied into probabilities or one-hot targets. */
import type { Tensor, Tensor1D, TensorOps } from '../../engine.ts';
import { type FusedContext, requireShape } from './context.ts';

type Save = (tensors: Tensor[]) => void;

export function fusedSoftmaxCrossEntropy({ tf, heap, kernels }: FusedContext): TensorOps['softmaxCrossEntropy'] {
  return (logits, targets) => {
    const [n, v] = logits.shape;
    requireShape('logits', logits, [null, null]);
    requireShape('targets', targets, [n], 'int32');
    const op = tf.customGrad((x, save) => {
      const loss = heap.empty([n]);
      const normalizers = heap.empty([n]);
      const [px, pt] = [heap.address(x as Tensor), heap.address(targets)];
      const wrong = kernels.softmaxCrossEntropy(n, v, px, pt, heap.address(loss), heap.address(normalizers));
      if (wrong >= 0)
        throw new RangeError(`Received the target ${targets.dataSync()[wrong]}; expected one in [0, ${v}).`);
      (save as Save)([x as Tensor, targets, normalizers]);
      const gradFunc = (dy: Tensor, saved: Tensor[]) => {
        const dx = heap.empty([n, v]);
        const [input, target, normalizer] = saved.map(heap.address) as [number, number, number];
        kernels.softmaxCrossEntropyGradient(n, v, input, target, normalizer, heap.address(dy), heap.address(dx));
        return dx;
      };
      return { value: loss, gradFunc };
    });
    return op(logits) as Tensor1D;
  };
}

export function fusedSoftTargetCrossEntropy({ tf, heap, kernels }: FusedContext): TensorOps['softTargetCrossEntropy'] {
  return (logits, p) => {
    const [n, v] = logits.shape;
    requireShape('logits', logits, [null, null]);
    requireShape('p', p, [n, v]);
    const op = tf.customGrad((x, save) => {
      const loss = heap.empty([n]);
      const normalizers = heap.empty([n]);
      const [px, pp] = [heap.address(x as Tensor), heap.address(p)];
      kernels.softTargetCrossEntropy(n, v, px, pp, heap.address(loss), heap.address(normalizers));
      (save as Save)([x as Tensor, p, normalizers]);
      const gradFunc = (dy: Tensor, saved: Tensor[]) => {
        const dx = heap.empty([n, v]);
        const [input, target, normalizer] = saved.map(heap.address) as [number, number, number];
        kernels.softTargetCrossEntropyGradient(n, v, input, target, normalizer, heap.address(dy), heap.address(dx));
        return dx;
      };
      return { value: loss, gradFunc };
    });
    return op(logits) as Tensor1D;
  };
}

export function fusedBernoulliCrossEntropy({ tf, heap, kernels }: FusedContext): TensorOps['bernoulliCrossEntropy'] {
  return (logits, x) => {
    const [n, d] = logits.shape;
    requireShape('logits', logits, [null, null]);
    requireShape('x', x, [n, d]);
    const op = tf.customGrad((l, save) => {
      const loss = heap.empty([n]);
      kernels.bernoulliCrossEntropy(n, d, heap.address(l as Tensor), heap.address(x), heap.address(loss));
      (save as Save)([l as Tensor, x]);
      const gradFunc = (dy: Tensor, saved: Tensor[]) => {
        const dl = heap.empty([n, d]);
        const [input, target] = saved.map(heap.address) as [number, number];
        kernels.bernoulliCrossEntropyGradient(n, d, input, target, heap.address(dy), heap.address(dl));
        return dl;
      };
      return { value: loss, gradFunc };
    });
    return op(logits) as Tensor1D;
  };
}
