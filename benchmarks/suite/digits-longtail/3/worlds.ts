/** The worlds of digits-longtail: few digits are common and most are rare, and which ones is each seed's own. */
import type { LabelledImages } from '../../../data/mnist.ts';
import { drawDigits } from '../../shared/digits-draw.ts';
import { rankedDigits } from '../../shared/digits-ranks.ts';
import type { DigitWorlds } from '../../shared/digits-worlds.ts';
import { card } from './card.ts';

/** By rank, sum 1. `[10]` */
const FREQUENCIES = Float64Array.from(card.frequencies);

export function permutedTail({ labels }: LabelledImages): DigitWorlds {
  return {
    classesAt: (seed) => ({ order: rankedDigits(`${card.id}@${card.version}`, seed), frequencies: FREQUENCIES }),
    draw: (classes, units, rng) => drawDigits(labels, classes, units, rng),
    checksFrequencies: false,
  };
}
