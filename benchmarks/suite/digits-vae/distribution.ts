/** The real distribution of digits-vae: MNIST as it is. */
import { DIGITS, loadMnist } from '../../data/mnist.ts';
import { classShares } from '../../metrics/formulas/class-shares.ts';
import type { DigitDistribution } from '../shared/digits-metrics.ts';

export function allDigits(): DigitDistribution {
  const { training } = loadMnist();
  return {
    frequencies: classShares(training.labels, DIGITS),
    draw: (units, rng) => rng.choose(training.count, units),
  };
}
