import { defineNeuralBenchmark } from '../shared/benchmark.ts';
import { createDigits } from '../shared/digits.ts';
import { card } from './card.ts';
import { longTail } from './distribution.ts';
import statistics from './statistics.json' with { type: 'json' };

export default defineNeuralBenchmark(card, (params, engine) =>
  createDigits(card, engine, params, longTail(), statistics),
);
