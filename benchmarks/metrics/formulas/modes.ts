/** What became of the true modes, counted in samples of a model. */

/** Known modes in the plane, round and equally wide. */
export interface Modes {
  /** `[k, 2]` */
  readonly centres: Float64Array;
  /** True weight of each, sum 1. `[k]` */
  readonly weights: Float64Array;
  /** Standard deviation, the same in all directions. */
  readonly deviation: number;
}

export interface ModeCounts {
  /** Samples at most `COVERED_RADIUS` deviations from each centre, the nearest. `[k]` */
  readonly near: Float64Array;
  /** Samples inside each mode's 99% disc. `[k]` */
  readonly inside: Float64Array;
  readonly total: number;
}

/** Deviations around a centre that count towards the mode being covered; 86.5% of a true mode. */
export const COVERED_RADIUS = 2;
/** Squared radius of a round Gaussian's 99% disc in variances: −2 ln 0.01, the χ² quantile with 2 degrees of freedom. */
export const DISC_99 = -2 * Math.log(0.01);

/** Squared distance of (x, y) to the nearest centre, in variances, and which one that is. */
export function nearestMode({ centres, deviation }: Modes, x: number, y: number): { mode: number; squared: number } {
  let mode = 0;
  let squared = Number.POSITIVE_INFINITY;
  for (let j = 0; 2 * j < centres.length; j++) {
    const dx = x - (centres[2 * j] as number);
    const dy = y - (centres[2 * j + 1] as number);
    const distance = dx * dx + dy * dy;
    if (distance < squared) {
      squared = distance;
      mode = j;
    }
  }
  return { mode, squared: squared / (deviation * deviation) };
}

/** Assigns samples `[n, 2]` to the modes. */
export function countModes(modes: Modes, samples: Float64Array): ModeCounts {
  const near = new Float64Array(modes.weights.length);
  const inside = new Float64Array(modes.weights.length);
  const total = samples.length / 2;
  for (let i = 0; i < total; i++) {
    const { mode, squared } = nearestMode(modes, samples[2 * i] as number, samples[2 * i + 1] as number);
    if (squared <= DISC_99) inside[mode] = (inside[mode] as number) + 1;
    if (squared <= COVERED_RADIUS * COVERED_RADIUS) near[mode] = (near[mode] as number) + 1;
  }
  return { near, inside, total };
}

/** Whether each mode is covered: at least a quarter of its true weight lies within two deviations. `[k]` */
export function coveredModes({ weights }: Modes, { near, total }: ModeCounts): boolean[] {
  return Array.from(weights, (weight, j) => (near[j] as number) / total >= weight / 4);
}

/** Entropy in nats of the modes' shares among the samples inside any 99% disc; null where there is none. */
export function modeEntropy({ inside }: ModeCounts): number | null {
  const total = inside.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  return inside.reduce((sum, count) => (count > 0 ? sum - (count / total) * Math.log(count / total) : sum), 0);
}

/** Share of the samples outside every mode's 99% disc. Range [0, 1]. */
export function outlierMass({ inside, total }: ModeCounts): number {
  return 1 - inside.reduce((sum, count) => sum + count, 0) / total;
}
