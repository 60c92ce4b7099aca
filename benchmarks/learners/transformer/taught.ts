/** What transformers that are trained on other targets have in common: a teacher beside the targets, noise in units of the embeddings. */
import type { Tensor1D, Tensor2D, TensorEngine } from '../../numerics/engine/engine.ts';
import type { Stream } from '../../numerics/stream.ts';
import type { FitOptions } from '../learner.ts';
import { type Objective, type TrainingPlan, train } from '../neural/train.ts';
import { toTensors, type Weight, type Weights } from '../neural/weights.ts';
import type { Parameters } from './network.ts';

/** Whose probabilities are part of the targets, and how large a part. */
export interface Teacher {
  readonly parameters: Parameters;
  readonly weight: number;
}

/** −ln p of each target `[rows]`; with a teacher (1 − weight) of it and `weight` of the cross-entropy to what it predicts `[rows, outputs]`. */
export function taughtLosses(
  { tf, ops }: TensorEngine,
  logits: Tensor2D,
  targets: Tensor1D,
  soft: Tensor2D | null,
  teacher: Teacher | null,
): Tensor1D {
  const hard = ops.softmaxCrossEntropy(logits, targets);
  if (soft === null || teacher === null) return hard;
  const { weight } = teacher;
  return tf.add(tf.mul(1 - weight, hard), tf.mul(weight, ops.softTargetCrossEntropy(logits, soft)));
}

/** The root mean square of a network's embeddings of tokens, which noise is measured by. */
export function tokenScale({ tokens }: Weights): number {
  const { values } = tokens as Weight;
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

/** Trains with the teacher and the anchor of a fit's options. @param objectiveOf what is trained, given the teacher */
export function trainTaught<Minibatch>(
  engine: TensorEngine,
  objectiveOf: (teacher: Teacher | null) => Objective<Minibatch>,
  plan: TrainingPlan,
  rng: Stream,
  { distill, anchor, ...options }: FitOptions<{ readonly weights: Weights }>,
) {
  const teacher = distill && { parameters: toTensors(engine, distill.teacher.weights), weight: distill.weight };
  try {
    return train(engine, objectiveOf(teacher ?? null), plan, rng, {
      ...options,
      ...(anchor && { anchor: { model: anchor.model.weights, strength: anchor.strength } }),
    });
  } finally {
    if (teacher) engine.tf.dispose(Object.values(teacher.parameters));
  }
}
