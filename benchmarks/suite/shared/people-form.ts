/** The form of the made-up world of people, which is no seed's: counts and arithmetic, as light as a card. */

/** What is told of each person, in this order: a year, a place, a trade, and the year of the one dated event. */
export const ATTRIBUTES = ['birth-year', 'birthplace', 'trade', 'crossing-year'] as const;
/** How many values each attribute has. */
export const OPTION_COUNTS: readonly number[] = [50, 40, 20, 50];

/** People that can be told apart by names of two words. */
export const MOST_PEOPLE = 20_000;

/** The parts of the people that results are told apart by: tenths of equally many. */
export const DECILES = 10;

/** Popularity by rank from 1: in proportion to r^(−exponent), sum 1 `[count]` (Zipf). */
export function zipf(count: number, exponent: number): Float64Array {
  const raw = Float64Array.from({ length: count }, (_, i) => Math.exp(-exponent * Math.log(i + 1)));
  const total = raw.reduce((sum, value) => sum + value, 0);
  return raw.map((value) => value / total);
}

/** The tenth that a rank of popularity, from 0, is in: 0 for the most popular. */
export function decileOf(rank: number, count: number): number {
  return Math.floor((rank * DECILES) / count);
}
