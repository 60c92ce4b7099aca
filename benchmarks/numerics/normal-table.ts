/** The standard normal distribution function by table, for an inner loop: cubic Hermite interpolation between exact values. */
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

const PER_UNIT = 64;
/** Where the table ends; beyond, the tail's mass is under 5e-11 and taken as 0. */
export const NORMAL_REACH = 6.5;
const SIZE = 2 * NORMAL_REACH * PER_UNIT + 1;

/** Φ at −6.5 + i/64, and its slope over one step. */
const VALUES = Float64Array.from({ length: SIZE }, (_, i) => normalCdf(i / PER_UNIT - NORMAL_REACH, 0, 1));
const SLOPES = Float64Array.from({ length: SIZE }, (_, i) => {
  const z = i / PER_UNIT - NORMAL_REACH;
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI) / PER_UNIT;
});

/** Of the i-th step low, start, c and d at 4i: Φ(−6.5 + (i + t)/64) = low + t (start + t (c + t d)). */
const STEPS = Float64Array.from({ length: 4 * (SIZE - 1) }, (_, at) => {
  const i = at >> 2;
  const low = VALUES[i] as number;
  const rise = (VALUES[i + 1] as number) - low;
  const start = SLOPES[i] as number;
  const end = SLOPES[i + 1] as number;
  return [low, start, 3 * rise - 2 * start - end, start + end - 2 * rise][at & 3] as number;
});

/**
 * Adds weight·Φ(z) to `into` at from…to, z = (node − centre)/deviation in (−6.5, 6.5) for ascending nodes; absolute error of Φ under 3e-10,
 * nothing where z is exactly −6.5.
 */
export function addNormalCdf(
  { weight, centre, deviation }: { readonly weight: number; readonly centre: number; readonly deviation: number },
  nodes: Float64Array,
  into: Float64Array,
  from: number,
  to: number,
): void {
  const steps = STEPS;
  const last = SIZE - 2;
  for (let i = from; i < to; i++) {
    const z = ((nodes[i] as number) - centre) / deviation;
    if (z <= -NORMAL_REACH) continue;
    const at = (z + NORMAL_REACH) * PER_UNIT;
    // The sum can round up to the table's end.
    const step = Math.min(at | 0, last);
    const t = at - step;
    const s = 4 * step;
    const inner = (steps[s + 2] as number) + t * (steps[s + 3] as number);
    const cdf = (steps[s] as number) + t * ((steps[s + 1] as number) + t * inner);
    into[i] = (into[i] as number) + weight * cdf;
  }
}
