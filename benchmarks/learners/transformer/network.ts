/**
 * A decoder-only transformer (Vaswani et al. 2017) with layer norm before each part, learned positions and a GELU network
 * of four times the width, as GPT-2's (Radford et al. 2019). The output has weights of its own.
 */
import type { Tensor, Tensor1D, Tensor2D, TensorEngine } from '../../numerics/engine/engine.ts';
import type { Stream } from '../../numerics/stream.ts';
import type { Weight, Weights } from '../neural/weights.ts';

export interface NetworkShape {
  /** Tokens that a text consists of; one more, the start, stands before every sequence. */
  readonly vocabulary: number;
  /** Those of them that are predicted, the first ones; all unless it is said. */
  readonly outputs?: number;
  /** Positions, the start's included: the longest sequence has as many tokens, of which the last is only predicted. */
  readonly context: number;
  readonly width: number;
  readonly heads: number;
  readonly layers: number;
}

/** The network's weights in an engine: variables in training, tensors otherwise. */
export type Parameters = Readonly<Record<string, Tensor>>;

/** Standard deviation of initial weights (GPT-2). */
const INITIAL = 0.02;
const EXPANSION = 4;

/** The shape of stored weights; how many heads share the width can't be read from them. */
export function shapeOf(weights: Weights, heads: number): NetworkShape {
  const side = (name: string, axis: number) => (weights[name] as Weight).shape[axis] as number;
  return {
    vocabulary: side('head', 1),
    context: side('positions', 0),
    width: side('positions', 1),
    heads,
    layers: Object.keys(weights).filter((name) => name.endsWith('.qkv')).length,
  };
}

/** Draws initial weights; those that add to the residual stream are smaller by √(2·layers) (GPT-2). `deviation`: of all others */
export function initialWeights(
  { vocabulary, outputs = vocabulary, context, width, layers }: NetworkShape,
  rng: Stream,
  deviation = INITIAL,
): Weights {
  const weights: Record<string, Weight> = {};
  const normal = (name: string, shape: readonly [number, number], scale = deviation) => {
    const draws = rng.child(name);
    weights[name] = { shape, values: draws.normals(shape[0] * shape[1], scale) };
  };
  const constant = (name: string, size: number, value = 0) => {
    weights[name] = { shape: [size], values: new Float32Array(size).fill(value) };
  };
  const norm = (name: string) => {
    constant(`${name}.gain`, width, 1);
    constant(`${name}.bias`, width);
  };
  const residual = deviation / Math.sqrt(2 * layers);
  normal('tokens', [vocabulary + 1, width]);
  normal('positions', [context, width]);
  for (let layer = 0; layer < layers; layer++) {
    const name = `layer${layer}`;
    norm(`${name}.norm1`);
    normal(`${name}.qkv`, [width, 3 * width]);
    constant(`${name}.qkv.bias`, 3 * width);
    normal(`${name}.out`, [width, width], residual);
    constant(`${name}.out.bias`, width);
    norm(`${name}.norm2`);
    normal(`${name}.up`, [width, EXPANSION * width]);
    constant(`${name}.up.bias`, EXPANSION * width);
    normal(`${name}.down`, [EXPANSION * width, width], residual);
    constant(`${name}.down.bias`, width);
  }
  norm('norm');
  normal('head', [width, outputs]);
  return weights;
}

/** What stands at a position before its first layer. ids int32 `[n]`; positions `[n, width]` or one row for all → `[n, width]`. */
export function embedTokens(
  { tf, ops }: TensorEngine,
  parameters: Parameters,
  ids: Tensor1D,
  positions: Tensor,
): Tensor2D {
  return tf.add(ops.embed(parameters.tokens as Tensor2D, ids), positions);
}

/**
 * The layers and the last norm. `attend` is the attention of a layer: over whole sequences, or over a cache.
 * x `[n, width]` → `[n, width]`
 */
export function runLayers(
  { tf, ops }: TensorEngine,
  parameters: Parameters,
  layers: number,
  x: Tensor2D,
  attend: (qkv: Tensor2D, layer: number) => Tensor2D,
): Tensor2D {
  const matrix = (name: string) => parameters[name] as Tensor2D;
  const vector = (name: string) => parameters[name] as Tensor1D;
  const norm = (input: Tensor2D, name: string) => ops.layerNorm(input, vector(`${name}.gain`), vector(`${name}.bias`));
  const linear = (input: Tensor2D, name: string, activation?: 'gelu') =>
    ops.linear(input, matrix(name), vector(`${name}.bias`), activation);
  let stream = x;
  for (let layer = 0; layer < layers; layer++) {
    const name = `layer${layer}`;
    const attended = attend(linear(norm(stream, `${name}.norm1`), `${name}.qkv`), layer);
    stream = tf.add(stream, linear(attended, `${name}.out`));
    const expanded = linear(norm(stream, `${name}.norm2`), `${name}.up`, 'gelu');
    stream = tf.add(stream, linear(expanded, `${name}.down`));
  }
  return norm(stream, 'norm');
}

/** Sequences side by side, as the network reads them: the start, then all tokens but the last, filled up to one length. */
export interface Inputs {
  readonly ids: Tensor1D;
  readonly batch: number;
  readonly length: number;
}

/**
 * The last layer's output for whole sequences. `noise` `[batch·length, width]` is added to the tokens' embeddings.
 * → `[batch·length, width]`
 */
export function hiddenStates(
  engine: TensorEngine,
  parameters: Parameters,
  { heads, layers, width }: NetworkShape,
  { ids, batch, length }: Inputs,
  noise: Tensor | null = null,
): Tensor2D {
  const { tf, ops } = engine;
  const places = Int32Array.from({ length: batch * length }, (_, i) => i % length);
  const positions = ops.embed(parameters.positions as Tensor2D, tf.tensor1d(places, 'int32'));
  const embedded = embedTokens(engine, parameters, ids, positions);
  const x = noise === null ? embedded : tf.add<Tensor2D>(embedded, tf.reshape(noise, [batch * length, width]));
  return runLayers(engine, parameters, layers, x, (qkv) => ops.causalAttention(qkv, { batch, length, heads }));
}

/** hidden `[n, width]` → logits `[n, outputs]`. */
export function logitsOf({ ops }: TensorEngine, parameters: Parameters, hidden: Tensor2D): Tensor2D {
  return ops.linear(hidden, parameters.head as Tensor2D, null);
}
