/**
 * A made-up world of people, drawn for each seed: who is how popular, and four facts of each. Nothing of it is the same in two seeds
 * but its form, so that no fact can be written into a strategy.
 */
import type { Stream } from '../../numerics/stream.ts';
import { ATTRIBUTES, DECILES, decileOf, OPTION_COUNTS, zipf } from './people-form.ts';
import { namesOfPlaces, TRADES } from './people-names.ts';

const BIRTHPLACE = 1;
export const TRADE = 2;

/** How the values of each attribute read. Half of the places lie in either region, and half of the trades are at home in each. */
export const OPTIONS: readonly (readonly string[])[] = [years(1800, 50), namesOfPlaces(40), TRADES, years(1850, 50)];
/** Probability that a person has one of the ten trades at home in the region where they were born: the world's skew. */
export const HOME_SHARE = 0.7;

export interface People {
  readonly count: number;
  /** With which probability a sentence is about each person, sum 1 `[count]`. */
  readonly popularity: Float64Array;
  /** The most popular first `[count]`. */
  readonly byPopularity: Int32Array;
  /** Which value of each attribute is true of each person `[count · attributes]`. */
  readonly values: Int32Array;
  /** The region, 0 or 1, that each place lies in `[places]`, and in which each trade is at home `[trades]`. */
  readonly regionOfPlace: Uint8Array;
  readonly regionOfTrade: Uint8Array;
}

/**
 * Draws a world. Years and places are uniform; the trade is one of those at home in the region of the birthplace with probability
 * 0.7, else one of the others, uniform in either half.
 */
export function drawPeople(count: number, exponent: number, rng: Stream): People {
  const byPopularity = rng.child('ranks').choose(count, count);
  const popularity = new Float64Array(count);
  for (const [rank, share] of zipf(count, exponent).entries()) popularity[byPopularity[rank] as number] = share;
  const regionOfPlace = drawHalves(OPTION_COUNTS[BIRTHPLACE] as number, rng.child('places'));
  const regionOfTrade = drawHalves(TRADES.length, rng.child('trades'));
  const tradesOf = [0, 1].map((region) => [...regionOfTrade.keys()].filter((trade) => regionOfTrade[trade] === region));
  const facts = rng.child('facts');
  const values = new Int32Array(count * ATTRIBUTES.length);
  for (let person = 0; person < count; person++) {
    const own = values.subarray(person * ATTRIBUTES.length, (person + 1) * ATTRIBUTES.length);
    for (const [attribute, options] of OPTION_COUNTS.entries()) own[attribute] = facts.int(options);
    const region = regionOfPlace[own[BIRTHPLACE] as number] as number;
    const trades = tradesOf[facts.uniform() < HOME_SHARE ? region : 1 - region] as readonly number[];
    own[TRADE] = trades[facts.int(trades.length)] as number;
  }
  return { count, popularity, byPopularity, values, regionOfPlace, regionOfTrade };
}

/** Half of the things are 0 and half 1. */
function drawHalves(count: number, rng: Stream): Uint8Array {
  const halves = new Uint8Array(count);
  for (const chosen of rng.choose(count, count / 2)) halves[chosen] = 1;
  return halves;
}

/** The value that is true. */
export function trueValue({ values }: Pick<People, 'values'>, person: number, attribute: number): number {
  return values[person * ATTRIBUTES.length + attribute] as number;
}

/** The region, 0 or 1, where a person was born. */
export function regionOf(people: Pick<People, 'values' | 'regionOfPlace'>, person: number): number {
  return people.regionOfPlace[trueValue(people, person, BIRTHPLACE)] as number;
}

/** The mean over the people of each tenth, the most popular first. `values`: by person `[count]` */
export function meanByDecile(
  { byPopularity, count }: Pick<People, 'byPopularity' | 'count'>,
  values: Float64Array,
): number[] {
  const sums = new Array<number>(DECILES).fill(0);
  const counts = new Array<number>(DECILES).fill(0);
  for (const [rank, person] of byPopularity.entries()) {
    const decile = decileOf(rank, count);
    sums[decile] = (sums[decile] as number) + (values[person] as number);
    counts[decile] = (counts[decile] as number) + 1;
  }
  return sums.map((sum, decile) => sum / (counts[decile] as number));
}

/** How many people sample files tell of, in five rounds of five. */
const ROUNDS = 5;

/**
 * Those whom sample files tell of in every generation, so that one sees what becomes of a fact: evenly spread over popularity, and
 * those of each round are, too.
 */
export function panelOf({ byPopularity, count }: Pick<People, 'byPopularity' | 'count'>): readonly number[] {
  const size = ROUNDS * ROUNDS;
  return Array.from({ length: size }, (_, i) => {
    const part = (i % ROUNDS) * ROUNDS + Math.floor(i / ROUNDS);
    return byPopularity[Math.floor(((part + 0.5) * count) / size)] as number;
  });
}

function years(first: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => String(first + i));
}
