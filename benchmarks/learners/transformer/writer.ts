/** Writes many sequences side by side, one token each at a time, with the keys and values of what was written in a cache. */
import type { Tensor2D, TensorEngine } from '../../numerics/engine/engine.ts';
import { embedTokens, logitsOf, type NetworkShape, type Parameters, runLayers } from './network.ts';

export interface Writer {
  /** Reads the next token of every sequence `[batch]`, without looking at what would follow. */
  read(tokens: Int32Array): void;
  /** The same, and logits for the token after it `[batch, vocabulary]`. Call it inside `tf.tidy`. */
  predict(tokens: Int32Array): Tensor2D;
  /** Sequence i goes on from what sequence rows[i] has been `[batch]`. */
  reorder(rows: Int32Array): void;
  dispose(): void;
}

/** @param length tokens that are read at most, the start included */
export function createWriter(
  engine: TensorEngine,
  parameters: Parameters,
  shape: NetworkShape,
  batch: number,
  length: number,
): Writer {
  const { tf, ops } = engine;
  const { heads, layers, width } = shape;
  const caches = Array.from({ length: layers }, () => ops.createCache({ batch, length, heads, width }));
  let position = 0;
  const advance = (tokens: Int32Array): Tensor2D => {
    const row = tf.slice(parameters.positions as Tensor2D, [position, 0], [1, width]);
    const x = embedTokens(engine, parameters, tf.tensor1d(tokens, 'int32'), row);
    const hidden = runLayers(engine, parameters, layers, x, (qkv, layer) =>
      (caches[layer] as (typeof caches)[number]).attend(qkv, position),
    );
    position++;
    return hidden;
  };
  return {
    read: (tokens) =>
      tf.tidy(() => {
        advance(tokens);
      }),
    predict: (tokens) => logitsOf(engine, parameters, advance(tokens)),
    reorder: (rows) =>
      tf.tidy(() => {
        for (const cache of caches) cache.select(tf.tensor1d(rows, 'int32'));
      }),
    dispose: () => {
      for (const cache of caches) cache.dispose();
    },
  };
}

/** Reads the start and all of the prompts (of one length) but their last tokens, which are returned. */
export function readPrompts(writer: Writer, prompts: readonly Int32Array[], start: number): Int32Array {
  const length = prompts[0]?.length ?? 0;
  let last = new Int32Array(prompts.length).fill(start);
  for (let at = 0; at < length; at++) {
    writer.read(last);
    last = Int32Array.from(prompts, (prompt) => prompt[at] as number);
  }
  return last;
}
