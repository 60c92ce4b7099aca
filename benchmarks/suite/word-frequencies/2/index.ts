import { PURE_ENGINE } from '../../../protocol/engine.ts';
import { defineBenchmark } from '../../shared/benchmark.ts';
import { drawNames, framed } from '../../shared/frame.ts';
import { showReal } from '../show-real.ts';
import { loadWords } from '../words.ts';
import { wordWorld } from '../world.ts';
import { card } from './card.ts';

export default defineBenchmark(card, ({ sampleSize, vocabulary }) => {
  const real = loadWords(vocabulary);
  const world = wordWorld(real.frequencies, sampleSize, `${card.id}@${card.version}`);
  return {
    size: sampleSize,
    engine: PURE_ENGINE,
    truth: world.truth,
    keptUnits: 500,
    open: (rng) => framed(world, drawNames(vocabulary, rng.child('frame'))),
    showReal: (batch) => showReal(batch, real),
  };
});
