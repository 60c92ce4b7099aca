/**
 * A batch in the sandbox: the name of one that the harness holds, or of how one is to be made of others. Its arrays come when they are
 * first read, and what is made of it is told to the harness when it is first used.
 */
import type { BatchData } from '../../../numerics/batch-data.ts';
import type { ExampleShape } from '../../../strategies/strategy.ts';
import type { Handle } from '../../handle.ts';
import type { Frame, Numbers } from '../frames.ts';
import { call, callNow, defer } from './calls.ts';

/** How a batch is made of others; `numbers` go beside the message. */
interface Recipe {
  readonly make: 'take' | 'concat' | 'head' | 'weights' | 'data';
  readonly parents: readonly SandboxBatch[];
  readonly units?: number;
  readonly numbers?: Numbers;
}

/** The field of a message that says which of its arrays the numbers are. */
const NUMBERS_FIELD = { take: 'indices', weights: 'weights', data: 'values', concat: '', head: '' } as const;

interface Sizes {
  readonly count: number;
  readonly units: number;
}

interface State {
  readonly id: string;
  readonly kind: BatchData['kind'];
  readonly width: number;
  /** Null until the harness knows it, and for a batch that the harness lent. */
  recipe: Recipe | null;
  sizes: Sizes | null;
  data: BatchData | null;
  offsets: Int32Array | null;
  weights: Float64Array | null | undefined;
}

let made = 0;
/** Reads the state of a batch; null for what is none. Set where the class is, which alone can. */
let stateOf: (value: unknown) => State | null;

export class SandboxBatch {
  readonly #state: State;

  static {
    stateOf = (value) => (typeof value === 'object' && value !== null && #state in value ? value.#state : null);
  }

  constructor(state: State) {
    this.#state = state;
    Object.freeze(this);
  }

  static isBatch(value: unknown): boolean {
    return stateOf(value) !== null;
  }

  /** Joins batches of one kind, in order. */
  static concat(batches: readonly SandboxBatch[]): SandboxBatch {
    const parents = Array.from(batches);
    const given = parents.map((batch) => requireBatch(batch, 'Batch.concat'));
    // Those without examples are told from others by the harness, which has them.
    const [first] = given;
    if (first === undefined) throw new RangeError('Batch.concat needs at least one batch.');
    if (given.length === 1) return parents[0] as SandboxBatch;
    const other = given.find(({ kind, width }) => kind !== first.kind || width !== first.width);
    if (other !== undefined) throw new RangeError('Batches of different shapes were joined.');
    const known = given.map(({ sizes }) => sizes);
    const sizes = known.every((each) => each !== null)
      ? { count: sum(known.map((each) => each.count)), units: sum(known.map((each) => each.units)) }
      : null;
    return derived(first, { make: 'concat', parents }, sizes);
  }

  get kind(): BatchData['kind'] {
    return this.#state.kind;
  }

  get count(): number {
    return sizesOf(this).count;
  }

  get units(): number {
    return sizesOf(this).units;
  }

  get data(): BatchData {
    return read(this).data as BatchData;
  }

  get weights(): Float64Array | null {
    return read(this).weights as Float64Array | null;
  }

  unitsOf(i: number): number {
    if (this.kind !== 'sequences') return 1;
    const offsets = offsetsOf(this);
    return (offsets[i + 1] as number) - (offsets[i] as number);
  }

  row(i: number): Float64Array {
    const { width, values } = this.rowData;
    return values.subarray(i * width, (i + 1) * width);
  }

  image(i: number): Uint8Array {
    const { width, values } = this.pixelData;
    return values.subarray(i * width, (i + 1) * width);
  }

  sequence(i: number): Int32Array {
    const { tokens, offsets } = this.sequenceData;
    return tokens.subarray(offsets[i], offsets[i + 1]);
  }

  get rowData(): Extract<BatchData, { kind: 'rows' }> {
    return dataOfKind(this, 'rows');
  }

  get pixelData(): Extract<BatchData, { kind: 'pixels' }> {
    return dataOfKind(this, 'pixels');
  }

  get sequenceData(): Extract<BatchData, { kind: 'sequences' }> {
    return dataOfKind(this, 'sequences');
  }

  /** The examples at these indices, in this order. @throws RangeError outside */
  take(indices: ArrayLike<number>): SandboxBatch {
    const chosen = Int32Array.from(indices);
    const { count } = this;
    for (const index of chosen)
      if (index < 0 || index >= count)
        throw new RangeError(`take received index ${index}; expected 0 to ${count - 1}, one of the batch's examples.`);
    const sizes = this.kind === 'sequences' ? null : { count: chosen.length, units: chosen.length };
    return derived(this.#state, { make: 'take', parents: [this], numbers: chosen }, sizes);
  }

  filter(keep: (index: number) => boolean): SandboxBatch {
    const kept: number[] = [];
    const { count } = this;
    for (let i = 0; i < count; i++) if (keep(i)) kept.push(i);
    return this.take(kept);
  }

  /** The first examples, in order, that make up exactly `units`; the last sequence is cut where it would go over. */
  head(units: number): SandboxBatch {
    if (!Number.isInteger(units) || units < 0)
      throw new RangeError(`head received ${String(units)}; expected a whole number of units, at least 0.`);
    const { sizes, kind } = this.#state;
    if (sizes !== null && units >= sizes.units) return this;
    const own = kind !== 'sequences' && sizes !== null ? { count: units, units } : null;
    return derived(this.#state, { make: 'head', parents: [this], units }, own);
  }

  withWeights(weights: ArrayLike<number>): SandboxBatch {
    const own = Float64Array.from(weights);
    if (own.length !== this.count)
      throw new RangeError(
        `withWeights received ${own.length} weights for ${this.count} examples; expected one for each.`,
      );
    return derived(this.#state, { make: 'weights', parents: [this], numbers: own }, this.#state.sizes);
  }

  withData(data: BatchData): SandboxBatch {
    const before = this.data;
    if (data.kind !== before.kind)
      throw new RangeError(`withData received ${String(data.kind)}; expected ${before.kind}, as the batch has.`);
    if (data.kind === 'sequences') {
      const offsets = offsetsOf(this);
      if (data.offsets.length !== offsets.length || data.offsets.some((offset, i) => offset !== offsets[i]))
        throw new RangeError('withData received other offsets; rewriting keeps the length of every sequence.');
    }
    const numbers =
      data.kind === 'rows'
        ? Float64Array.from(data.values)
        : data.kind === 'pixels'
          ? Uint8Array.from(data.values)
          : Int32Array.from(data.tokens);
    return derived(this.#state, { make: 'data', parents: [this], numbers }, this.#state.sizes);
  }
}

/** A batch that the harness has just named. */
export function lent({ batch, kind, count, units, width = 0 }: Handle): SandboxBatch {
  return new SandboxBatch({
    ...{ id: batch, kind, width, recipe: null, sizes: { count, units } },
    ...{ data: null, offsets: null, weights: undefined },
  });
}

/** A batch that the harness makes when it is next spoken to. @param units of examples of one unit; null where only the harness will know */
export function asked(make: string, fields: object, shape: ExampleShape, units: number | null): SandboxBatch {
  made += 1;
  const id = `m${made}`;
  defer({ make, id, ...fields });
  const sizes = units === null || shape.kind === 'sequences' ? null : { count: units, units };
  const width = shape.kind === 'sequences' ? 0 : shape.width;
  return new SandboxBatch({
    ...{ id, kind: shape.kind, width, recipe: null, sizes },
    ...{ data: null, offsets: null, weights: undefined },
  });
}

/** The batch once the harness has made it: another hook of this module may be asked for that. */
export async function settled(batch: SandboxBatch): Promise<SandboxBatch> {
  const state = requireBatch(batch, 'a batch');
  const { header } = await call({ op: 'settle', batch: state.id });
  state.sizes = { count: header.count as number, units: header.units as number };
  return batch;
}

/** Names batches for the harness, which is told with the next message how those are made that it doesn't know. @throws TypeError for what is no batch */
export function tell(batches: readonly unknown[], where: string): readonly string[] {
  return batches.map((batch) => {
    const state = requireBatch(batch, where);
    tellOne(state);
    return state.id;
  });
}

/** Parents first. A recipe of many steps is no recursion: the stack is the module's to fill. */
function tellOne(state: State): void {
  if (state.recipe === null) return;
  const open: State[] = [state];
  while (open.length > 0) {
    const next = open.at(-1) as State;
    const { recipe } = next;
    const unknown = recipe?.parents
      .map((parent) => stateOf(parent) as State)
      .filter((parent) => parent.recipe !== null);
    if (recipe !== null && unknown !== undefined && unknown.length > 0) {
      for (const parent of unknown) open.push(parent);
      continue;
    }
    open.pop();
    if (recipe === null) continue;
    define(next.id, recipe);
    next.recipe = null;
  }
}

function define(id: string, { make, parents, units, numbers }: Recipe): void {
  const names = parents.map((parent) => (stateOf(parent) as State).id);
  const of = make === 'concat' ? names : names[0];
  defer(units === undefined ? { make, id, of } : { make, id, of, units }, numbers, NUMBERS_FIELD[make]);
}

function derived({ kind, width }: State, recipe: Recipe, sizes: Sizes | null): SandboxBatch {
  made += 1;
  return new SandboxBatch({
    id: `m${made}`,
    kind,
    width,
    recipe,
    sizes,
    data: null,
    offsets: null,
    weights: undefined,
  });
}

function sizesOf(batch: SandboxBatch): Sizes {
  const state = requireBatch(batch, 'a batch');
  if (state.sizes === null) {
    const { header } = ask('sizes', batch);
    state.sizes = { count: header.count as number, units: header.units as number };
  }
  return state.sizes;
}

/** Where the sequences of a batch begin; without their tokens, as long as these were not read. */
function offsetsOf(batch: SandboxBatch): Int32Array {
  const state = requireBatch(batch, 'a batch');
  if (state.data?.kind === 'sequences') return state.data.offsets;
  state.offsets ??= ask('offsets', batch).arrays[0] as Int32Array;
  return state.offsets;
}

/** The state of a batch with its arrays. */
function read(batch: SandboxBatch): State {
  const state = requireBatch(batch, 'a batch');
  if (state.data !== null) return state;
  const { arrays } = ask('read', batch);
  const [first, second] = arrays;
  const hasOffsets = state.kind === 'sequences';
  state.data = Object.freeze(
    hasOffsets
      ? { kind: state.kind, tokens: first as Int32Array, offsets: second as Int32Array }
      : { kind: state.kind, width: state.width, values: first },
  ) as BatchData;
  state.weights = (arrays[hasOffsets ? 2 : 1] as Float64Array | undefined) ?? null;
  return state;
}

function ask(op: 'sizes' | 'offsets' | 'read', batch: SandboxBatch): Frame {
  const [name] = tell([batch], op);
  return callNow({ op, batch: name });
}

function dataOfKind<Kind extends BatchData['kind']>(
  batch: SandboxBatch,
  kind: Kind,
): Extract<BatchData, { kind: Kind }> {
  if (batch.kind !== kind) throw new RangeError(`Expected a batch of ${kind}, received ${batch.kind}.`);
  return batch.data as Extract<BatchData, { kind: Kind }>;
}

function requireBatch(value: unknown, where: string): State {
  const state = stateOf(value);
  if (state === null)
    throw new TypeError(`${where} received ${value === null ? 'null' : typeof value}; expected a Batch.`);
  return state;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
