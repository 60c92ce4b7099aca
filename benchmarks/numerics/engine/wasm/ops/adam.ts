import type { Tensor, TensorOps, Variable } from '../../engine.ts';
import { type FusedContext, requireShape } from './context.ts';

/** Adam in one pass, in the variables' own memory. */
export function fusedAdam({ tf, heap, kernels }: FusedContext): TensorOps['createAdam'] {
  /** Memory that a clone or a snapshot shares is left to it: the variable goes on in a copy. */
  const own = (variable: Variable): void => {
    if (heap.owners(variable) === 1) return;
    const copy = heap.empty(variable.shape);
    heap.view(copy).set(heap.view(variable));
    variable.assign(copy);
    copy.dispose();
  };

  return (variables, { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = {}) => {
    const moments = Object.entries(variables).map(([name, variable]) => {
      const [first, second] = [0, 1].map(() => tf.keep(tf.zeros(variable.shape))) as [Tensor, Tensor];
      return { name, variable, first, second };
    });
    let power1 = 1;
    let power2 = 1;
    return {
      step: (gradients, learningRate) => {
        power1 *= beta1;
        power2 *= beta2;
        // The bias corrections are folded into the rate, so epsilon is scaled with them.
        const rate = (learningRate * Math.sqrt(1 - power2)) / (1 - power1);
        const floor = epsilon * Math.sqrt(1 - power2);
        for (const { name, variable, first, second } of moments) {
          const gradient = gradients[name];
          if (gradient === undefined) throw new RangeError(`No gradient for the variable "${name}".`);
          requireShape(`the gradient of "${name}"`, gradient, variable.shape);
          own(variable);
          kernels.adam(
            variable.size,
            ...[variable, gradient, first, second].map(heap.address),
            ...[beta1, beta2, 1 - beta1, 1 - beta2, rate, floor],
          );
        }
      },
      dispose: () => {
        for (const { first, second } of moments) tf.dispose([first, second]);
      },
    };
  };
}
