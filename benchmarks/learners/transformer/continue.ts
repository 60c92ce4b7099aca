/** Continues prompts: by drawing from the network's distribution, or by a beam search for its most probable text. */
import type { Tensor2D, TensorEngine } from '../../numerics/engine/engine.ts';
import type { Stream } from '../../numerics/stream.ts';
import { readValues } from '../neural/read-values.ts';
import { drawFromRow } from './draw.ts';
import type { NetworkShape, Parameters } from './network.ts';
import { createWriter, readPrompts, type Writer } from './writer.ts';

export interface Continuing {
  readonly engine: TensorEngine;
  readonly parameters: Parameters;
  readonly shape: NetworkShape;
  /** Of one length; with what follows at most as long as the network's context. */
  readonly prompts: readonly Int32Array[];
  /** How many tokens follow each. */
  readonly tokens: number;
  /** Logits are divided by it. */
  readonly temperature: number;
  /** Logits l become (1 + weight)·l − weight·l′ with those of another network first. */
  readonly guide?: { readonly parameters: Parameters; readonly weight: number };
}

/** A writer of the network, or of it and its guide side by side. */
export function writerFor(
  { engine, parameters, shape, guide }: Pick<Continuing, 'engine' | 'parameters' | 'shape' | 'guide'>,
  rows: number,
  length: number,
): Writer {
  const own = createWriter(engine, parameters, shape, rows, length);
  if (guide === undefined) return own;
  const { tf } = engine;
  const other = createWriter(engine, guide.parameters, shape, rows, length);
  const both = [own, other];
  return {
    read: (tokens) => {
      for (const writer of both) writer.read(tokens);
    },
    // Logits are log-probabilities but for a constant in each row, which no distribution over the row depends on.
    predict: (tokens) =>
      tf.sub(tf.mul(1 + guide.weight, own.predict(tokens)), tf.mul(guide.weight, other.predict(tokens))),
    reorder: (order) => {
      for (const writer of both) writer.reorder(order);
    },
    dispose: () => {
      for (const writer of both) writer.dispose();
    },
  };
}

/** Continues each prompt by independent draws. → `[prompts][tokens]` */
export function drawContinuations(continuing: Continuing, rng: Stream): Int32Array[] {
  const { engine, shape, prompts, tokens, temperature } = continuing;
  const { tf } = engine;
  const { vocabulary } = shape;
  const written = prompts.map(() => new Int32Array(tokens));
  const writer = writerFor(continuing, prompts.length, (prompts[0]?.length ?? 0) + tokens);
  try {
    let last = readPrompts(writer, prompts, vocabulary);
    for (let at = 0; at < tokens; at++) {
      const probabilities = readValues(engine, () => tf.softmax(tempered(engine, writer.predict(last), temperature)));
      last = Int32Array.from(written, (_, i) =>
        drawFromRow(probabilities.subarray(i * vocabulary, (i + 1) * vocabulary), rng),
      );
      for (const [i, sequence] of written.entries()) sequence[at] = last[i] as number;
    }
    return written;
  } finally {
    writer.dispose();
  }
}

/** Logits at a temperature; at 1 they are as they were, to the bit, and need no pass over thousands of columns a row. */
export function tempered({ tf }: TensorEngine, logits: Tensor2D, temperature: number): Tensor2D {
  return temperature === 1 ? logits : tf.div(logits, temperature);
}

/** A text that is being searched for. */
interface Beam {
  /** Log-probability of what was written, nats. */
  readonly score: number;
  /** Row of the writer that it goes on from. */
  readonly parent: number;
  readonly token: number;
}

/**
 * Continues each prompt by what a beam search finds most probable: in every step the `beams` most probable of all
 * one-token extensions are kept. There is no end token, so all texts are of one length. → `[prompts][tokens]`
 */
export function searchContinuations(continuing: Continuing, beams: number): Int32Array[] {
  const { engine, shape, prompts, tokens, temperature } = continuing;
  const { tf } = engine;
  const { vocabulary } = shape;
  const repeated = prompts.flatMap((prompt) => Array.from({ length: beams }, () => prompt));
  const rows = repeated.length;
  const writer = writerFor(continuing, rows, (prompts[0]?.length ?? 0) + tokens);
  try {
    let last = readPrompts(writer, repeated, vocabulary);
    // All beams of a prompt are equal in the beginning: one of them is enough.
    let scores = Float64Array.from({ length: rows }, (_, row) => (row % beams === 0 ? 0 : Number.NEGATIVE_INFINITY));
    let written = repeated.map(() => new Int32Array(tokens));
    for (let at = 0; at < tokens; at++) {
      const logProbabilities = readValues(engine, () =>
        tf.logSoftmax(tempered(engine, writer.predict(last), temperature)),
      );
      const kept = prompts.flatMap((_, i) => extend(logProbabilities, vocabulary, scores, i * beams, beams));
      scores = Float64Array.from(kept, ({ score }) => score);
      last = Int32Array.from(kept, ({ token }) => token);
      written = kept.map(({ parent, token }) => {
        const sequence = (written[parent] as Int32Array).slice();
        sequence[at] = token;
        return sequence;
      });
      writer.reorder(Int32Array.from(kept, ({ parent }) => parent));
    }
    // The first of a prompt's beams is its best.
    return prompts.map((_, i) => written[i * beams] as Int32Array);
  } finally {
    writer.dispose();
  }
}

/** The best extensions of the beams in these rows, the best first; ties go to the earlier row, then the smaller token. */
function extend(
  logProbabilities: Float32Array,
  vocabulary: number,
  scores: Float64Array,
  first: number,
  beams: number,
): Beam[] {
  const best: Beam[] = [];
  for (let parent = first; parent < first + beams; parent++) {
    const base = scores[parent] as number;
    if (base === Number.NEGATIVE_INFINITY) continue;
    for (let token = 0; token < vocabulary; token++) {
      const score = base + (logProbabilities[parent * vocabulary + token] as number);
      if (best.length === beams && score <= (best[beams - 1] as Beam).score) continue;
      let place = best.length;
      while (place > 0 && (best[place - 1] as Beam).score < score) place--;
      best.splice(place, 0, { score, parent, token });
      best.length = Math.min(best.length, beams);
    }
  }
  return best;
}
