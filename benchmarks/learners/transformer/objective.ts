/** Next-token prediction as the trainer wants it. A unit is a token, a minibatch some sequences. */
import type { Batch } from '../../numerics/batch.ts';
import type { Tensor2D, TensorEngine } from '../../numerics/engine/engine.ts';
import type { Objective } from '../neural/train.ts';
import type { Weights } from '../neural/weights.ts';
import { predict } from './likelihood.ts';
import { hiddenStates, logitsOf, type NetworkShape } from './network.ts';
import { type Laid, layOut } from './sequences.ts';
import { type Teacher, taughtLosses, tokenScale } from './taught.ts';

export interface TextMinibatch {
  readonly laid: Laid;
  /** What the teacher predicts `[tokens, vocabulary]`. */
  readonly soft: Tensor2D | null;
  /** Weight of each token `[tokens]`. */
  readonly weights: Float32Array | null;
}

/** The loss of a token is its −ln p, or what a teacher makes of it. */
export function textObjective(
  engine: TensorEngine,
  shape: NetworkShape,
  initial: Weights,
  training: Batch,
  teacher: Teacher | null = null,
): Objective<TextMinibatch> {
  const { tf, ops } = engine;
  const scale = tokenScale(initial);
  return {
    initial,
    count: training.count,
    minibatch: (examples) => {
      const laid = layOut(
        engine,
        Array.from(examples, (example) => training.sequence(example)),
        shape.vocabulary,
      );
      return {
        laid,
        soft: teacher === null ? null : tf.softmax(predict(engine, teacher.parameters, shape, laid)),
        weights: weightOfTokens(training, examples),
      };
    },
    inputShape: ({ laid }) => [laid.batch * laid.length, shape.width],
    losses: (variables, { laid, soft }, noise) => {
      const hidden = hiddenStates(engine, variables, shape, laid, noise && tf.mul(noise, scale));
      const rows = laid.rows === null ? hidden : ops.embed(hidden, laid.rows);
      const logits = logitsOf(engine, variables, rows);
      return taughtLosses(engine, logits, laid.targets, soft, teacher);
    },
    weights: ({ weights }) => weights,
  };
}

/** A token weighs what its sequence does. */
function weightOfTokens(training: Batch, examples: Int32Array): Float32Array | null {
  const { weights } = training;
  if (weights === null) return null;
  return Float32Array.from(
    Array.from(examples).flatMap((example) =>
      new Array<number>(training.unitsOf(example)).fill(weights[example] as number),
    ),
  );
}
