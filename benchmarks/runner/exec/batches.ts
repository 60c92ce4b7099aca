/** The batches that an outside strategy was handed, by name, and what it makes of them. */
import { Batch } from '../../numerics/batch.ts';
import { contentsOf } from '../../numerics/origins.ts';
import type { ExampleShape } from '../../strategies/strategy.ts';
import { type Handle, handleOf } from '../handle.ts';
import type { Matrix, Scratch } from './arrays.ts';
import { ExecFault, shown } from './fault.ts';
import type { Call, OutsideCard, Part, Selection } from './messages.ts';

/** Those of one generation. */
export class LentBatches {
  readonly #scratch: Scratch;
  readonly #shape: ExampleShape;
  readonly #card: Pick<OutsideCard, 'brings' | 'needs'>;
  readonly #batches = new Map<string, Batch>();
  /** Indices that were drawn under a name of the process's own, in no file. */
  readonly #choices = new Map<string, Int32Array>();

  constructor(scratch: Scratch, shape: ExampleShape, card: Pick<OutsideCard, 'brings' | 'needs'>) {
    this.#scratch = scratch;
    this.#shape = shape;
    this.#card = card;
  }

  /** Lends the process a batch, under the name that it gave. @throws ExecFault for one that it gave before */
  give(batch: Batch, name = `b${this.#batches.size}`): Handle {
    this.#requireNew(name);
    this.#batches.set(name, batch);
    return handleOf(name, batch);
  }

  /** What the process calls indices that it had drawn: the name that it gave, or that of a file. @throws ExecFault */
  giveChoice(indices: Int32Array, name?: string): string {
    if (name === undefined) return this.#scratch.writeArray(indices, [indices.length]);
    this.#requireNew(name);
    this.#choices.set(name, indices);
    return name;
  }

  /** The file of a choice that has a name. @throws ExecFault for another name */
  readChoice(name: string): string {
    const indices = this.#choices.get(name);
    if (indices === undefined)
      throw new ExecFault(
        `It asked for the indices of "${name}"; in this generation it called no choose of that name.`,
      );
    return this.#scratch.writeArray(indices, [indices.length]);
  }

  #requireNew(name: string): void {
    if (this.#batches.has(name) || this.#choices.has(name))
      throw new ExecFault(`It gave the name "${name}" a second time in one generation; each call needs a new one.`);
  }

  /** @throws ExecFault for a name that was not given in this generation */
  get(name: string): Batch {
    const batch = this.#batches.get(name);
    if (batch === undefined)
      throw new ExecFault(
        `It named the batch "${name}"; in this generation it was handed ${shown([...this.#batches.keys()].join(', ') || 'none')}. What must last goes through keep.`,
      );
    return batch;
  }

  /** What a process reads of a batch: its arrays, or its texts where examples are texts. @throws ExecFault */
  read(
    { batch: name, as }: Extract<Call, { op: 'read' }>,
    toText: ((batch: Batch, index: number) => string) | undefined,
  ): Readonly<Record<string, string>> {
    if (as === 'arrays') return this.#show(name);
    if (toText === undefined)
      throw new ExecFault('It asked for texts; this benchmark’s examples are no texts: read them as arrays.');
    const batch = this.get(name);
    const texts = Array.from({ length: batch.count }, (_, index) => toText(batch, index));
    return { texts: this.#scratch.writeTexts(texts) };
  }

  /** The files that show a batch's examples and weights to the process. */
  #show(name: string): Readonly<Record<string, string>> {
    const batch = this.get(name);
    const { data, weights } = contentsOf(batch);
    const shownWeights = weights === null ? {} : { weights: this.#scratch.writeArray(weights, [weights.length]) };
    if (data.kind !== 'sequences')
      return { values: this.#scratch.writeArray(data.values, [batch.count, data.width]), ...shownWeights };
    return {
      tokens: this.#scratch.writeArray(data.tokens, [data.tokens.length]),
      offsets: this.#scratch.writeArray(data.offsets, [data.offsets.length]),
      ...shownWeights,
    };
  }

  /** The examples of a selection. Those chosen from lent batches keep their origin, all others have none. @throws ExecFault */
  select({ parts, weights }: Selection): Batch {
    const batch = joined(parts.map((part) => this.#part(part)));
    return weights === undefined ? batch : this.weigh(batch, weights);
  }

  /** @throws ExecFault unless the file has a finite weight ≥ 0 for each example, and not all are 0 */
  weigh(batch: Batch, file: string): Batch {
    if (!this.#card.needs.includes('weights'))
      throw new ExecFault('It gave weights; its card has to say that it needs "weights".');
    const { values, shape } = this.#scratch.readArray(file);
    if (shape.length !== 1 || values.length !== batch.count)
      throw new ExecFault(`Its weights in ${file} are ${dimensions(shape)}; expected ${batch.count}, one an example.`);
    const at = values.findIndex((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
    if (at >= 0)
      throw new ExecFault(`Its weight ${at} in ${file} is ${values[at]}; expected a finite number of at least 0.`);
    if (!values.some((weight) => weight > 0)) throw new ExecFault(`Its weights in ${file} are all 0.`);
    return batch.withWeights(Float64Array.from(values));
  }

  #part(part: Part): Batch {
    if (!('batch' in part)) return this.own(part);
    const whole = this.get(part.batch);
    const chosen = part.indices === undefined ? whole : whole.take(this.#indices(part.indices, whole.count));
    return part.units === undefined ? chosen : chosen.head(part.units);
  }

  #indices(file: string, count: number): Int32Array {
    const { values, shape, kind } = this.#drawn(file) ?? this.#scratch.readArray(file);
    if (shape.length !== 1 || kind !== 'integer')
      throw new ExecFault(
        `Its indices in ${file} are ${dimensions(shape)} values of kind ${kind}; expected one dimension of whole numbers (an integer dtype).`,
      );
    const at = values.findIndex((index) => !(index >= 0 && index < count));
    if (at >= 0)
      throw new ExecFault(
        `Its index ${at} in ${file} is ${values[at]}; expected 0 to ${count - 1}, one of the batch's examples.`,
      );
    return Int32Array.from(values);
  }

  #drawn(name: string): Matrix | null {
    const values = this.#choices.get(name);
    return values === undefined ? null : { values, shape: [values.length], kind: 'integer' };
  }

  /** Examples of the process's own making, which have no origin. @throws ExecFault */
  own(part: Exclude<Part, { batch: string }>): Batch {
    if (!this.#card.brings)
      throw new ExecFault(
        'It handed over examples of its own making; its card has to say "brings": true, which makes the run’s division open. Indices into the batches that it was handed keep their origin.',
      );
    const { kind } = this.#shape;
    if (kind === 'sequences') {
      if (!('tokens' in part))
        throw new ExecFault(
          'It handed over rows of its own; examples here are sequences: name "tokens" and "offsets".',
        );
      return this.#ownSequences(part.tokens, part.offsets);
    }
    if (!('values' in part))
      throw new ExecFault(`It handed over sequences of its own; examples here are ${kind}: name "values".`);
    const matrix = this.#scratch.readArray(part.values);
    const { width } = this.#shape;
    if (matrix.shape.length !== 2 || matrix.shape[1] !== width)
      throw new ExecFault(`Its examples in ${part.values} are ${dimensions(matrix.shape)}; expected n × ${width}.`);
    if (kind === 'rows') {
      requireEach(matrix, part.values, (value) => Number.isFinite(value), 'a finite number');
      return Batch.rows(Float64Array.from(matrix.values), width);
    }
    requireEach(
      matrix,
      part.values,
      (value) => Number.isInteger(value) && value >= 0 && value <= 255,
      'a whole number from 0 to 255',
    );
    return Batch.pixels(Uint8Array.from(matrix.values), width);
  }

  #ownSequences(tokensFile: string, offsetsFile: string): Batch {
    const tokens = this.#scratch.readArray(tokensFile);
    const offsets = this.#scratch.readArray(offsetsFile);
    if (tokens.shape.length !== 1 || offsets.shape.length !== 1)
      throw new ExecFault(
        `Its tokens are ${dimensions(tokens.shape)} and its offsets ${dimensions(offsets.shape)}; expected one dimension each.`,
      );
    const known = this.#shape.kind === 'sequences' ? this.#shape.tokens : 0;
    requireEach(
      tokens,
      tokensFile,
      (token) => Number.isInteger(token) && token >= 0 && token < known,
      `a token from 0 to ${known - 1}`,
    );
    const { values } = offsets;
    const rises =
      values[0] === 0 &&
      values.at(-1) === tokens.values.length &&
      values.every((at, i) => Number.isInteger(at) && (i === 0 || at >= (values[i - 1] as number)));
    if (!rises)
      throw new ExecFault(
        `Its offsets in ${offsetsFile} do not rise from 0 to ${tokens.values.length}, the number of its tokens.`,
      );
    return Batch.sequences(Int32Array.from(tokens.values), Int32Array.from(values));
  }
}

function joined(parts: readonly Batch[]): Batch {
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : Batch.concat(parts);
}

function requireEach({ values }: Matrix, file: string, holds: (value: number) => boolean, expected: string): void {
  const at = values.findIndex((value) => !holds(value));
  if (at >= 0) throw new ExecFault(`Value ${at} in ${file} is ${values[at]}; expected ${expected}.`);
}

const dimensions = (shape: readonly number[]): string => (shape.length === 0 ? 'a single value' : shape.join(' × '));
