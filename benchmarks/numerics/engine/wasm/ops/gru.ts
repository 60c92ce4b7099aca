/** A GRU over whole sequences in one operation: the products of its steps, and one product a weight for their gradients. */
import type { Tensor, Tensor2D, TensorOps } from '../../engine.ts';
import { type FusedContext, requireShape } from './context.ts';

export function fusedGru({ tf, heap, kernels }: FusedContext): TensorOps['gru'] {
  const op = (steps: number) =>
    tf.customGrad((...args) => {
      const [x, wg, wc, save] = args as unknown as [Tensor2D, Tensor2D, Tensor2D, (tensors: Tensor[]) => void];
      const rows = x.shape[0];
      const d = wc.shape[0];
      const n = rows / steps;
      /** Bytes of `columns` floats a row, up to a step. */
      const offset = (step: number, columns: number): number => 4 * step * n * columns;
      // Row block t + 1 is the state after step t; block 0 the first one, of zeros.
      const states = heap.empty([rows + n, d]);
      const gates = heap.empty([rows, 2 * d]);
      const kept = heap.empty([rows, d]);
      const candidates = heap.empty([rows, d]);
      const [xAt, wgAt, wcAt, statesAt, gatesAt, keptAt, candidatesAt] = [
        ...[x, wg, wc, states, gates, kept, candidates],
      ].map(heap.address) as [number, number, number, number, number, number, number];
      new Float32Array(heap.memory.buffer, statesAt, n * d).fill(0);
      const NN = { transposeA: false, transposeB: false };
      for (let t = 0; t < steps; t++) {
        const input = xAt + offset(t, 3 * d);
        const previous = statesAt + offset(t, d);
        const gate = gatesAt + offset(t, 2 * d);
        const keep = keptAt + offset(t, d);
        const candidate = candidatesAt + offset(t, d);
        kernels.product({ ...NN, m: n, n: 2 * d, k: d, a: previous, lda: d, b: wgAt, ldb: 2 * d, c: gate });
        kernels.gruGates(n, d, input, gate, previous, keep);
        kernels.product({ ...NN, m: n, n: d, k: d, a: keep, lda: d, b: wcAt, ldb: d, c: candidate });
        kernels.gruState(n, d, input, gate, previous, candidate, statesAt + offset(t + 1, d));
      }
      save([wg, wc, states, gates, kept, candidates]);

      const gradFunc = (dy: Tensor, saved: Tensor[]) => {
        const dx = heap.empty([rows, 3 * d]);
        const dwg = heap.empty([d, 2 * d]);
        const dwc = heap.empty([d, d]);
        const carry = heap.empty([n, d]);
        const dkept = heap.empty([n, d]);
        const [wgAt, wcAt, statesAt, gatesAt, keptAt, candidatesAt] = saved.map(heap.address) as [
          ...[number, number, number, number, number, number],
        ];
        const [dyAt, dxAt, carryAt, dkeptAt] = [dy, dx, carry, dkept].map(heap.address) as [
          ...[number, number, number, number],
        ];
        new Float32Array(heap.memory.buffer, carryAt, n * d).fill(0);
        const NT = { transposeA: false, transposeB: true };
        for (let t = steps - 1; t >= 0; t--) {
          const gate = gatesAt + offset(t, 2 * d);
          const previous = statesAt + offset(t, d);
          const dinput = dxAt + offset(t, 3 * d);
          const candidate = candidatesAt + offset(t, d);
          kernels.gruStateGradient(n, d, dyAt + offset(t, d), gate, previous, candidate, carryAt, dinput);
          // dkept = dcandidate·wcᵀ
          kernels.product({
            ...{ ...NT, m: n, n: d, k: d, a: dinput + 8 * d, lda: 3 * d, b: wcAt, ldb: d, c: dkeptAt },
          });
          kernels.gruGatesGradient(n, d, dkeptAt, gate, previous, carryAt, dinput);
          // carry += dgates·wgᵀ
          kernels.product({
            ...{
              ...NT,
              m: n,
              n: d,
              k: 2 * d,
              a: dinput,
              lda: 3 * d,
              b: wgAt,
              ldb: 2 * d,
              c: carryAt,
              accumulate: true,
            },
          });
        }
        const TN = { transposeA: true, transposeB: false, m: d, k: rows, lda: d, ldb: 3 * d };
        kernels.product({ ...TN, n: 2 * d, a: statesAt, b: dxAt, c: heap.address(dwg) });
        kernels.product({ ...TN, n: d, a: keptAt, b: dxAt + 8 * d, c: heap.address(dwc) });
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
