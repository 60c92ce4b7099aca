/**
 * The learner of `facts-counts`: how often each value was told of each person and attribute. It answers as often with a value as that
 * was told, the maximum-likelihood estimate; of what nobody told it, it makes an even guess among the values that there are.
 */
import { AliasTable } from '../numerics/alias-table.ts';
import { Batch } from '../numerics/batch.ts';
import type { Stream } from '../numerics/stream.ts';
import { Divergence, type Learner } from './learner.ts';

export interface Associations {
  /** Weight with which each value was told: by person, then attribute, then value `[people · Σ options]`. */
  readonly told: Float64Array;
  /** The same of all values together: by person, then attribute `[people · attributes]`. */
  readonly totals: Float64Array;
}

export interface Subjects {
  /** With which probability a statement is about each person, sum 1 `[people]`. Given: what is learnt is what is told of them. */
  readonly popularity: Float64Array;
  /** Values that each attribute can have. */
  readonly options: readonly number[];
}

export interface AssociationsLearner extends Learner<Associations> {
  /** Probability that the model answers with this value. */
  probability(model: Associations, person: number, attribute: number, value: number): number;
  /** Draws an answer. */
  answer(model: Associations, person: number, attribute: number, rng: Stream): number;
}

/** Columns of a statement. */
const WIDTH = 3;

/** A statement is a row `[person, attribute, value]`: about a person by popularity, an attribute uniformly, and a value as it was told. */
export function associationsLearner({ popularity, options }: Subjects): AssociationsLearner {
  const people = new AliasTable(popularity);
  const starts = options.map((_, i) => options.slice(0, i).reduce((sum, count) => sum + count, 0));
  const width = options.reduce((sum, count) => sum + count, 0);
  const first = (person: number, attribute: number): number => person * width + (starts[attribute] as number);
  const sizeOf = (attribute: number): number => options[attribute] as number;
  const totalOf = ({ totals }: Associations, person: number, attribute: number): number =>
    totals[person * options.length + attribute] as number;
  const probability: AssociationsLearner['probability'] = (model, person, attribute, value) => {
    const total = totalOf(model, person, attribute);
    return total > 0 ? (model.told[first(person, attribute) + value] as number) / total : 1 / sizeOf(attribute);
  };
  const answer: AssociationsLearner['answer'] = (model, person, attribute, rng) => {
    const from = first(person, attribute);
    const size = sizeOf(attribute);
    const total = totalOf(model, person, attribute);
    if (!(total > 0)) return rng.int(size);
    let left = rng.uniform() * total;
    let last = 0;
    for (let value = 0; value < size; value++) {
      const weight = model.told[from + value] as number;
      if (weight > 0) last = value;
      left -= weight;
      if (left < 0) return value;
    }
    // Where the subtractions rounded against us.
    return last;
  };
  return {
    id: 'associations',
    probability,
    answer,
    fit: (training) => {
      const { values } = training.rowData;
      const { weights } = training;
      const told = new Float64Array(popularity.length * width);
      const totals = new Float64Array(popularity.length * options.length);
      let all = 0;
      for (let i = 0; i < training.count; i++) {
        const weight = weights === null ? 1 : (weights[i] as number);
        const person = values[i * WIDTH] as number;
        const attribute = values[i * WIDTH + 1] as number;
        const at = first(person, attribute) + (values[i * WIDTH + 2] as number);
        const pair = person * options.length + attribute;
        told[at] = (told[at] as number) + weight;
        totals[pair] = (totals[pair] as number) + weight;
        all += weight;
      }
      if (!(all > 0)) throw new Divergence("Associations can't be counted in no data.");
      return { model: { told, totals }, epochs: 1, updates: 1 };
    },
    sample: (model, units, rng) =>
      drawStatements(people, options.length, units, rng, (person, attribute) => answer(model, person, attribute, rng)),
    logDensity: (model, batch) =>
      Float64Array.from({ length: batch.count }, (_, i) => {
        const [person, attribute, value] = batch.row(i) as unknown as [number, number, number];
        const share = (popularity[person] as number) / options.length;
        return Math.log(share) + Math.log(probability(model, person, attribute, value));
      }),
  };
}

/** Draws statements of which `tellValue` says the value. */
export function drawStatements(
  people: AliasTable,
  attributes: number,
  units: number,
  rng: Stream,
  tellValue: (person: number, attribute: number) => number,
): Batch {
  const rows = new Float64Array(units * WIDTH);
  for (let at = 0; at < rows.length; at += WIDTH) {
    const person = people.draw(rng);
    const attribute = rng.int(attributes);
    rows[at] = person;
    rows[at + 1] = attribute;
    rows[at + 2] = tellValue(person, attribute);
  }
  return Batch.rows(rows, WIDTH);
}
