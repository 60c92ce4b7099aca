/**
 * Trains a network: minibatches in shuffled order, Adam with a warm-up and a cosine decay, and what strategies ask of the
 * fit (an anchor, adversarial inputs, a truncated loss). The networks themselves say what a minibatch is and what it loses.
 */
import type { Batch } from '../../numerics/batch.ts';
import type { Scalar, Tensor, Tensor1D, TensorEngine } from '../../numerics/engine/engine.ts';
import type { Stream } from '../../numerics/stream.ts';
import { Divergence, type FitOptions } from '../learner.ts';
import { adversarialNoise, focal, truncated } from './robust.ts';
import { fromTensors, toTensors, toVariables, type Variables, type Weights } from './weights.ts';

/** What is trained. A minibatch holds tensors (and anything else); all draws that its loss needs are made with it. */
export interface Objective<Minibatch> {
  readonly initial: Weights;
  /** Training examples. */
  readonly count: number;
  /** Makes a minibatch of these examples; its tensors are disposed by the trainer. */
  minibatch(examples: Int32Array, rng: Stream): Minibatch;
  /** Shape of the continuous input that adversarial noise is added to: pixels, embeddings. */
  inputShape(minibatch: Minibatch): readonly number[];
  /**
   * Loss of each unit (an image, a token) in nats `[units]`, with `noise` (of the input's shape) added to the input
   * where it is not null. Called inside a gradient tape.
   */
  losses(variables: Variables, minibatch: Minibatch, noise: Tensor | null): Tensor1D;
  /** Training weight of each unit `[units]`, or null where all are 1. */
  weights(minibatch: Minibatch): Float32Array | null;
}

export interface TrainingPlan {
  /** Updates. */
  readonly steps: number;
  readonly batchSize: number;
  /** Peak of the schedule. */
  readonly learningRate: number;
}

/** The same passes over training sets of every size: `steps` updates over `units`, in proportion over more or fewer, at least one. */
export function inProportion({ steps, ...plan }: TrainingPlan, units: number): (training: Batch) => TrainingPlan {
  return (training) => ({ ...plan, steps: Math.max(1, Math.round((steps * training.units) / units)) });
}

/** The plan of a fit that goes on from a model: a share of the updates, at least one, with a schedule of their own. */
export function continued(plan: TrainingPlan, from: FitOptions['from']): TrainingPlan {
  return from === undefined ? plan : { ...plan, steps: Math.max(1, Math.round(from.budget * plan.steps)) };
}

export interface Trained {
  readonly weights: Weights;
  /** Passes over the training set. */
  readonly epochs: number;
  readonly updates: number;
}

/** Share of the steps in which the learning rate rises. */
const WARM_UP = 0.05;
/** Loss is reported as the mean over this many steps. */
const REPORT_EVERY = 10;

/** @throws Divergence where the loss is no longer finite */
export function train<Minibatch>(
  engine: TensorEngine,
  objective: Objective<Minibatch>,
  { steps, batchSize, learningRate }: TrainingPlan,
  rng: Stream,
  options: FitOptions,
): Trained {
  const { tf, ops } = engine;
  const variables = toVariables(engine, objective.initial);
  const adam = ops.createAdam(variables);
  const anchor = options.anchor === undefined ? null : toTensors(engine, options.anchor.model as Weights);
  const next = shuffledBatches(objective.count, batchSize, rng.child('order'));
  const draws = rng.child('draws');
  let recent = 0;
  try {
    for (let step = 0; step < steps; step++) {
      const loss = tf.tidy(() => {
        const minibatch = objective.minibatch(next(), draws);
        const noise = options.adversarial
          ? adversarialNoise(
              engine,
              (moved) => objective.losses(variables, minibatch, moved),
              objective.inputShape(minibatch),
              options.adversarial,
            )
          : null;
        const { value, grads } = tf.variableGrads(
          () => meanLoss(engine, objective.losses(variables, minibatch, noise), objective.weights(minibatch), options),
          Object.values(variables),
        );
        const gradients = byName(variables, grads);
        adam.step(
          anchor === null ? gradients : pulled(engine, gradients, variables, anchor, options.anchor?.strength ?? 0),
          learningRate * schedule(step, steps),
        );
        return value.dataSync()[0] as number;
      });
      if (!Number.isFinite(loss)) throw new Divergence(`The training loss is not a finite number at step ${step}.`);
      recent += loss;
      if ((step + 1) % REPORT_EVERY === 0) {
        options.report?.((step + 1) / steps, recent / REPORT_EVERY);
        recent = 0;
      }
    }
    return {
      weights: fromTensors(variables),
      epochs: (steps * Math.min(batchSize, objective.count)) / objective.count,
      updates: steps,
    };
  } finally {
    adam.dispose();
    tf.dispose(Object.values(variables));
    if (anchor !== null) tf.dispose(Object.values(anchor));
  }
}

/** Share of the peak rate: linear warm-up, then a half cosine to 0 (Loshchilov & Hutter 2017, without restarts). */
function schedule(step: number, steps: number): number {
  const warm = Math.max(1, Math.round(WARM_UP * steps));
  if (step < warm) return (step + 1) / warm;
  return 0.5 * (1 + Math.cos((Math.PI * (step - warm)) / Math.max(1, steps - warm)));
}

/** Weighted mean of the units' losses; a truncated loss leaves out the most confident, or a part of each. */
function meanLoss(engine: TensorEngine, plain: Tensor1D, weights: Float32Array | null, options: FitOptions): Scalar {
  const { tf } = engine;
  const { truncate } = options;
  const losses = truncate && 'focus' in truncate ? focal(engine, plain, truncate.focus) : plain;
  const factors = truncate ? truncated(plain, truncate, weights) : weights;
  if (factors === null) return tf.mean<Scalar>(losses);
  const total = factors.reduce((sum, factor) => sum + factor, 0);
  return tf.div<Scalar>(tf.sum<Scalar>(tf.mul(losses, tf.tensor1d(factors))), Math.max(total, 1e-12));
}

/** Adds the gradient of strength/2 · ‖θ − θ₀‖² (L2-SP, Li et al. 2018). */
function pulled(
  { tf }: TensorEngine,
  gradients: Record<string, Tensor>,
  variables: Variables,
  anchor: Readonly<Record<string, Tensor>>,
  strength: number,
): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => [
      name,
      tf.add(gradients[name] as Tensor, tf.mul(strength, tf.sub(variable, anchor[name] as Tensor))),
    ]),
  );
}

/** tfjs names gradients by the variables' own names, which it makes up. */
function byName(variables: Variables, grads: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(variables).map(([name, { name: own }]) => [name, grads[own] as Tensor]));
}

/** Minibatches in the order of one shuffle after another; each pass uses every example at most once. */
function shuffledBatches(count: number, batchSize: number, rng: Stream): () => Int32Array {
  const size = Math.min(batchSize, count);
  let order = rng.choose(count, count);
  let at = 0;
  return () => {
    if (at + size > count) {
      order = rng.choose(count, count);
      at = 0;
    }
    at += size;
    return order.subarray(at - size, at);
  };
}
