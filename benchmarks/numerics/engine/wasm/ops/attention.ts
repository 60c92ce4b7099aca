/** Causal self-attention, whole sequences for training and one position at a time for sampling. */
import { requireNextPosition } from '../../composed-ops.ts';
import type { AttentionCache, Tensor, Tensor2D, TensorOps } from '../../engine.ts';
import { type FusedContext, requireShape } from './context.ts';

export function fusedCausalAttention({ tf, heap, kernels }: FusedContext): TensorOps['causalAttention'] {
  return (qkv, { batch, length, heads }) => {
    requireShape('qkv', qkv, [batch * length, null]);
    const width = headWidth(qkv, heads);
    const d = heads * width;
    const sizes = [batch, length, heads, width] as const;
    const op = tf.customGrad((x, save) => {
      const value = heap.empty([batch * length, d]);
      const weights = heap.empty([batch * heads, length, length]);
      kernels.causalAttention(...sizes, ...[x as Tensor, weights, value].map(heap.address), kernels.scratch);
      (save as (tensors: Tensor[]) => void)([x as Tensor, weights]);
      const gradFunc = (dy: Tensor, saved: Tensor[]) => {
        const dqkv = heap.empty([batch * length, 3 * d]);
        const scores = heap.empty([length, length]);
        kernels.causalAttentionGradient(...sizes, ...[...saved, dy, dqkv, scores].map(heap.address), kernels.scratch);
        scores.dispose();
        return dqkv;
      };
      return { value, gradFunc };
    });
    return op(qkv) as Tensor2D;
  };
}

export function fusedCache({ tf, heap, kernels }: FusedContext): TensorOps['createCache'] {
  return ({ batch, length, heads, width: d }): AttentionCache => {
    if (d % heads !== 0) throw new RangeError(`Received ${heads} heads for a width of ${d}; they must divide it.`);
    const width = d / heads;
    const scores = tf.keep(heap.empty([length]));
    let [keys, values] = [0, 1].map(() => tf.keep(heap.empty([batch, heads, length, width]))) as [Tensor, Tensor];
    let written = 0;
    return {
      attend: (qkv, position) => {
        requireShape('qkv', qkv, [batch, 3 * d]);
        requireNextPosition(position, written, length);
        const out = heap.empty<Tensor2D>([batch, d]);
        kernels.attentionStep(
          ...[batch, length, heads, width, position],
          ...[qkv, keys, values, out, scores].map(heap.address),
        );
        written++;
        return out;
      },
      select: (sequences) => {
        requireShape('sequences', sequences, [batch], 'int32');
        // Rows of a table, as an embedding's are: the stock gather looks at every float's place.
        const chosen = [keys, values].map((past) => {
          const value = tf.keep(heap.empty(past.shape));
          const places = [past, sequences, value].map(heap.address) as [number, number, number];
          const wrong = kernels.embed(batch, batch, heads * length * width, ...places);
          if (wrong < 0) return value;
          value.dispose();
          throw new RangeError(`Received the sequence ${sequences.dataSync()[wrong]}; expected one in [0, ${batch}).`);
        });
        tf.dispose([keys, values]);
        [keys, values] = chosen as [Tensor, Tensor];
      },
      dispose: () => tf.dispose([keys, values, scores]),
    };
  };
}

function headWidth(qkv: Tensor2D, heads: number): number {
  const width = qkv.shape[1] / (3 * heads);
  if (!Number.isInteger(width))
    throw new RangeError(`Received a qkv of ${qkv.shape[1]} columns; expected 3 × ${heads} heads.`);
  return width;
}
