/** The arrays of a batch: how they are counted, copied, joined, chosen from and compared. */
import { HeirloomError } from '../protocol/errors.ts';

/**
 * `rows`: a matrix `[n, width]`, row-major. `pixels`: the same in bytes 0–255, so that a pool of 200,000 images stays
 * affordable. `sequences`: ragged integer sequences; example i is tokens[offsets[i]…offsets[i+1]).
 */
export type BatchData =
  | { readonly kind: 'rows'; readonly width: number; readonly values: Float64Array }
  | { readonly kind: 'pixels'; readonly width: number; readonly values: Uint8Array }
  | { readonly kind: 'sequences'; readonly tokens: Int32Array; readonly offsets: Int32Array };

/** The same in arrays of its own. */
export function copyData(data: BatchData): BatchData {
  if (data.kind === 'sequences') {
    return { kind: data.kind, tokens: new Int32Array(data.tokens), offsets: new Int32Array(data.offsets) };
  }
  if (data.kind === 'rows') return { kind: data.kind, width: data.width, values: new Float64Array(data.values) };
  return { kind: data.kind, width: data.width, values: new Uint8Array(data.values) };
}

/** Where examples could grow, so could the training set, unseen by the ledger. */
export function requireSameShape(data: BatchData, before: BatchData): void {
  const received = describe(data);
  const expected = describe(before);
  if (received !== expected) {
    throw refused(
      `withData received ${received}; expected ${expected}, as the batch has: rewriting keeps kind, width and number of examples. Use take, filter or Batch.concat to change how many there are.`,
    );
  }
  if (data.kind !== 'sequences' || before.kind !== 'sequences') return;
  const at = data.offsets.findIndex((offset, i) => offset !== before.offsets[i]);
  if (at < 0) return;
  throw refused(
    `withData received offset ${data.offsets[at]} at ${at}; expected ${before.offsets[at]}: rewriting keeps the length of every sequence.`,
  );
}

function describe(data: BatchData): string {
  const count = countOf(data);
  return data.kind === 'sequences'
    ? `${count} sequences of ${data.tokens.length} tokens`
    : `${count} ${data.kind} of width ${data.width}`;
}

/** Number of examples. */
export function countOf(data: BatchData): number {
  return data.kind === 'sequences' ? data.offsets.length - 1 : data.values.length / data.width;
}

/** Joined in order. @throws RangeError for different kinds or widths */
export function concatData(parts: readonly BatchData[]): BatchData {
  const first = parts[0] as BatchData;
  if (first.kind === 'rows') {
    const rows = parts.map((part) => matrixLike(first, part).values);
    return { ...first, values: joined(rows, new Float64Array(lengthOf(rows))) };
  }
  if (first.kind === 'pixels') {
    const images = parts.map((part) => matrixLike(first, part).values);
    return { ...first, values: joined(images, new Uint8Array(lengthOf(images))) };
  }
  const sequences = parts.map((part) => {
    if (part.kind !== 'sequences') throw new RangeError('Batches of different kinds were joined.');
    return part;
  });
  const tokens = new Int32Array(sequences.reduce((sum, part) => sum + part.tokens.length, 0));
  const offsets = new Int32Array(sequences.reduce((sum, part) => sum + part.offsets.length - 1, 1));
  let tokenAt = 0;
  let at = 0;
  for (const part of sequences) {
    tokens.set(part.tokens, tokenAt);
    for (let i = 1; i < part.offsets.length; i++) offsets[++at] = tokenAt + (part.offsets[i] as number);
    tokenAt += part.tokens.length;
  }
  return { kind: 'sequences', tokens, offsets };
}

/** The part, which must have the kind and width of the first. */
function matrixLike<Matrix extends Extract<BatchData, { width: number }>>(first: Matrix, part: BatchData): Matrix {
  if (part.kind !== first.kind || part.width !== first.width) {
    throw new RangeError('Batches of different shapes were joined.');
  }
  return part as Matrix;
}

const lengthOf = (parts: readonly ArrayLike<number>[]): number => parts.reduce((sum, part) => sum + part.length, 0);

function joined<Values extends Float64Array | Uint8Array>(parts: readonly Values[], into: Values): Values {
  let at = 0;
  for (const part of parts) {
    into.set(part, at);
    at += part.length;
  }
  return into;
}

/** The examples at these indices. */
export function takeData(data: BatchData, indices: ArrayLike<number>): BatchData {
  if (data.kind === 'rows') {
    return { ...data, values: takeRows(data, indices, new Float64Array(indices.length * data.width)) };
  }
  if (data.kind === 'pixels') {
    return { ...data, values: takeRows(data, indices, new Uint8Array(indices.length * data.width)) };
  }
  const offsets = new Int32Array(indices.length + 1);
  for (let i = 0; i < indices.length; i++) {
    const from = indices[i] as number;
    offsets[i + 1] = (offsets[i] as number) + (data.offsets[from + 1] as number) - (data.offsets[from] as number);
  }
  const tokens = new Int32Array(offsets[indices.length] as number);
  for (let i = 0; i < indices.length; i++) {
    const from = indices[i] as number;
    tokens.set(data.tokens.subarray(data.offsets[from], data.offsets[from + 1]), offsets[i] as number);
  }
  return { kind: 'sequences', tokens, offsets };
}

function takeRows<Values extends Float64Array | Uint8Array>(
  { values, width }: { readonly values: Values; readonly width: number },
  indices: ArrayLike<number>,
  into: Values,
): Values {
  for (let i = 0; i < indices.length; i++) {
    const from = (indices[i] as number) * width;
    into.set(values.subarray(from, from + width), i * width);
  }
  return into;
}

function refused(message: string): HeirloomError {
  return new HeirloomError('run-failed', message);
}
