/**
 * The sliced 2-Wasserstein distance between Gaussian mixtures in the plane (Rabin, Peyré, Delon & Bernot 2011; Bonneel et
 * al. 2015): the mean over directions of the squared distance on the line. A projected mixture is a mixture of normals on
 * the line with a known distribution function, so no sample is drawn and the measure has no noise floor: equal mixtures
 * are at distance exactly 0.
 */
import type { Mixture2d } from './mixture-2d.ts';
import { addNormalCdf, NORMAL_REACH } from './normal-table.ts';
import { type PiecewiseCdf, squaredW2OnLine } from './piecewise-cdf.ts';

/** Directions of the half circle, evenly spaced; prime, so that no symmetry of a ring of eight resonates with them. */
export const PROJECTIONS = 23;
/** Nodes a component, evenly spaced within ±6.5 standard deviations. */
const NODES = 64;

/** Measures the distance of mixtures to one target; the target's projections are computed once. */
export class SlicedWasserstein {
  readonly #target: readonly PiecewiseCdf[];

  constructor(target: Mixture2d) {
    this.#target = directions().map(([cos, sin]) => projectMixture(target, cos, sin));
  }

  /** Mean over the fixed directions of the squared 1-D 2-Wasserstein distance. */
  squared(mixture: Mixture2d): number {
    const squares = directions().map(([cos, sin], p) =>
      squaredW2OnLine(projectMixture(mixture, cos, sin), this.#target[p] as PiecewiseCdf),
    );
    return squares.reduce((sum, square) => sum + square, 0) / PROJECTIONS;
  }
}

function directions(): readonly (readonly [cos: number, sin: number])[] {
  return Array.from({ length: PROJECTIONS }, (_, p) => {
    const angle = (Math.PI * (p + 0.5)) / PROJECTIONS;
    return [Math.cos(angle), Math.sin(angle)] as const;
  });
}

/**
 * The distribution of a mixture along (cos, sin): its exact distribution function at nodes around every component,
 * so that the resolution follows each component's own scale; linear between them.
 */
export function projectMixture({ weights, means, covariances }: Mixture2d, cos: number, sin: number): PiecewiseCdf {
  const k = weights.length;
  const centres = new Float64Array(k);
  const deviations = new Float64Array(k);
  const runs = new Float64Array(k * NODES);
  for (let j = 0; j < k; j++) {
    const [xx, xy, yy] = [
      covariances[3 * j] as number,
      covariances[3 * j + 1] as number,
      covariances[3 * j + 2] as number,
    ];
    const centre = cos * (means[2 * j] as number) + sin * (means[2 * j + 1] as number);
    const deviation = Math.sqrt(cos * cos * xx + 2 * cos * sin * xy + sin * sin * yy);
    centres[j] = centre;
    deviations[j] = deviation;
    for (let i = 0; i < NODES; i++)
      runs[j * NODES + i] = centre + deviation * NORMAL_REACH * ((2 * i) / (NODES - 1) - 1);
  }
  const nodes = mergeRuns(runs, NODES);
  const values = new Float64Array(nodes.length);
  for (let j = 0; j < k; j++) {
    const [weight, centre, deviation] = [weights[j] as number, centres[j] as number, deviations[j] as number];
    // The nodes ascend: those below the component's reach get nothing of it, those above all of it.
    const begin = firstAtOrAbove(nodes, centre, deviation, -NORMAL_REACH);
    const end = firstAtOrAbove(nodes, centre, deviation, NORMAL_REACH);
    addNormalCdf({ weight, centre, deviation }, nodes, values, begin, end);
    for (let i = end; i < nodes.length; i++) values[i] = (values[i] as number) + weight;
  }
  let largest = 0;
  for (let i = 0; i < nodes.length; i++) {
    largest = Math.max(largest, values[i] as number);
    values[i] = largest;
  }
  values[0] = 0;
  values[values.length - 1] = 1;
  return { nodes, values };
}

/** Index of the first of ascending nodes that is at least `z` deviations above the centre. */
function firstAtOrAbove(nodes: Float64Array, centre: number, deviation: number, z: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (((nodes[middle] as number) - centre) / deviation < z) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sorts what consists of ascending runs of one length, by merging neighbours; the runs themselves are lost. */
function mergeRuns(runs: Float64Array, length: number): Float64Array {
  let from: Float64Array = runs;
  let to: Float64Array = new Float64Array(runs.length);
  for (let run = length; run < runs.length; run *= 2) {
    for (let start = 0; start < runs.length; start += 2 * run) {
      const middle = Math.min(start + run, runs.length);
      const end = Math.min(start + 2 * run, runs.length);
      let left = start;
      let right = middle;
      for (let i = start; i < end; i++) {
        if (right === end || (left < middle && (from[left] as number) <= (from[right] as number)))
          to[i] = from[left++] as number;
        else to[i] = from[right++] as number;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}
