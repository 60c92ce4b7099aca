import { DIGITS, loadMnist } from '../../data/mnist.ts';
import { classShares } from '../../metrics/class-shares.ts';
import { defineNeuralBenchmark } from '../benchmark.ts';
import { createDigits } from '../digits.ts';
import { card } from './card.ts';

export default defineNeuralBenchmark(card, (params, engine) => {
  const { training } = loadMnist();
  return createDigits(card, engine, params, {
    frequencies: classShares(training.labels, DIGITS),
    draw: (units, rng) => rng.choose(training.count, units),
  });
});
