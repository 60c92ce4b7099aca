/** The operations of models, composed of stock ones: what every backend can run, and what fused kernels are checked against. */
import type {
  Activation,
  Adam,
  AdamOptions,
  AttentionCache,
  HeadShape,
  Tensor,
  Tensor1D,
  Tensor2D,
  TensorOps,
  Tf,
  Variable,
} from './engine.ts';

const LAYER_NORM_EPSILON = 1e-5;
const SQRT_2_OVER_PI = 0.7978845608028654;
/** Added to scores of later positions: far enough from any score that its exponential is 0. */
const MASKED = -1e9;

export function composedOps(tf: Tf): TensorOps {
  const activate = (x: Tensor2D, activation: Activation): Tensor2D => {
    if (activation === 'relu') return tf.relu(x);
    if (activation === 'none') return x;
    const cube = tf.mul(x, tf.mul(x, x));
    const inner = tf.mul(SQRT_2_OVER_PI, tf.add(x, tf.mul(0.044715, cube)));
    return tf.mul(tf.mul(0.5, x), tf.add(1, tf.tanh(inner)));
  };

  const splitHeads = (x: Tensor, { batch, length, heads }: HeadShape): Tensor =>
    tf.reshape(tf.transpose(tf.reshape(x, [batch, length, heads, -1]), [0, 2, 1, 3]), [batch * heads, length, -1]);

  return {
    linear: (x, w, b, activation = 'none') => {
      const product = tf.matMul(x, w);
      return activate((b === null ? product : tf.add(product, b)) as Tensor2D, activation);
    },

    layerNorm: (x, gain, bias) => {
      const centred = tf.sub(x, tf.mean(x, -1, true));
      const variance = tf.mean(tf.square(centred), -1, true);
      return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, LAYER_NORM_EPSILON))), gain), bias);
    },

    causalAttention: (qkv, shape) => {
      const { batch, length, heads } = shape;
      const [q, k, v] = tf.split(qkv, 3, 1).map((part) => splitHeads(part, shape)) as [Tensor, Tensor, Tensor];
      const width = (qkv.shape[1] as number) / 3;
      const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(width / heads));
      const weights = tf.softmax(tf.add(scores, causalMask(tf, length)));
      const joined = tf.transpose(tf.reshape(tf.matMul(weights, v), [batch, heads, length, -1]), [0, 2, 1, 3]);
      return tf.reshape(joined, [batch * length, width]);
    },

    gru: (x, wg, wc, steps) => {
      const d = wc.shape[0];
      let h = tf.zeros([x.shape[0] / steps, d]) as Tensor2D;
      const states = tf.split(x, steps, 0).map((input) => {
        const [gates, candidate] = tf.split(input, [2 * d, d], 1) as [Tensor2D, Tensor2D];
        const [reset, update] = tf.split(tf.sigmoid(tf.add(gates, tf.matMul(h, wg))), 2, 1) as [Tensor2D, Tensor2D];
        const fresh = tf.tanh(tf.add(candidate, tf.matMul(tf.mul<Tensor2D>(reset, h), wc)));
        h = tf.add(fresh, tf.mul(update, tf.sub(h, fresh)));
        return h;
      });
      return tf.concat(states, 0);
    },

    softmaxCrossEntropy: (logits, targets) =>
      tf.neg(tf.sum<Tensor1D>(tf.mul(tf.oneHot(targets, logits.shape[1]), tf.logSoftmax(logits)), 1)),

    softTargetCrossEntropy: (logits, p) => tf.neg(tf.sum<Tensor1D>(tf.mul(p, tf.logSoftmax(logits)), 1)),

    // max(l, 0) − l·x + ln(1 + exp(−|l|)): never overflows.
    bernoulliCrossEntropy: (logits, x) =>
      tf.sum(tf.add(tf.sub(tf.relu(logits), tf.mul(logits, x)), tf.log1p(tf.exp(tf.neg(tf.abs(logits))))), 1),

    embed: (table, ids) => tf.gather(table, ids),

    createCache: (shape) => composedCache(tf, shape),
    createAdam: (variables, options) => composedAdam(tf, variables, options),
  };
}

function causalMask(tf: Tf, length: number): Tensor {
  const values = new Float32Array(length * length);
  for (let i = 0; i < length; i++) values.fill(MASKED, i * length + i + 1, (i + 1) * length);
  return tf.tensor(values, [1, length, length]);
}

function composedCache(tf: Tf, { batch, heads, length }: HeadShape): AttentionCache {
  let keys: Tensor | null = null;
  let values: Tensor | null = null;
  const append = (past: Tensor | null, now: Tensor): Tensor => {
    const joined = tf.keep(past === null ? tf.clone(now) : tf.concat([past, now], 1));
    past?.dispose();
    return joined;
  };
  return {
    attend: (qkv, position) =>
      tf.tidy(() => {
        requireNextPosition(position, keys === null ? 0 : (keys.shape[1] as number), length);
        const width = (qkv.shape[1] as number) / 3;
        const [q, k, v] = tf.split(qkv, 3, 1).map((part) => tf.reshape(part, [batch * heads, 1, width / heads])) as [
          Tensor,
          Tensor,
          Tensor,
        ];
        keys = append(keys, k);
        values = append(values, v);
        const scores = tf.mul(tf.matMul(q, keys, false, true), 1 / Math.sqrt(width / heads));
        return tf.reshape(tf.matMul(tf.softmax(scores), values), [batch, width]) as Tensor2D;
      }),
    select: (sequences) => {
      if (keys === null || values === null) return;
      const chosen = tf.tidy(() =>
        [keys, values].map((past) => tf.keep(selectSequences(tf, past as Tensor, sequences, heads))),
      );
      tf.dispose([keys, values]);
      [keys, values] = chosen as [Tensor, Tensor];
    },
    dispose: () => {
      keys?.dispose();
      values?.dispose();
    },
  };
}

/** past [batch·heads, positions, width of a head], all heads of a sequence side by side. */
function selectSequences(tf: Tf, past: Tensor, sequences: Tensor1D, heads: number): Tensor {
  return tf.reshape(tf.gather(tf.reshape(past, [(past.shape[0] as number) / heads, -1]), sequences), past.shape);
}

/** @throws RangeError unless the position is the first that was not written */
export function requireNextPosition(position: number, written: number, length: number): void {
  if (position !== written || position >= length)
    throw new RangeError(
      `Received position ${position}; ${written} of ${length} are written, and the next one is expected.`,
    );
}

function composedAdam(
  tf: Tf,
  variables: Readonly<Record<string, Variable>>,
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamOptions = {},
): Adam {
  const moments = Object.entries(variables).map(([name, variable]) => ({
    name,
    variable,
    ...tf.tidy(() => ({
      first: tf.variable(tf.zerosLike(variable), false),
      second: tf.variable(tf.zerosLike(variable), false),
    })),
  }));
  let power1 = 1;
  let power2 = 1;
  return {
    step: (gradients, learningRate) => {
      power1 *= beta1;
      power2 *= beta2;
      const rate = (learningRate * Math.sqrt(1 - power2)) / (1 - power1);
      // The bias corrections are folded into the rate, so epsilon is scaled with them.
      const floor = epsilon * Math.sqrt(1 - power2);
      tf.tidy(() => {
        for (const { name, variable, first, second } of moments) {
          const gradient = gradients[name];
          if (gradient === undefined) throw new RangeError(`No gradient for the variable "${name}".`);
          first.assign(tf.add(tf.mul(first, beta1), tf.mul(gradient, 1 - beta1)));
          second.assign(tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
          variable.assign(tf.sub(variable, tf.mul(tf.div(first, tf.add(tf.sqrt(second), floor)), rate)));
        }
      });
    },
    dispose: () => {
      for (const { first, second } of moments) tf.dispose([first, second]);
    },
  };
}
