/** A training that uses every operation of a language model, small enough for tests. */

import type { Tensor1D, Tensor2D, TensorEngine, Variable } from '#benchmarks/numerics/engine/engine.ts';
import { integers, normals } from './support.ts';

const [BATCH, LENGTH, HEADS, WIDTH, VOCABULARY] = [3, 9, 2, 10, 17];

/** A one-layer language model of embedding, attention, norm and GELU, trained for `steps`; its last parameters. */
export function train(engine: TensorEngine, steps: number, afterStep: () => void = () => undefined): Float32Array[] {
  const { tf, ops } = engine;
  const initial: Record<string, number[]> = {
    table: [VOCABULARY, WIDTH],
    gain: [WIDTH],
    bias: [WIDTH],
    qkv: [WIDTH, 3 * WIDTH],
    up: [WIDTH, 4 * WIDTH],
    upBias: [4 * WIDTH],
    out: [4 * WIDTH, VOCABULARY],
  };
  const variables = tf.tidy(() =>
    Object.fromEntries(
      Object.entries(initial).map(([name, shape]) => [name, tf.variable(normals(engine, name, shape, 0.3))]),
    ),
  ) as Record<keyof typeof initial, Variable>;
  const named = <T>(name: string) => variables[name] as unknown as T;
  const adam = ops.createAdam(variables);
  for (let step = 0; step < steps; step++) {
    tf.tidy(() => {
      const ids = integers(engine, `ids/${step}`, [BATCH * LENGTH], VOCABULARY) as Tensor1D;
      const loss = () => {
        const x = ops.embed(named('table'), ids);
        const normal = ops.layerNorm(x, named('gain'), named('bias'));
        const qkv = ops.linear(normal, named('qkv'), null);
        const seen = ops.causalAttention(qkv, { batch: BATCH, length: LENGTH, heads: HEADS });
        const hidden = ops.linear(tf.add(x, seen), named('up'), named('upBias'), 'gelu');
        return tf.mean<never>(ops.softmaxCrossEntropy(ops.linear(hidden, named('out'), null), ids));
      };
      const names = Object.keys(variables);
      const { grads } = tf.variableGrads(loss, Object.values(variables));
      adam.step(Object.fromEntries(names.map((name) => [name, grads[named<Variable>(name).name] as Tensor2D])), 0.01);
    });
    afterStep();
  }
  adam.dispose();
  const last = Object.values(variables).map((variable) => Float32Array.from(variable.dataSync()));
  tf.dispose(Object.values(variables));
  return last;
}
