/** How the frequencies of `digits-drift` turn: the ten digits stand on a ring, and what is common moves round it. */
import { DIGITS } from '../../data/mnist.ts';
import type { DigitClasses } from '../shared/digits-draw.ts';

/** How far the crest moves in a generation, in places of the ring: at generation 10 it stands opposite to where it began. */
export const STEP = 0.5;
/** Every so many generations the frequencies are the same again, of other digits. */
export const STATES = 2;
/** A digit at distance d from the crest has a frequency proportional to (1 + d)^−1.9. */
const EXPONENT = 1.9;

/** Frequencies at a generation, by place on the ring, sum 1. `[10]` */
export function ringFrequencies(generation: number): Float64Array {
  const heights = Float64Array.from({ length: DIGITS }, (_, place) =>
    Math.exp(-EXPONENT * Math.log1p(distance(place, STEP * generation))),
  );
  const total = heights.reduce((sum, height) => sum + height, 0);
  return heights.map((height) => height / total);
}

/** Round the ring, the shorter way: 0 to 5. */
function distance(place: number, crest: number): number {
  const ahead = placesAhead(place, crest);
  return Math.min(ahead, DIGITS - ahead);
}

/** Until the crest comes to a place: 0 to below 10. */
function placesAhead(place: number, crest: number): number {
  return (place - (crest % DIGITS) + DIGITS) % DIGITS;
}

/** The classes of a generation, from common to rare; of two that are as common, the one that becomes more common first. `ring`: digits by place */
export function classesOn(ring: readonly number[], generation: number): DigitClasses {
  const frequencies = ringFrequencies(generation);
  const crest = STEP * generation;
  const places = Array.from(ring.keys()).sort((a, b) => {
    const difference = (frequencies[b] as number) - (frequencies[a] as number);
    // Rounding may tell equal distances apart.
    return Math.abs(difference) > 1e-12 ? difference : placesAhead(a, crest) - placesAhead(b, crest);
  });
  return {
    order: places.map((place) => ring[place] as number),
    frequencies: Float64Array.from(places, (place) => frequencies[place] as number),
  };
}
