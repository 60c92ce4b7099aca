/** Token sequences as a network's inputs and targets. */
import type { Tensor1D, TensorEngine } from '../../numerics/engine/engine.ts';
import type { Inputs } from './network.ts';

export interface Laid extends Inputs {
  /** Tokens to predict, sequence by sequence `[tokens]`. */
  readonly targets: Tensor1D;
  /** Where they are predicted: rows of the network's output `[tokens]`; null where these are all rows, in order. */
  readonly rows: Tensor1D | null;
}

/** Lays out sequences (of 1 to `context` tokens) after a start token. The caller disposes the tensors. */
export function layOut({ tf }: TensorEngine, sequences: readonly Int32Array[], start: number): Laid {
  const batch = sequences.length;
  const length = sequences.reduce((longest, sequence) => Math.max(longest, sequence.length), 0);
  const tokens = sequences.reduce((sum, sequence) => sum + sequence.length, 0);
  // What fills up is never looked at from a token before it.
  const ids = new Int32Array(batch * length).fill(start);
  const targets = new Int32Array(tokens);
  const rows = new Int32Array(tokens);
  let at = 0;
  for (const [i, sequence] of sequences.entries()) {
    ids.set(sequence.subarray(0, sequence.length - 1), i * length + 1);
    targets.set(sequence, at);
    for (let j = 0; j < sequence.length; j++) rows[at + j] = i * length + j;
    at += sequence.length;
  }
  const int32 = (values: Int32Array) => tf.tensor1d(values, 'int32');
  return {
    ids: int32(ids),
    batch,
    length,
    targets: int32(targets),
    rows: tokens === ids.length ? null : int32(rows),
  };
}
