/**
 * A batch of examples: what learners are fitted on and what they draw. Each example has an origin, stamped by the harness
 * (origins.ts), so that the ledger can be metered whatever a strategy does with it: taking, joining, weighting and rewriting
 * keep the origin, and a batch that a strategy makes out of thin air has none and is refused. A lent batch, and what is made
 * from it, shows copies of its arrays: what a strategy writes into them is nowhere else.
 */
import { HeirloomError } from '../protocol/errors.ts';
import { type BatchData, concatData, copyData, countOf, requireSameShape, takeData } from './batch-data.ts';
import { type Contents, contentsOf, isLent, keepContents, originsOf, rewritten, withOrigins } from './origins.ts';

export type { BatchData } from './batch-data.ts';

export class Batch {
  declare readonly data: BatchData;
  /** Number of examples. */
  readonly count: number;
  /** Training weight of each example, or null where all are 1. `[count]` */
  declare readonly weights: Float64Array | null;
  readonly #data: BatchData;

  private constructor(data: BatchData, weights: Float64Array | null, lent: boolean) {
    this.#data = Object.freeze({ ...data });
    this.count = countOf(this.#data);
    if (!Number.isInteger(this.count)) throw new RangeError('The values of a batch must fill whole examples.');
    const contents = { data: this.#data, weights };
    if (lent) keepContents(this, contents);
    Object.defineProperties(this, lent ? copiesOf(contents) : valuesOf(contents));
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
    return new Batch(data, weights, false);
  }

  /** The same, of which `data` and `weights` are copies, made when they are first read. */
  static lent(data: BatchData, weights: Float64Array | null): Batch {
    return new Batch(data, weights, true);
  }

  /** Whether a value is a batch, and not something that looks like one: its count is then that of its data. */
  static isBatch(value: unknown): value is Batch {
    return typeof value === 'object' && value !== null && #data in value;
  }

  static #derived(data: BatchData, origins: Int32Array, weights: Float64Array | null, lent: boolean): Batch {
    return withOrigins(new Batch(data, weights, lent), origins);
  }

  /** Joins batches of one kind, in order. Weights are kept; examples without one weigh 1. */
  static concat(batches: readonly Batch[]): Batch {
    const given = Array.from(batches);
    if (!given.every(Batch.isBatch))
      throw new TypeError('Batch.concat takes batches; received something that is none.');
    const parts = given.filter((batch) => batch.count > 0);
    const first = parts[0] ?? given[0];
    if (first === undefined) throw new RangeError('Batch.concat needs at least one batch.');
    if (parts.length <= 1) return first;
    const count = parts.reduce((sum, batch) => sum + batch.count, 0);
    const origins = new Int32Array(count);
    const contents = parts.map(contentsOf);
    const weights = contents.some((part) => part.weights !== null) ? new Float64Array(count).fill(1) : null;
    let at = 0;
    for (const [i, part] of parts.entries()) {
      const own = (contents[i] as Contents).weights;
      origins.set(originsOf(part), at);
      if (own !== null) weights?.set(own, at);
      at += part.count;
    }
    return Batch.#derived(concatData(contents.map(({ data }) => data)), origins, weights, parts.some(isLent));
  }

  get kind(): BatchData['kind'] {
    return this.#data.kind;
  }

  /** Size in the benchmark's unit: examples for rows and pixels, tokens for sequences. */
  get units(): number {
    return this.#data.kind === 'sequences' ? this.#data.tokens.length : this.count;
  }

  /** Units of example i. */
  unitsOf(i: number): number {
    if (this.#data.kind !== 'sequences') return 1;
    return (this.#data.offsets[i + 1] as number) - (this.#data.offsets[i] as number);
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

  /** The examples at these indices, in this order, with origins and weights. Repeats are allowed. @throws RangeError outside */
  take(indices: ArrayLike<number>): Batch {
    // Read once: an array that answers otherwise the second time would part examples from their origins.
    const chosen = Int32Array.from(indices);
    const known = originsOf(this);
    const own = contentsOf(this).weights;
    const origins = new Int32Array(chosen.length);
    const weights = own === null ? null : new Float64Array(chosen.length);
    for (const [i, from] of chosen.entries()) {
      if (from < 0 || from >= this.count) {
        throw new RangeError(
          `take received index ${from}; expected 0 to ${this.count - 1}, one of the batch's examples.`,
        );
      }
      origins[i] = known[from] as number;
      if (weights !== null) weights[i] = (own as Float64Array)[from] as number;
    }
    return Batch.#derived(takeData(this.#data, chosen), origins, weights, isLent(this));
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
    if (this.#data.kind !== 'sequences') return this.take(Int32Array.from({ length: units }, (_, i) => i));
    const { tokens, offsets } = this.#data;
    let end = 0;
    while ((offsets[end] as number) < units) end++;
    const kept = offsets.slice(0, end + 1);
    kept[end] = units;
    return Batch.#derived(
      { kind: 'sequences', tokens: tokens.slice(0, units), offsets: kept },
      originsOf(this).slice(0, end),
      contentsOf(this).weights?.slice(0, end) ?? null,
      isLent(this),
    );
  }

  /**
   * The same examples with these training weights `[count]`, of which a copy is kept.
   * @throws HeirloomError run-failed unless there is one for each example, finite, not negative, and not all are 0
   */
  withWeights(weights: Float64Array): Batch {
    const own = new Float64Array(weights);
    requireWeights(own, this.count);
    return Batch.#derived(this.#data, originsOf(this), own, isLent(this));
  }

  /**
   * The same examples with other content (relabelled, edited), of which a copy is kept: the origins and weights stay. The
   * harness knows them as rewritten.
   * @throws HeirloomError run-failed unless the data has the same kind and width, and as many examples of the same units
   */
  withData(data: BatchData): Batch {
    const own = copyData(data);
    requireSameShape(own, this.#data);
    return Batch.#derived(own, originsOf(this).map(rewritten), contentsOf(this).weights, isLent(this));
  }
}

// Strategies hold batches of the same class as the harness: its methods are not theirs to change.
Object.freeze(Batch.prototype);
Object.freeze(Batch);

const valuesOf = ({ data, weights }: Contents): PropertyDescriptorMap => ({
  data: { value: data, enumerable: true },
  weights: { value: weights, enumerable: true },
});

/** Copies, made when they are first read: a pool that a strategy only hands on is never copied. */
function copiesOf(contents: Contents): PropertyDescriptorMap {
  let data: BatchData | undefined;
  let weights: Float64Array | undefined;
  const readData = () => {
    data ??= Object.freeze(copyData(contents.data));
    return data;
  };
  const readWeights = () => {
    if (contents.weights === null) return null;
    weights ??= contents.weights.slice();
    return weights;
  };
  return { data: { get: readData, enumerable: true }, weights: { get: readWeights, enumerable: true } };
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

function refused(message: string): HeirloomError {
  return new HeirloomError('run-failed', message);
}
