/** The batches that a module was handed in one generation, by name, and what it makes of them. */
import { Batch, type BatchData } from '../../numerics/batch.ts';
import { contentsOf } from '../../numerics/origins.ts';
import type { ExampleShape, HookContext } from '../../strategies/strategy.ts';
import { type Handle, handleOf } from '../handle.ts';
import { SandboxFault } from './fault.ts';
import type { Numbers } from './frames.ts';
import { MAX_ALL_BATCHES, MAX_BATCH_SIZES } from './limits.ts';
import type { Node } from './messages.ts';

/** How a batch is made of others. */
export type Recipe = Extract<Node, { id: string; of: unknown }>;

export class LentBatches {
  readonly #batches = new Map<string, Batch>();
  readonly #maxUnits: number;
  readonly #shape: ExampleShape;
  #units = 0;
  #given = 0;

  /** @param totalSize M */
  constructor({ generation, totalSize, shape }: Pick<HookContext, 'generation' | 'totalSize' | 'shape'>) {
    this.#shape = shape;
    this.#maxUnits = (MAX_BATCH_SIZES + 2 * generation) * totalSize;
  }

  /** Names a batch for the module. */
  give(batch: Batch): Handle {
    const name = `h${this.#given++}`;
    this.#batches.set(name, batch);
    return handleOf(name, batch);
  }

  /** @throws SandboxFault for a name that was not given in this generation */
  get(name: string): Batch {
    const batch = this.#batches.get(name);
    if (batch === undefined)
      throw new SandboxFault(
        'It named a batch that it was not handed in this generation; what must last goes through memory.keep.',
      );
    return batch;
  }

  /** Units that a module asks for, or makes: nobody's memory is without end. @throws SandboxFault */
  requireRoom(units: number, what: string): void {
    if (units > this.#maxUnits)
      throw new SandboxFault(
        `It ${what} ${units} units; expected at most ${this.#maxUnits} in one batch of this generation.`,
      );
    this.#units += units;
    if (this.#units > MAX_ALL_BATCHES * this.#maxUnits)
      throw new SandboxFault(
        `It made and asked for more than ${MAX_ALL_BATCHES * this.#maxUnits} units in one generation.`,
      );
  }

  /** Makes what the module says of batches that it was handed, and names it. @throws SandboxFault, and what batches refuse */
  make(node: Recipe, arrays: readonly Numbers[]): void {
    this.name(node.id, this.#made(node, arrays));
  }

  /** Gives a batch the name that the module chose. @throws SandboxFault where another one has it */
  name(id: string, batch: Batch): void {
    if (this.#batches.has(id)) throw new SandboxFault('It named two batches alike.');
    this.#batches.set(id, batch);
  }

  /** The arrays that show a batch's examples and weights. */
  show(name: string): readonly Numbers[] {
    const { data, weights } = contentsOf(this.get(name));
    const shown = data.kind === 'sequences' ? [data.tokens, data.offsets] : [data.values];
    return weights === null ? shown : [...shown, weights];
  }

  /** Where each sequence begins, and where the last one ends. @throws SandboxFault where examples are none */
  offsets(name: string): Int32Array {
    const { data } = contentsOf(this.get(name));
    if (data.kind !== 'sequences') throw new SandboxFault('It asked for offsets of examples that are no sequences.');
    return data.offsets;
  }

  #made(node: Recipe, arrays: readonly Numbers[]): Batch {
    switch (node.make) {
      case 'take': {
        const of = this.get(node.of);
        const indices = numbersAt(arrays, node.indices, Int32Array);
        this.requireRoom(unitsOf(of, indices), 'took');
        return of.take(indices);
      }
      case 'concat': {
        const parts = node.of.map((name) => this.get(name));
        this.requireRoom(
          parts.reduce((sum, { units }) => sum + units, 0),
          'joined',
        );
        return Batch.concat(parts);
      }
      case 'head': {
        const of = this.get(node.of);
        this.requireRoom(Math.min(node.units, of.units), 'took the first');
        return of.head(node.units);
      }
      case 'weights': {
        const of = this.get(node.of);
        this.requireRoom(of.units, 'weighted');
        return of.withWeights(numbersAt(arrays, node.weights, Float64Array));
      }
      case 'data': {
        const of = this.get(node.of);
        this.requireRoom(of.units, 'rewrote');
        return of.withData(this.#rewritten(contentsOf(of).data, arrays, node.values));
      }
    }
  }

  /** The same examples with other values; what has no size of its own is none. @throws SandboxFault */
  #rewritten(before: BatchData, arrays: readonly Numbers[], at: number): BatchData {
    if (before.kind === 'sequences') {
      const tokens = numbersAt(arrays, at, Int32Array);
      const known = this.#shape.kind === 'sequences' ? this.#shape.tokens : 0;
      const wrong = tokens.findIndex((token) => token < 0 || token >= known);
      if (wrong >= 0) throw new SandboxFault(`It wrote the token ${tokens[wrong]}; expected 0 to ${known - 1}.`);
      return { ...before, tokens };
    }
    if (before.kind === 'pixels') return { ...before, values: numbersAt(arrays, at, Uint8Array) };
    const values = numbersAt(arrays, at, Float64Array);
    const wrong = values.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) throw new SandboxFault(`It wrote ${values[wrong]} as value ${wrong}; expected finite numbers.`);
    return { ...before, values };
  }
}

/** Units of chosen examples. @throws SandboxFault for an index outside */
function unitsOf(batch: Batch, indices: Int32Array): number {
  let units = 0;
  for (const index of indices) {
    if (index < 0 || index >= batch.count)
      throw new SandboxFault(`It took index ${index}; expected 0 to ${batch.count - 1}, one of the batch’s examples.`);
    units += batch.unitsOf(index);
  }
  return units;
}

function numbersAt<Kind extends Numbers>(
  arrays: readonly Numbers[],
  at: number,
  kind: { new (length: number): Kind; readonly name: string },
): Kind {
  const numbers = arrays[at];
  if (numbers instanceof kind) return numbers;
  throw new SandboxFault(`It sent no ${kind.name} where one was expected.`);
}
