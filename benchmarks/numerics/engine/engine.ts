/** A tensor engine: `tf` with one backend, and the operations that models are made of, fused where the backend has a kernel. */
import type * as TensorFlow from '@tensorflow/tfjs-core';
import type { EngineId } from '../../protocol/engine.ts';

export type Tf = typeof TensorFlow;
export type Tensor = TensorFlow.Tensor;
export type Scalar = TensorFlow.Scalar;
export type Tensor1D = TensorFlow.Tensor1D;
export type Tensor2D = TensorFlow.Tensor2D;
export type Variable = TensorFlow.Variable;

export interface TensorEngine {
  readonly id: EngineId;
  /** In every record: results of one engine and version are bit-equal. Raised when a kernel's numbers change. */
  readonly version: string;
  readonly tf: Tf;
  readonly ops: TensorOps;
}

export type Activation = 'none' | 'relu' | 'gelu';

export interface HeadShape {
  readonly batch: number;
  /** Positions of one sequence. */
  readonly length: number;
  readonly heads: number;
}

/**
 * Differentiable operations, float32. The gradient reaches every float argument; call them inside `tf.tidy`.
 * All are checked against compositions of stock operations on the `cpu` backend.
 */
export interface TensorOps {
  /** activation(x·w + b). x `[n, i]`, w `[i, o]`, b `[o]` or null → `[n, o]`. GELU by its tanh form (Hendrycks & Gimpel 2016). */
  linear(x: Tensor2D, w: Tensor2D, b: Tensor1D | null, activation?: Activation): Tensor2D;
  /** (x − mean) / √(variance + 1e-5) · gain + bias over the last axis (Ba, Kiros & Hinton 2016). x `[n, d]` → `[n, d]`. */
  layerNorm(x: Tensor2D, gain: Tensor1D, bias: Tensor1D): Tensor2D;
  /** Causal self-attention (Vaswani et al. 2017, eq. 1). qkv `[batch·length, 3d]`, q first → `[batch·length, d]`. */
  causalAttention(qkv: Tensor2D, shape: HeadShape): Tensor2D;
  /**
   * A GRU's states, from zeros (Cho et al. 2014): u∘h + (1−u)∘tanh(x₂ + (r∘h)·wc), gates r, u = σ(x₀₁ + h·wg). x `[steps·batch, 3d]`,
   * step by step, are the projected inputs of reset, update and candidate; wg `[d, 2d]`, wc `[d, d]` → `[steps·batch, d]`.
   */
  gru(x: Tensor2D, wg: Tensor2D, wc: Tensor2D, steps: number): Tensor2D;
  /** −ln softmax(logits)[target], nats. logits `[n, v]`, targets int32 `[n]` → `[n]`. */
  softmaxCrossEntropy(logits: Tensor2D, targets: Tensor1D): Tensor1D;
  /** −Σ p·ln softmax(logits), nats; no gradient for p. logits, p `[n, v]` → `[n]`. */
  softTargetCrossEntropy(logits: Tensor2D, p: Tensor2D): Tensor1D;
  /** −Σ x·ln σ(l) + (1−x)·ln(1−σ(l)) over the last axis, nats; no gradient for x. logits, x `[n, d]` → `[n]`. */
  bernoulliCrossEntropy(logits: Tensor2D, x: Tensor2D): Tensor1D;
  /** Rows of a table. table `[v, d]`, ids int32 `[n]` → `[n, d]`. */
  embed(table: Tensor2D, ids: Tensor1D): Tensor2D;
  /** Keys and values of sequences that are being written; not differentiable. `width` is d, of all heads together. */
  createCache(shape: HeadShape & { readonly width: number }): AttentionCache;
  /** Adam (Kingma & Ba 2015, algorithm 1) over these variables. */
  createAdam(variables: Readonly<Record<string, Variable>>, options?: AdamOptions): Adam;
}

export interface AttentionCache {
  /**
   * Stores the keys and values of the next position and attends over the positions up to it. qkv `[batch, 3d]`,
   * position in [0, length) → `[batch, d]`.
   * @throws RangeError where the position is not the next
   */
  attend(qkv: Tensor2D, position: number): Tensor2D;
  /** Sequence i goes on as a copy of sequence `sequences[i]`, as beam search needs it. sequences int32 `[batch]`. */
  select(sequences: Tensor1D): void;
  dispose(): void;
}

export interface AdamOptions {
  /** Default 0.9. */
  readonly beta1?: number;
  /** Default 0.999. */
  readonly beta2?: number;
  /** Default 1e-8. */
  readonly epsilon?: number;
}

export interface Adam {
  /** One update in place; gradients by the variables' names. The gradients are not disposed. */
  step(gradients: Readonly<Record<string, Tensor>>, learningRate: number): void;
  dispose(): void;
}
