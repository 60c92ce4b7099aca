/** A GRU over whole sequences in one operation: the products of its steps, and one product a weight for their gradients. */
import type { Tensor, Tensor2D, TensorOps } from '../../engine.ts';
import { type FusedContext, requireShape } from './context.ts';

export function fusedGru({ tf, heap, kernels }: FusedContext): TensorOps['gru'] {
  /** A matrix whose first `count` numbers are zeros, the others not initialised. */
  const zeroed = (shape: readonly number[], count: number): Tensor => {
    const matrix = heap.empty(shape);
    new Float32Array(heap.memory.buffer, heap.address(matrix), count).fill(0);
    return matrix;
  };
  const op = (steps: number) =>
    tf.customGrad((...args) => {
      const [x, wg, wc, save] = args as unknown as [Tensor2D, Tensor2D, Tensor2D, (tensors: Tensor[]) => void];
      const rows = x.shape[0];
      const d = wc.shape[0];
      const n = rows / steps;
      /** Where a step's rows of a matrix begin. */
      const at = (matrix: Tensor, step = 0): number =>
        heap.address(matrix) + 4 * step * n * (matrix.shape[1] as number);
      // Row block t + 1 is the state after step t; block 0 the first one, of zeros.
      const states = zeroed([rows + n, d], n * d);
      const gates = heap.empty([rows, 2 * d]);
      const kept = heap.empty([rows, d]);
      const candidates = heap.empty([rows, d]);
      const NN = { transposeA: false, transposeB: false, m: n, k: d, lda: d };
      for (let t = 0; t < steps; t++) {
        kernels.product({ ...NN, n: 2 * d, a: at(states, t), b: at(wg), ldb: 2 * d, c: at(gates, t) });
        kernels.gruGates(n, d, at(x, t), at(gates, t), at(states, t), at(kept, t));
        kernels.product({ ...NN, n: d, a: at(kept, t), b: at(wc), ldb: d, c: at(candidates, t) });
        kernels.gruState(n, d, at(x, t), at(gates, t), at(states, t), at(candidates, t), at(states, t + 1));
      }
      save([wg, wc, states, gates, kept, candidates]);

      const gradFunc = (dy: Tensor, saved: Tensor[]) => {
        const [wg, wc, states, gates, kept, candidates] = saved as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
        const dx = heap.empty([rows, 3 * d]);
        const dwg = heap.empty([d, 2 * d]);
        const dwc = heap.empty([d, d]);
        const dkept = heap.empty([n, d]);
        /** What the state before a step gets from all later ones. */
        const carry = zeroed([n, d], n * d);
        /** Bytes from a row of dx to its candidate's part. */
        const candidate = 8 * d;
        const NT = { transposeA: false, transposeB: true, m: n, n: d, lda: 3 * d };
        for (let t = steps - 1; t >= 0; t--) {
          const [gate, previous, dinput] = [at(gates, t), at(states, t), at(dx, t)];
          kernels.gruStateGradient(n, d, at(dy, t), gate, previous, at(candidates, t), at(carry), dinput);
          // dkept = dcandidate·wcᵀ
          kernels.product({ ...NT, k: d, a: dinput + candidate, b: at(wc), ldb: d, c: at(dkept) });
          kernels.gruGatesGradient(n, d, at(dkept), gate, previous, at(carry), dinput);
          // carry += dgates·wgᵀ
          kernels.product({ ...NT, k: 2 * d, a: dinput, b: at(wg), ldb: 2 * d, c: at(carry), accumulate: true });
        }
        const TN = { transposeA: true, transposeB: false, m: d, k: rows, lda: d, ldb: 3 * d };
        kernels.product({ ...TN, n: 2 * d, a: at(states), b: at(dx), c: at(dwg) });
        kernels.product({ ...TN, n: d, a: at(kept), b: at(dx) + candidate, c: at(dwc) });
        return [dx, dwg, dwc];
      };
      return { value: tf.slice(states, [n, 0], [rows, d]), gradFunc };
    });
  return (x, wg, wc, steps) => {
    const d = wc.shape[0];
    requireShape('x', x, [null, 3 * d]);
    requireShape('wg', wg, [d, 2 * d]);
    requireShape('wc', wc, [d, d]);
    if (x.shape[0] % steps !== 0)
      throw new RangeError(`Received ${x.shape[0]} rows of x; expected a multiple of ${steps} steps.`);
    return op(steps)(x, wg, wc) as Tensor2D;
  };
}
