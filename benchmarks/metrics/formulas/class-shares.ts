/** Which classes a model's samples show, as a fixed classifier names them. */

/** A class counts as alive while it has this much of its true share. */
const ALIVE_SHARE = 0.25;

/** Share of each class. predicted `[n]` → `[classes]` */
export function classShares(predicted: Uint8Array, classes: number): Float64Array {
  const shares = new Float64Array(classes);
  for (const label of predicted) shares[label] = (shares[label] as number) + 1 / predicted.length;
  return shares;
}

/** −Σ p ln p, nats; range [0, ln classes]. */
export function classEntropy(shares: Float64Array): number {
  return shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
}

/** Number of classes with at least a quarter of their true share. */
export function classesAlive(shares: Float64Array, truth: Float64Array): number {
  return shares.reduce((sum, share, i) => sum + (share >= ALIVE_SHARE * (truth[i] as number) ? 1 : 0), 0);
}

/** Mean of min(1, share / true share) over some classes; range [0, 1]. */
export function classRecall(shares: Float64Array, truth: Float64Array, classes: readonly number[]): number {
  const parts = classes.map((label) => Math.min(1, (shares[label] as number) / (truth[label] as number)));
  return parts.reduce((sum, part) => sum + part, 0) / classes.length;
}

/**
 * Mean over the three rarest classes of min(1, share / share in generation 0); range [0, 1]. One that generation 0 doesn't show can't
 * be lost and is left out; null where that is all of them.
 */
export function classSurvival(shares: Float64Array, initial: Float64Array, truth: Float64Array): number | null {
  const shown = rarestClasses(truth).filter((label) => (initial[label] as number) > 0);
  return shown.length === 0 ? null : classRecall(shares, initial, shown);
}

/** Number of classes with at least a quarter of their share in generation 0, of those that it shows. */
export function classesSurviving(shares: Float64Array, initial: Float64Array): number {
  return classesAlive(
    shares.filter((_, label) => (initial[label] as number) > 0),
    initial.filter((share) => share > 0),
  );
}

/** The three rarest classes. */
export function rarestClasses(frequencies: Float64Array): readonly number[] {
  return Array.from(frequencies.keys())
    .sort((a, b) => (frequencies[a] as number) - (frequencies[b] as number))
    .slice(0, 3);
}

/** The three commonest classes. */
export function commonestClasses(frequencies: Float64Array): readonly number[] {
  return Array.from(frequencies.keys())
    .sort((a, b) => (frequencies[b] as number) - (frequencies[a] as number))
    .slice(0, 3);
}
