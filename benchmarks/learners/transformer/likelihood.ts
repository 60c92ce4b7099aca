/** What a network thinks of given sequences. */
import type { Batch } from '../../numerics/batch.ts';
import type { Tensor2D, TensorEngine } from '../../numerics/engine/engine.ts';
import type { Stream } from '../../numerics/stream.ts';
import type { EditOptions } from '../learner.ts';
import { readValues } from '../neural/read-values.ts';
import { drawFromRow } from './draw.ts';
import { hiddenStates, logitsOf, type NetworkShape, type Parameters } from './network.ts';
import { type Laid, layOut } from './sequences.ts';

/** Sequences of one forward pass: logits take 4 kB a token. */
const AT_ONCE = 32;

/** Logits for every token of the sequences, `[tokens, vocabulary]`. */
export function predict(engine: TensorEngine, parameters: Parameters, shape: NetworkShape, laid: Laid): Tensor2D {
  const hidden = hiddenStates(engine, parameters, shape, laid);
  const rows = laid.rows === null ? hidden : engine.ops.embed(hidden, laid.rows);
  return logitsOf(engine, parameters, rows);
}

/** Log-probability of each sequence after a start token, nats `[count]`. */
export function logProbabilities(
  engine: TensorEngine,
  parameters: Parameters,
  shape: NetworkShape,
  batch: Batch,
): Float64Array {
  const sums = new Float64Array(batch.count);
  for (let first = 0; first < batch.count; first += AT_ONCE) {
    const sequences = sequencesOf(batch, first);
    const losses = readValues(engine, () => {
      const laid = layOut(engine, sequences, shape.vocabulary);
      return engine.ops.softmaxCrossEntropy(predict(engine, parameters, shape, laid), laid.targets);
    });
    let at = 0;
    for (const [i, { length }] of sequences.entries()) {
      for (const end = at + length; at < end; at++) (sums[first + i] as number) -= losses[at] as number;
    }
  }
  return sums;
}

/**
 * Tokens of probability `threshold` or more in their context are drawn anew from the network's p^(1/T) there (ToEdit, Zhu
 * et al. 2024); the contexts are those of the sequences as they came.
 */
export function resampleConfident(
  engine: TensorEngine,
  parameters: Parameters,
  shape: NetworkShape,
  batch: Batch,
  { threshold, temperature }: EditOptions,
  rng: Stream,
): Batch {
  const { tokens, offsets } = batch.sequenceData;
  const edited = tokens.slice();
  for (let first = 0; first < batch.count; first += AT_ONCE) {
    const sequences = sequencesOf(batch, first);
    const probabilities = readValues(engine, () => {
      const laid = layOut(engine, sequences, shape.vocabulary);
      return engine.tf.softmax(predict(engine, parameters, shape, laid));
    });
    const from = offsets[first] as number;
    const count = sequences.reduce((sum, { length }) => sum + length, 0);
    for (let i = 0; i < count; i++) {
      const row = probabilities.subarray(i * shape.vocabulary, (i + 1) * shape.vocabulary);
      if ((row[tokens[from + i] as number] as number) < threshold) continue;
      edited[from + i] = drawFromRow(temperature === 1 ? row : tempered(row, temperature), rng);
    }
  }
  return batch.withData({ kind: 'sequences', tokens: edited, offsets });
}

/** In proportion to p^(1/T); the most probable gets 1. */
function tempered(row: Float32Array, temperature: number): Float32Array {
  const most = Math.log(row.reduce((a, b) => Math.max(a, b)));
  return row.map((p) => Math.exp((Math.log(p) - most) / temperature));
}

function sequencesOf(batch: Batch, first: number): Int32Array[] {
  return Array.from({ length: Math.min(AT_ONCE, batch.count - first) }, (_, i) => batch.sequence(first + i));
}
