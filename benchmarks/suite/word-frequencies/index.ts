import { PURE_ENGINE } from '../../protocol/engine.ts';
import { defineBenchmark } from '../shared/benchmark.ts';
import { card } from './card.ts';
import { showReal } from './show-real.ts';
import { loadWords } from './words.ts';
import { wordWorld } from './world.ts';

export default defineBenchmark(card, ({ sampleSize, vocabulary }) => {
  const real = loadWords(vocabulary);
  const world = wordWorld(real.frequencies, sampleSize, `${card.id}@${card.version}`);
  return {
    size: sampleSize,
    engine: PURE_ENGINE,
    truth: world.truth,
    keptUnits: 500,
    open: () => world,
    showReal: (batch) => showReal(batch, real),
  };
});
