import { loadMnist } from '../../data/mnist.ts';
import { defineNeuralBenchmark } from '../benchmark.ts';
import { createDigits } from '../digits.ts';
import { card } from './card.ts';
import { drawLongTail, FREQUENCIES } from './long-tail.ts';

export default defineNeuralBenchmark(card, (params, engine) => {
  const { labels } = loadMnist().training;
  return createDigits(card, engine, params, {
    frequencies: FREQUENCIES,
    draw: (units, rng) => drawLongTail(labels, units, rng),
  });
});
