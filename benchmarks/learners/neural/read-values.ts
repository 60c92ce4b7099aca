/** Takes numbers out of an engine. */
import type { Tensor, TensorEngine } from '../../numerics/engine/engine.ts';

/**
 * The values of a tensor made inside a scope of its own. (An array that leaves `tf.tidy` itself is searched for tensors,
 * element by element, which takes longer than making it.)
 */
export function readValues({ tf }: TensorEngine, make: () => Tensor): Float32Array {
  const tensor = tf.tidy(make);
  const values = tensor.dataSync() as Float32Array;
  tensor.dispose();
  return values;
}
