/** The worlds of digits-vae: MNIST as it is, the same for every seed. */
import { DIGITS, type LabelledImages } from '../../../data/mnist.ts';
import { classShares } from '../../../metrics/formulas/class-shares.ts';
import type { DigitWorlds } from '../../shared/digits-worlds.ts';

export function allDigits(training: LabelledImages): DigitWorlds {
  const classes = {
    order: Array.from({ length: DIGITS }, (_, digit) => digit),
    frequencies: classShares(training.labels, DIGITS),
  };
  return {
    classesAt: () => classes,
    draw: (_, units, rng) => rng.choose(training.count, units),
    checksFrequencies: false,
  };
}
