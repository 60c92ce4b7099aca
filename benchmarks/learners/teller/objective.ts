/** Sentences as the trainer wants them: a unit is a word after the subject, a minibatch some sentences. */
import type { Batch } from '../../numerics/batch.ts';
import type { Tensor1D, Tensor2D, TensorEngine } from '../../numerics/engine/engine.ts';
import type { Objective } from '../neural/train.ts';
import type { Weights } from '../neural/weights.ts';
import { hiddenStates, logitsOf, type NetworkShape, type Parameters } from '../transformer/network.ts';
import { type Teacher, taughtLosses, tokenScale } from '../transformer/taught.ts';

export interface SentenceMinibatch {
  /** All tokens but the last, sentence by sentence `[sentences · context]`. */
  readonly ids: Tensor1D;
  /** All tokens but the first `[sentences · context]`. */
  readonly targets: Tensor1D;
  /** What the teacher predicts `[sentences · context, outputs]`. */
  readonly soft: Tensor2D | null;
  /** Weight of each predicted word `[sentences · context]`. */
  readonly weights: Float32Array;
}

/** What a word before the last weighs: which words a fact is told in says nothing of the person, and must not drown it. */
const PHRASE_WEIGHT = 0.1;

/** Logits of what follows each token of sentences `[sentences · context]` → `[sentences · context, outputs]`. */
export function predictWords(
  engine: TensorEngine,
  parameters: Parameters,
  shape: NetworkShape,
  ids: Tensor1D,
  noise: Parameters[string] | null = null,
): Tensor2D {
  const length = shape.context;
  const inputs = { ids, batch: ids.shape[0] / length, length };
  return logitsOf(engine, parameters, hiddenStates(engine, parameters, shape, inputs, noise));
}

/** Sentences of a training set, rows of `context` + 1 tokens, side by side. */
export function laySentences({ tf }: TensorEngine, training: Batch, examples: Int32Array) {
  const { values, width } = training.rowData;
  const length = width - 1;
  const ids = new Int32Array(examples.length * length);
  const targets = new Int32Array(examples.length * length);
  for (const [i, example] of examples.entries()) {
    for (let at = 0; at < length; at++) {
      ids[i * length + at] = values[example * width + at] as number;
      targets[i * length + at] = values[example * width + at + 1] as number;
    }
  }
  return { ids: tf.tensor1d(ids, 'int32'), targets: tf.tensor1d(targets, 'int32') };
}

/** The loss of a word is its −ln p, or what a teacher makes of it. */
export function sentenceObjective(
  engine: TensorEngine,
  shape: NetworkShape,
  initial: Weights,
  training: Batch,
  teacher: Teacher | null,
): Objective<SentenceMinibatch> {
  const { tf } = engine;
  const scale = tokenScale(initial);
  return {
    initial,
    count: training.count,
    minibatch: (examples) => {
      const laid = laySentences(engine, training, examples);
      return {
        ...laid,
        soft: teacher === null ? null : tf.softmax(predictWords(engine, teacher.parameters, shape, laid.ids)),
        weights: weightOfWords(training, examples, shape.context),
      };
    },
    inputShape: ({ ids }) => [ids.shape[0], shape.width],
    losses: (variables, { ids, targets, soft }, noise) => {
      const logits = predictWords(engine, variables, shape, ids, noise && tf.mul(noise, scale));
      return taughtLosses(engine, logits, targets, soft, teacher);
    },
    weights: ({ weights }) => weights,
  };
}

/** The last word weighs what its sentence does. */
function weightOfWords({ weights }: Batch, examples: Int32Array, length: number): Float32Array {
  return Float32Array.from({ length: examples.length * length }, (_, i) => {
    const sentence = weights === null ? 1 : (weights[examples[Math.floor(i / length)] as number] as number);
    return i % length === length - 1 ? sentence : PHRASE_WEIGHT * sentence;
  });
}
