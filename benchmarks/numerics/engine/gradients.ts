/**
 * Gradients of the stock kernels that models use. tfjs-core keeps its own in modules of a syntax that Node does not take as
 * it is, and transpiling them at every start took two seconds; here they are by the rules of calculus, and a test
 * compares them (but for OneHot's zeros) with tfjs-core's own. A kernel that is not listed says so when a gradient is
 * asked for.
 */
import type { GradConfig, NamedAttrMap } from '@tensorflow/tfjs-core';
import type { Tensor, Tf } from './engine.ts';

type Gradient = Omit<GradConfig, 'kernelName'>;

/** Adds the gradients that are not there yet. */
export function registerGradients(tf: Tf): void {
  const all = { ...elementwise(tf), ...binary(tf), ...reductions(tf), ...shapes(tf), ...constants(tf) };
  for (const [kernelName, gradient] of Object.entries(all)) {
    if (tf.getGradient(kernelName) === undefined) tf.registerGradient({ kernelName, ...gradient });
  }
}

/** dy · f′, the derivative given by the input. */
const byInput = (derivative: (dy: Tensor, x: Tensor) => Tensor): Gradient => ({
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => derivative(dy as Tensor, x as Tensor) }),
});

/** dy · f′, the derivative given by the output. */
const byOutput = (derivative: (dy: Tensor, y: Tensor) => Tensor): Gradient => ({
  outputsToSave: [true],
  gradFunc: (dy, [y]) => ({ x: () => derivative(dy as Tensor, y as Tensor) }),
});

function elementwise(tf: Tf): Record<string, Gradient> {
  const where = (dy: Tensor, condition: Tensor) => tf.mul(dy, tf.cast(condition, 'float32'));
  return {
    Abs: byInput((dy, x) => tf.mul(dy, tf.sign(x))),
    Exp: byOutput((dy, y) => tf.mul(dy, y)),
    Log: byInput((dy, x) => tf.div(dy, x)),
    Log1p: byInput((dy, x) => tf.div(dy, tf.add(1, x))),
    Neg: byInput((dy) => tf.neg(dy)),
    Reciprocal: byOutput((dy, y) => tf.neg(tf.mul(dy, tf.square(y)))),
    Relu: byOutput((dy, y) => tf.mul(dy, tf.step(y))),
    Rsqrt: byOutput((dy, y) => tf.mul(dy, tf.mul(-0.5, tf.mul(y, tf.square(y))))),
    Sigmoid: byOutput((dy, y) => tf.mul(dy, tf.mul(y, tf.sub(1, y)))),
    Softplus: byInput((dy, x) => tf.mul(dy, tf.sigmoid(x))),
    Sqrt: byOutput((dy, y) => tf.div(dy, tf.mul(2, y))),
    Square: byInput((dy, x) => tf.mul(dy, tf.mul(2, x))),
    Tanh: byOutput((dy, y) => tf.mul(dy, tf.sub(1, tf.square(y)))),
    Cast: { gradFunc: (dy) => ({ x: () => tf.cast(dy as Tensor, 'float32') }) },
    Identity: { gradFunc: (dy) => ({ x: () => tf.cast(dy as Tensor, 'float32') }) },
    ClipByValue: {
      inputsToSave: ['x'],
      gradFunc: (dy, [x], attrs) => {
        const { clipValueMin, clipValueMax } = attrs as unknown as { clipValueMin: number; clipValueMax: number };
        const inside = () =>
          tf.logicalAnd(tf.greaterEqual(x as Tensor, clipValueMin), tf.lessEqual(x as Tensor, clipValueMax));
        return { x: () => where(dy as Tensor, inside()) };
      },
    },
    Select: {
      inputsToSave: ['condition'],
      gradFunc: (dy, [condition]) => ({
        condition: () => tf.cast(tf.zerosLike(condition as Tensor), 'float32'),
        t: () => where(dy as Tensor, condition as Tensor),
        e: () => where(dy as Tensor, tf.logicalNot(condition as Tensor)),
      }),
    },
  };
}

function binary(tf: Tf): Record<string, Gradient> {
  /** Sums a gradient over what was broadcast. */
  const reduceTo = (shape: number[], gradient: Tensor): Tensor => {
    const axes = tf.broadcast_util.getReductionAxes(shape, gradient.shape);
    return tf.reshape(axes.length > 0 ? tf.sum(gradient, axes) : gradient, shape);
  };
  type Rule = (dy: Tensor, a: Tensor, b: Tensor) => Tensor;
  const broadcasting = (forA: Rule, forB: Rule): Gradient => ({
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, saved) => {
      const [a, b] = saved as [Tensor, Tensor];
      return {
        a: () => reduceTo(a.shape, forA(dy as Tensor, a, b)),
        b: () => reduceTo(b.shape, forB(dy as Tensor, a, b)),
      };
    },
  });
  const where = (dy: Tensor, condition: Tensor) => tf.mul(dy, tf.cast(condition, 'float32'));
  return {
    Add: broadcasting(
      (dy) => dy,
      (dy) => dy,
    ),
    Sub: broadcasting(
      (dy) => dy,
      (dy) => tf.neg(dy),
    ),
    Multiply: broadcasting(
      (dy, _, b) => tf.mul(dy, b),
      (dy, a) => tf.mul(dy, a),
    ),
    RealDiv: broadcasting(
      (dy, _, b) => tf.div(dy, b),
      (dy, a, b) => tf.neg(tf.div(tf.mul(dy, a), tf.square(b))),
    ),
    SquaredDifference: broadcasting(
      (dy, a, b) => tf.mul(dy, tf.mul(2, tf.sub(a, b))),
      (dy, a, b) => tf.mul(dy, tf.mul(2, tf.sub(b, a))),
    ),
    Maximum: broadcasting(
      (dy, a, b) => where(dy, tf.greaterEqual(a, b)),
      (dy, a, b) => where(dy, tf.less(a, b)),
    ),
    Minimum: broadcasting(
      (dy, a, b) => where(dy, tf.lessEqual(a, b)),
      (dy, a, b) => where(dy, tf.greater(a, b)),
    ),
    AddN: { saveAllInputs: true, gradFunc: (dy, saved) => listed(saved.map(() => () => tf.clone(dy as Tensor))) },
    BatchMatMul: {
      inputsToSave: ['a', 'b'],
      gradFunc: (dy, saved, attrs) => {
        const [a, b] = saved as [Tensor, Tensor];
        const d = dy as Tensor;
        const { transposeA, transposeB } = attrs as { transposeA: boolean; transposeB: boolean };
        return {
          a: () =>
            reduceTo(a.shape, transposeA ? tf.matMul(b, d, transposeB, true) : tf.matMul(d, b, false, !transposeB)),
          b: () =>
            reduceTo(b.shape, transposeB ? tf.matMul(d, a, true, transposeA) : tf.matMul(a, d, !transposeA, false)),
        };
      },
    },
  };
}

function reductions(tf: Tf): Record<string, Gradient> {
  /** One value for every element that was reduced to it. */
  const spread = (dy: Tensor, x: Tensor, axis: number | number[]): Tensor => {
    const shape = [...x.shape];
    for (const reduced of tf.util.parseAxisParam(axis, x.shape)) shape[reduced] = 1;
    return tf.mul(tf.reshape(dy, shape), tf.onesLike(x));
  };
  const axisOf = (attrs: NamedAttrMap) => attrs.axis as number | number[];
  const extreme = (axisName: 'axis' | 'reductionIndices'): Gradient => ({
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const [x, y] = saved as [Tensor, Tensor];
      const axis = attrs[axisName] as number | number[];
      const reached = () => tf.cast(tf.equal(x, spread(y, x, axis)), 'float32');
      return { x: () => tf.mul(spread(dy as Tensor, x, axis), reached()) };
    },
  });
  return {
    Max: extreme('reductionIndices'),
    Min: extreme('axis'),
    Sum: {
      inputsToSave: ['x'],
      gradFunc: (dy, [x], attrs) => ({ x: () => spread(dy as Tensor, x as Tensor, axisOf(attrs)) }),
    },
    Mean: {
      inputsToSave: ['x'],
      gradFunc: (dy, [x], attrs) => {
        const share = (dy as Tensor).size / (x as Tensor).size;
        return { x: () => spread(tf.mul(dy as Tensor, share), x as Tensor, axisOf(attrs)) };
      },
    },
    Softmax: {
      outputsToSave: [true],
      gradFunc: (dy, [y], attrs) => ({
        logits: () => {
          const weighted = tf.mul(dy as Tensor, y as Tensor);
          return tf.sub(weighted, tf.mul(tf.sum(weighted, attrs.dim as number, true), y as Tensor));
        },
      }),
    },
    LogSoftmax: {
      outputsToSave: [true],
      gradFunc: (dy, [y], attrs) => ({
        logits: () => tf.sub(dy as Tensor, tf.mul(tf.sum(dy as Tensor, axisOf(attrs), true), tf.exp(y as Tensor))),
      }),
    },
  };
}

function shapes(tf: Tf): Record<string, Gradient> {
  const likeInput: Gradient = {
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.reshape(dy as Tensor, (x as Tensor).shape) }),
  };
  return {
    Reshape: likeInput,
    ExpandDims: {
      inputsToSave: ['input'],
      gradFunc: (dy, [x]) => ({ input: () => tf.reshape(dy as Tensor, (x as Tensor).shape) }),
    },
    Transpose: {
      gradFunc: (dy, _, attrs) => ({
        x: () => tf.transpose(dy as Tensor, tf.backend_util.getUndoAxesPermutation(attrs.perm as number[])),
      }),
    },
    // One part comes as it is, several as a list.
    SplitV: {
      gradFunc: (dy, _, attrs) => ({ x: () => (Array.isArray(dy) ? tf.concat(dy, attrs.axis as number) : dy) }),
    },
    Slice: {
      inputsToSave: ['x'],
      gradFunc: (dy, saved, attrs) => {
        const [x] = saved as [Tensor];
        const [start, size] = tf.slice_util.parseSliceParams(x, attrs.begin as number[], attrs.size as number[]) as [
          number[],
          number[],
        ];
        const around = x.shape.map((length, i): [number, number] => {
          const before = start[i] as number;
          return [before, length - before - (size[i] as number)];
        });
        return { x: () => tf.pad(dy as Tensor, around) };
      },
    },
    PadV2: {
      inputsToSave: ['x'],
      gradFunc: (dy, saved, attrs) => {
        const [x] = saved as [Tensor];
        const begin = (attrs.paddings as [number, number][]).map(([before]) => before);
        return { x: () => tf.slice(dy as Tensor, begin, x.shape) };
      },
    },
    Concat: {
      saveAllInputs: true,
      gradFunc: (dy, saved, attrs) => {
        const axis = tf.util.parseAxisParam(attrs.axis as number, (saved[0] as Tensor).shape)[0] as number;
        const sizes = saved.map(({ shape }) => shape[axis] as number);
        return listed(tf.split(dy as Tensor, sizes, axis).map((part) => () => part));
      },
    },
    Pack: {
      saveAllInputs: true,
      gradFunc: (dy, _, attrs) => listed(tf.unstack(dy as Tensor, attrs.axis as number).map((part) => () => part)),
    },
    Unpack: { gradFunc: (dy, _, attrs) => ({ value: () => tf.stack(dy as Tensor[], attrs.axis as number) }) },
    Tile: {
      inputsToSave: ['x'],
      gradFunc: (dy, saved, attrs) => {
        const [x] = saved as [Tensor];
        // Every axis of length n repeated r times is one of [r, n], summed over r.
        const split = x.shape.flatMap((length, i) => [(attrs.reps as number[])[i] as number, length]);
        return {
          x: () =>
            tf.sum(
              tf.reshape(dy as Tensor, split),
              x.shape.map((_, i) => 2 * i),
            ),
        };
      },
    },
    GatherV2: {
      inputsToSave: ['x', 'indices'],
      gradFunc: (dy, saved, attrs) => {
        const [x, indices] = saved as [Tensor, Tensor];
        const axis = tf.util.parseAxisParam(attrs.axis as number, x.shape)[0] as number;
        if (attrs.batchDims) throw new RangeError('The gradient of gather with batchDims is not there.');
        const order = [axis, ...x.shape.map((_, i) => i).filter((i) => i !== axis)];
        return {
          x: () => {
            const values = tf.reshape(dy as Tensor, [
              ...x.shape.slice(0, axis),
              indices.size,
              ...x.shape.slice(axis + 1),
            ]);
            const ids = tf.reshape(indices, [indices.size]) as never;
            const sums = tf.unsortedSegmentSum(tf.transpose(values, order), ids, x.shape[axis] as number);
            return tf.transpose(sums, tf.backend_util.getUndoAxesPermutation(order));
          },
          indices: () => indices,
        };
      },
    },
  };
}

/** Steps: their gradient is zero wherever there is one. */
function constants(tf: Tf): Record<string, Gradient> {
  const zero: Gradient = { gradFunc: (dy) => ({ x: () => tf.zerosLike(dy as Tensor) }) };
  return {
    Step: zero,
    Sign: zero,
    Floor: zero,
    Round: zero,
    ZerosLike: zero,
    OnesLike: zero,
    OneHot: {
      inputsToSave: ['indices'],
      gradFunc: (_, [indices]) => ({ indices: () => tf.zeros((indices as Tensor).shape) }),
    },
  };
}

/** Kernels of a list of inputs name them by their places. */
function listed(gradients: (() => Tensor)[]): Record<string, () => Tensor> {
  return Object.fromEntries(gradients.map((gradient, i) => [String(i), gradient]));
}
