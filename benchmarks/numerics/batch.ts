/**
 * A batch of examples: what learners are fitted on and what they draw. Each example has an origin, stamped by the harness
 * (origins.ts), so that the ledger can be metered whatever a strategy does with it: taking, joining, weighting and rewriting
 * keep the origin, and a batch that a strategy makes out of thin air has none and is refused.
 */
import { HeirloomError } from '../protocol/errors.ts';
import { originsOf, withOrigins } from './origins.ts';

/**
 * `rows`: a matrix `[n, width]`, row-major. `pixels`: the same in bytes 0–255, so that a pool of 200,000 images stays
 * affordable. `sequences`: ragged integer sequences; example i is tokens[offsets[i]…offsets[i+1]).
 */
export type BatchData =
  | { readonly kind: 'rows'; readonly width: number; readonly values: Float64Array }
  | { readonly kind: 'pixels'; readonly width: number; readonly values: Uint8Array }
  | { readonly kind: 'sequences'; readonly tokens: Int32Array; readonly offsets: Int32Array };

export class Batch {
  readonly data: BatchData;
  /** Number of examples. */
  readonly count: number;
  /** Training weight of each example, or null where all are 1. `[count]` */
  readonly weights: Float64Array | null;

  private constructor(data: BatchData, weights: Float64Array | null) {
    this.data = Object.freeze({ ...data });
    this.count = countOf(data);
    this.weights = weights;
    if (!Number.isInteger(this.count)) throw new RangeError('The values of a batch must fill whole examples.');
    Object.freeze(this);
  }

  /** A batch of rows `[n, width]` without origin. The array is not copied. */
  static rows(values: Float64Array, width: number): Batch {
    return Batch.of({ kind: 'rows', width, values });
  }

  /** A batch of images `[n, width]`, pixels 0–255, without origin. The array is not copied. */
  static pixels(values: Uint8Array, width: number): Batch {
    return Batch.of({ kind: 'pixels', width, values });
  }

  /** A batch of token sequences without origin; `offsets` has one entry more than there are sequences. Not copied. */
  static sequences(tokens: Int32Array, offsets: Int32Array): Batch {
    return Batch.of({ kind: 'sequences', tokens, offsets });
  }

  /** A batch of any kind without origin, with weights `[count]` or none. Nothing is copied or looked at. */
  static of(data: BatchData, weights: Float64Array | null = null): Batch {
    return new Batch(data, weights);
  }

  static #derived(data: BatchData, origins: Int32Array, weights: Float64Array | null): Batch {
    return withOrigins(new Batch(data, weights), origins);
  }

  /** Joins batches of one kind, in order. Weights are kept; examples without one weigh 1. */
  static concat(batches: readonly Batch[]): Batch {
    const parts = batches.filter((batch) => batch.count > 0);
    const first = parts[0] ?? batches[0];
    if (first === undefined) throw new RangeError('Batch.concat needs at least one batch.');
    if (parts.length <= 1) return first;
    const count = parts.reduce((sum, batch) => sum + batch.count, 0);
    const origins = new Int32Array(count);
    const weights = parts.some((batch) => batch.weights !== null) ? new Float64Array(count).fill(1) : null;
    let at = 0;
    for (const part of parts) {
      origins.set(originsOf(part), at);
      if (part.weights !== null) weights?.set(part.weights, at);
      at += part.count;
    }
    return Batch.#derived(concatData(parts.map((part) => part.data)), origins, weights);
  }

  /** Size in the benchmark's unit: examples for rows and pixels, tokens for sequences. */
  get units(): number {
    return this.data.kind === 'sequences' ? this.data.tokens.length : this.count;
  }

  /** Units of example i. */
  unitsOf(i: number): number {
    if (this.data.kind !== 'sequences') return 1;
    return (this.data.offsets[i + 1] as number) - (this.data.offsets[i] as number);
  }

  /** Row i as a view `[width]`. @throws RangeError for other kinds */
  row(i: number): Float64Array {
    const { width, values } = this.rowData;
    return values.subarray(i * width, (i + 1) * width);
  }

  /** Image i as a view `[width]`. @throws RangeError for other kinds */
  image(i: number): Uint8Array {
    const { width, values } = this.pixelData;
    return values.subarray(i * width, (i + 1) * width);
  }

  /** Sequence i as a view. @throws RangeError for other kinds */
  sequence(i: number): Int32Array {
    const { tokens, offsets } = this.sequenceData;
    return tokens.subarray(offsets[i], offsets[i + 1]);
  }

  get rowData(): Extract<BatchData, { kind: 'rows' }> {
    if (this.data.kind !== 'rows') throw new RangeError(`Expected a batch of rows, received ${this.data.kind}.`);
    return this.data;
  }

  get pixelData(): Extract<BatchData, { kind: 'pixels' }> {
    if (this.data.kind !== 'pixels') throw new RangeError(`Expected a batch of pixels, received ${this.data.kind}.`);
    return this.data;
  }

  get sequenceData(): Extract<BatchData, { kind: 'sequences' }> {
    if (this.data.kind !== 'sequences') {
      throw new RangeError(`Expected a batch of token sequences, received ${this.data.kind}.`);
    }
    return this.data;
  }

  /** The examples at these indices, in this order, with origins and weights. Repeats are allowed. */
  take(indices: ArrayLike<number>): Batch {
    const known = originsOf(this);
    const origins = new Int32Array(indices.length);
    const weights = this.weights === null ? null : new Float64Array(indices.length);
    for (let i = 0; i < indices.length; i++) {
      const from = indices[i] as number;
      origins[i] = known[from] as number;
      if (weights !== null) weights[i] = (this.weights as Float64Array)[from] as number;
    }
    return Batch.#derived(takeData(this.data, indices), origins, weights);
  }

  /** The examples for which `keep` is true, in order. */
  filter(keep: (index: number) => boolean): Batch {
    const kept: number[] = [];
    for (let i = 0; i < this.count; i++) if (keep(i)) kept.push(i);
    return this.take(kept);
  }

  /**
   * The first examples, in order, that make up exactly `units`; the last sequence is cut where it would go over.
   * Fewer are returned where the batch has fewer.
   */
  head(units: number): Batch {
    if (units >= this.units) return this;
    if (this.data.kind !== 'sequences') {
      return Batch.#derived(
        takeData(
          this.data,
          Int32Array.from({ length: units }, (_, i) => i),
        ),
        originsOf(this).slice(0, units),
        this.weights?.slice(0, units) ?? null,
      );
    }
    const { tokens, offsets } = this.data;
    let end = 0;
    while ((offsets[end] as number) < units) end++;
    const kept = offsets.slice(0, end + 1);
    kept[end] = units;
    return Batch.#derived(
      { kind: 'sequences', tokens: tokens.slice(0, units), offsets: kept },
      originsOf(this).slice(0, end),
      this.weights?.slice(0, end) ?? null,
    );
  }

  /**
   * The same examples with these training weights `[count]`, of which a copy is kept.
   * @throws HeirloomError run-failed unless there is one for each example, finite, not negative, and not all are 0
   */
  withWeights(weights: Float64Array): Batch {
    requireWeights(weights, this.count);
    return Batch.#derived(this.data, originsOf(this), weights.slice());
  }

  /**
   * The same examples with other content (relabelled, edited): the origins and weights stay.
   * @throws HeirloomError run-failed unless the data has the same kind and width, and as many examples of the same units
   */
  withData(data: BatchData): Batch {
    requireSameShape(data, this.data);
    return Batch.#derived(data, originsOf(this), this.weights);
  }

  /** The same examples in memory of their own: writing into one doesn't change the other. */
  copy(): Batch {
    const { data } = this;
    const own =
      data.kind === 'sequences'
        ? { ...data, tokens: data.tokens.slice(), offsets: data.offsets.slice() }
        : data.kind === 'rows'
          ? { ...data, values: data.values.slice() }
          : { ...data, values: data.values.slice() };
    return Batch.#derived(own, originsOf(this), this.weights?.slice() ?? null);
  }
}

function requireWeights(weights: Float64Array, count: number): void {
  if (weights.length !== count) {
    throw refused(`withWeights received ${weights.length} weights for ${count} examples; expected one for each.`);
  }
  const at = weights.findIndex((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
  if (at >= 0) {
    throw refused(
      `withWeights received ${weights[at]} for example ${at}; expected weights that are finite and not negative. Leave an example out with take or filter.`,
    );
  }
  if (count > 0 && weights.every((weight) => weight === 0)) {
    throw refused(`withWeights received 0 for all ${count} examples; expected at least one weight above 0.`);
  }
}

/** Where examples could grow, so could the training set, unseen by the ledger. */
function requireSameShape(data: BatchData, before: BatchData): void {
  if (data === before) return;
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

function refused(message: string): HeirloomError {
  return new HeirloomError('run-failed', message);
}

function countOf(data: BatchData): number {
  return data.kind === 'sequences' ? data.offsets.length - 1 : data.values.length / data.width;
}

function concatData(parts: readonly BatchData[]): BatchData {
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

function takeData(data: BatchData, indices: ArrayLike<number>): BatchData {
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
