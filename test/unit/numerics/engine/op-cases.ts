/** Every operation of TensorOps on odd shapes, value and gradients: what engines are compared on. */
import type {
  Activation,
  Tensor,
  Tensor1D,
  Tensor2D,
  TensorEngine,
} from '../../../../benchmarks/numerics/engine/engine.ts';
import { type Compute, integers, normals } from './support.ts';

export interface OpCase {
  readonly op: string;
  /** Shapes and what else tells the case from others of its op. */
  readonly label: string;
  readonly compute: Compute;
}

/** Rows and columns: one, less than a vector, whole vectors, whole vectors and a rest of each length. */
const SHAPES = [
  [1, 1],
  [2, 3],
  [5, 8],
  [7, 13],
  [6, 18],
  [33, 47],
] as const;

/** The value and the gradients of a weighted sum of it, so that no two elements have the same share. */
function withGradients(engine: TensorEngine, op: (...inputs: Tensor[]) => Tensor, inputs: Tensor[]): Tensor[] {
  const { tf } = engine;
  const weighted = (...given: Tensor[]) => {
    const y = op(...given);
    return tf.sum(tf.mul(y, normals(engine, 'weights', y.shape)));
  };
  return [op(...inputs), ...tf.grads(weighted)(inputs)];
}

const matrix = (engine: TensorEngine, path: string, n: number, d: number, scale = 1) =>
  normals(engine, path, [n, d], scale) as Tensor2D;
const vector = (engine: TensorEngine, path: string, d: number) => normals(engine, path, [d]) as Tensor1D;

const ACTIVATIONS: readonly Activation[] = ['none', 'relu', 'gelu'];

const linear: OpCase[] = ACTIVATIONS.flatMap((activation) => [
  ...SHAPES.map(([n, o]) => ({
    op: 'linear',
    label: `[${n}, ${o + 4}] to ${o}, ${activation}`,
    compute: (engine: TensorEngine) =>
      withGradients(engine, (x, w, b) => engine.ops.linear(x as Tensor2D, w as Tensor2D, b as Tensor1D, activation), [
        matrix(engine, 'x', n, o + 4),
        matrix(engine, 'w', o + 4, o),
        vector(engine, 'b', o),
      ]),
  })),
  {
    op: 'linear',
    label: `without a bias, ${activation}`,
    compute: (engine: TensorEngine) =>
      withGradients(engine, (x, w) => engine.ops.linear(x as Tensor2D, w as Tensor2D, null, activation), [
        matrix(engine, 'x', 5, 300),
        matrix(engine, 'w', 300, 261),
      ]),
  },
  {
    op: 'linear',
    label: `far from zero, ${activation}`,
    compute: (engine: TensorEngine) =>
      withGradients(
        engine,
        (x) => engine.ops.linear(x as Tensor2D, engine.tf.tensor2d([1], [1, 1]), null, activation),
        [engine.tf.tensor2d([-1e4, -60, -20, -5, 0, 5, 20, 60, 1e4], [9, 1])],
      ),
  },
]);

const layerNorm: OpCase[] = SHAPES.map(([n, d]) => ({
  op: 'layerNorm',
  label: `[${n}, ${d}]`,
  compute: (engine) =>
    withGradients(engine, (x, gain, bias) => engine.ops.layerNorm(x as Tensor2D, gain as Tensor1D, bias as Tensor1D), [
      matrix(engine, 'x', n, d, 3),
      vector(engine, 'gain', d),
      vector(engine, 'bias', d),
    ]),
}));

const causalAttention: OpCase[] = (
  [
    [1, 1, 1, 1],
    [2, 5, 2, 3],
    [1, 33, 3, 8],
    [2, 70, 1, 5],
    [2, 64, 2, 16],
  ] as const
).map(([batch, length, heads, width]) => ({
  op: 'causalAttention',
  label: `${batch} × ${length}, ${heads} × ${width}`,
  compute: (engine) =>
    withGradients(engine, (qkv) => engine.ops.causalAttention(qkv as Tensor2D, { batch, length, heads }), [
      matrix(engine, 'qkv', batch * length, 3 * heads * width),
    ]),
}));

const softmaxCrossEntropy: OpCase[] = SHAPES
  // One class alone is refused by the composition's one-hot targets.
  .filter(([, classes]) => classes > 1)
  .flatMap(([n, v]) =>
    [1, 40].map((scale) => ({
      op: 'softmaxCrossEntropy',
      label: `[${n}, ${v}] × ${scale}`,
      compute: (engine: TensorEngine) =>
        withGradients(
          engine,
          (x) => engine.ops.softmaxCrossEntropy(x as Tensor2D, integers(engine, 'targets', [n], v) as Tensor1D),
          [matrix(engine, 'x', n, v, scale)],
        ),
    })),
  );

const softTargetCrossEntropy: OpCase[] = SHAPES.map(([n, v]) => ({
  op: 'softTargetCrossEntropy',
  label: `[${n}, ${v}], of targets that do not sum to one`,
  compute: (engine) =>
    withGradients(
      engine,
      (x) => engine.ops.softTargetCrossEntropy(x as Tensor2D, engine.tf.abs(matrix(engine, 'p', n, v))),
      [matrix(engine, 'x', n, v, 3)],
    ),
}));

const bernoulliCrossEntropy: OpCase[] = SHAPES.flatMap(([n, d]) =>
  [1, 40].map((scale) => ({
    op: 'bernoulliCrossEntropy',
    label: `[${n}, ${d}] × ${scale}`,
    compute: (engine: TensorEngine) =>
      withGradients(
        engine,
        (l) => engine.ops.bernoulliCrossEntropy(l as Tensor2D, engine.tf.sigmoid(matrix(engine, 'p', n, d))),
        [matrix(engine, 'l', n, d, scale)],
      ),
  })),
);

const embed: OpCase[] = SHAPES.map(([v, d]) => ({
  op: 'embed',
  label: `[${v}, ${d}], with repeated and absent rows`,
  compute: (engine) =>
    withGradients(engine, (table) => engine.ops.embed(table as Tensor2D, integers(engine, 'ids', [9], v) as Tensor1D), [
      matrix(engine, 'table', v, d),
    ]),
}));

const createCache: OpCase[] = (
  [
    [1, 1, 1],
    [3, 2, 5],
    [4, 3, 8],
  ] as const
).map(([batch, heads, width]) => ({
  op: 'createCache',
  label: `${batch}, ${heads} × ${width}`,
  compute: (engine) => {
    const shape = { batch, heads, length: 7, width: heads * width };
    const cache = engine.ops.createCache(shape);
    const outputs = Array.from({ length: 7 }, (_, position) => {
      if (position === 4) cache.select(integers(engine, 'chosen', [batch], batch) as Tensor1D);
      return cache.attend(matrix(engine, `qkv/${position}`, batch, 3 * shape.width), position);
    });
    cache.dispose();
    return outputs;
  },
}));

const createAdam: OpCase[] = SHAPES.map(([n, d]) => ({
  op: 'createAdam',
  label: `[${n}, ${d}], five steps`,
  compute: (engine) => {
    const { tf } = engine;
    const variables = { w: tf.variable(matrix(engine, 'w', n, d)), b: tf.variable(vector(engine, 'b', d)) };
    const adam = engine.ops.createAdam(variables, { beta1: 0.8, beta2: 0.99, epsilon: 1e-6 });
    for (let i = 0; i < 5; i++) {
      adam.step({ w: matrix(engine, `dw/${i}`, n, d), b: vector(engine, `db/${i}`, d) }, 0.1 / (i + 1));
    }
    adam.dispose();
    const values = [tf.clone(variables.w), tf.clone(variables.b)];
    tf.dispose([variables.w, variables.b]);
    return values;
  },
}));

export const OP_CASES: readonly OpCase[] = [
  ...linear,
  ...layerNorm,
  ...causalAttention,
  ...softmaxCrossEntropy,
  ...softTargetCrossEntropy,
  ...bernoulliCrossEntropy,
  ...embed,
  ...createCache,
  ...createAdam,
];

export const OPS = [...new Set(OP_CASES.map(({ op }) => op))];
