/**
 * Where a loss comes from: the primary metric's average A split over the three errors of Shumailov et al. (Nature 2024) by Shapley
 * values (Shapley 1953). Pure arithmetic; what was run is benchmarks/runner/attribution-plan.ts.
 */
import { meanEstimate } from '../numerics/statistics.ts';
import type { Attribution, Part } from '../protocol/attribution.ts';
import { ERRORS, type ErrorKind } from '../protocol/card.ts';
import { CONFIDENCE } from './method.ts';

/** Which knobs are turned, each at most once, in the order of `ERRORS`. */
export type Turned = readonly ErrorKind[];

/** All subsets of some knobs: 2^k, the empty one first. */
export function subsetsOf(knobs: Turned): Turned[] {
  const sets: Turned[] = [[]];
  for (const error of ERRORS.filter((one) => knobs.includes(one))) sets.push(...sets.map((set) => [...set, error]));
  return sets;
}

export const nameOf = (turned: Turned): string => (turned.length === 0 ? 'none' : turned.join('+'));

/**
 * Splits A over the errors.
 * @param knobs those that there are
 * @param averages A of each seed with each subset of the knobs turned, by `nameOf`. `[seeds]` each, paired
 */
export function attribute(knobs: Turned, averages: ReadonlyMap<string, readonly number[]>): Attribution {
  const of = (turned: Turned): readonly number[] => {
    const found = averages.get(nameOf(ERRORS.filter((error) => turned.includes(error))));
    if (!found) throw new TypeError(`No averages with ${nameOf(turned)} turned.`);
    return found;
  };
  const seeds = of([]).length;
  const shapley = (error: ErrorKind): number[] => {
    const phi = new Array<number>(seeds).fill(0);
    if (!knobs.includes(error)) return phi;
    const others = knobs.filter((other) => other !== error);
    for (const set of subsetsOf(others)) {
      const weight = (factorial(set.length) * factorial(others.length - set.length)) / factorial(others.length + 1);
      const [without, having] = [of(set), of([...set, error])];
      for (let s = 0; s < seeds; s++)
        phi[s] = (phi[s] as number) + weight * ((without[s] as number) - (having[s] as number));
    }
    return phi;
  };
  return {
    whole: partOf(of([])),
    parts: {
      statistical: partOf(shapley('statistical')),
      expressivity: partOf(shapley('expressivity')),
      approximation: partOf(shapley('approximation')),
    },
    left: partOf(of(knobs)),
  };
}

function partOf(perSeed: readonly number[]): Part {
  const { value, interval } = meanEstimate(perSeed, CONFIDENCE);
  return { value, interval };
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
