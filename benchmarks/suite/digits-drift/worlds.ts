/** The worlds of digits-drift: the digits stand on the ring in an order of the seed's own, and the crest moves. */
import type { LabelledImages } from '../../data/mnist.ts';
import { drawDigits } from '../shared/digits-draw.ts';
import { rankedDigits } from '../shared/digits-ranks.ts';
import type { DigitWorlds } from '../shared/digits-worlds.ts';
import { card } from './card.ts';
import { classesOn } from './ring.ts';

export function turningDigits({ labels }: LabelledImages): DigitWorlds {
  return {
    classesAt: (seed, generation) => classesOn(rankedDigits(`${card.id}@${card.version}`, seed), generation),
    draw: (classes, units, rng) => drawDigits(labels, classes, units, rng),
    checksFrequencies: true,
  };
}
