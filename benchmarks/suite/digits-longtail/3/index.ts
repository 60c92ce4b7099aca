import { loadMnist } from '../../../data/mnist.ts';
import { defineNeuralBenchmark } from '../../shared/benchmark.ts';
import { createDigitWorlds } from '../../shared/digits-worlds.ts';
import { card } from './card.ts';
import statistics from './statistics.json' with { type: 'json' };
import { permutedTail } from './worlds.ts';

export default defineNeuralBenchmark(card, (params, engine) =>
  createDigitWorlds(card, engine, params, permutedTail(loadMnist().training), statistics.truth),
);
