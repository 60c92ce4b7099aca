/** The standard normal distribution function by table, for inner loops: cubic Hermite interpolation between exact values. */
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

/** Φ(z), absolute error under 3e-10; exactly 0 below −6.5 and 1 above 6.5. */
export function tabledNormalCdf(z: number): number {
  if (z <= -NORMAL_REACH) return 0;
  if (z >= NORMAL_REACH) return 1;
  if (Number.isNaN(z)) return z;
  const at = (z + NORMAL_REACH) * PER_UNIT;
  // The sum can round up to the table's end.
  const i = Math.min(at | 0, SIZE - 2);
  const t = at - i;
  const low = VALUES[i] as number;
  const rise = (VALUES[i + 1] as number) - low;
  const start = SLOPES[i] as number;
  const end = SLOPES[i + 1] as number;
  return low + t * (start + t * (3 * rise - 2 * start - end + t * (start + end - 2 * rise)));
}
