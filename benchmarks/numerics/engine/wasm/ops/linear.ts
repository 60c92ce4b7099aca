/**
 * Linear layers, bias and ReLU in the matrix product's epilogue. They are registered kernels with registered gradients,
 * because of these tfjs asks one by one: a layer that reads data never computes the data's gradient.
 */
import type { GradConfig } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, TensorOps } from '../../engine.ts';
import { type FusedContext, requireShape } from './context.ts';

const LINEAR = 'HeirloomLinear';
const LINEAR_RELU = 'HeirloomLinearRelu';

export function fusedLinear(context: FusedContext): TensorOps['linear'] {
  const { tf } = context;
  registerLinear(context, LINEAR);
  registerLinear(context, LINEAR_RELU);
  const gelu = fusedGelu(context);
  return (x, w, b, activation = 'none') => {
    requireShape('x', x, [null, null]);
    requireShape('w', w, [x.shape[1], null]);
    if (b !== null) requireShape('b', b, [w.shape[1]]);
    const kernel = activation === 'relu' ? LINEAR_RELU : LINEAR;
    const y = tf.engine().runKernel(kernel, b === null ? { x, w } : { x, w, b }) as Tensor2D;
    return activation === 'gelu' ? gelu(y) : y;
  };
}

function registerLinear({ tf, heap, kernels }: FusedContext, kernelName: string): void {
  const relu = kernelName === LINEAR_RELU;
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs }) => {
      const { x, w, b } = inputs as { x: Tensor2D; w: Tensor2D; b?: Tensor };
      const [m, k] = x.shape;
      const n = w.shape[1];
      const out = heap.output([m, n], 'float32');
      kernels.product({
        ...{ transposeA: false, transposeB: false, m, n, k, lda: k, ldb: n, relu },
        ...{ a: heap.address(x), b: heap.address(w), c: heap.address(out), bias: b ? heap.address(b) : 0 },
      });
      return out;
    },
  });

  const gradFunc: GradConfig['gradFunc'] = (gradient, saved) => {
    const [x, w, y] = saved as [Tensor2D, Tensor2D, Tensor2D?];
    const [m, k] = x.shape;
    const n = w.shape[1];
    let dy = gradient as Tensor;
    if (relu && y) {
      dy = heap.empty([m, n]);
      kernels.reluGradient(m * n, heap.address(y), heap.address(gradient as Tensor), heap.address(dy));
    }
    return {
      // dx = dy·wᵀ
      x: () => {
        const dx = heap.empty([m, k]);
        kernels.product({
          ...{ transposeA: false, transposeB: true, m, n: k, k: n, lda: n, ldb: n },
          ...{ a: heap.address(dy), b: heap.address(w), c: heap.address(dx) },
        });
        return dx;
      },
      // dw = xᵀ·dy
      w: () => {
        const dw = heap.empty([k, n]);
        kernels.product({
          ...{ transposeA: true, transposeB: false, m: k, n, k: m, lda: k, ldb: n },
          ...{ a: heap.address(x), b: heap.address(dy), c: heap.address(dw) },
        });
        return dw;
      },
      b: () => {
        const db = heap.empty([n]);
        kernels.columnSums(m, n, heap.address(dy), heap.address(db));
        return db;
      },
    };
  };
  tf.registerGradient({ kernelName, inputsToSave: ['x', 'w'], ...(relu ? { outputsToSave: [true] } : {}), gradFunc });
}

/** GELU of what the product gave, which its gradient needs again. */
function fusedGelu({ tf, heap, kernels }: FusedContext): (x: Tensor2D) => Tensor2D {
  const op = tf.customGrad((x, save) => {
    const input = x as Tensor;
    const [gates, value] = [heap.empty(input.shape), heap.empty(input.shape)];
    (save as (tensors: Tensor[]) => void)([input, gates]);
    kernels.gelu(input.size, ...[input, gates, value].map(heap.address));
    return {
      value,
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const dx = heap.empty(dy.shape);
        kernels.geluGradient(dy.size, ...[...saved, dy, dx].map(heap.address));
        return dx;
      },
    };
  });
  return (x) => op(x) as Tensor2D;
}
