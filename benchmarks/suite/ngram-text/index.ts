import { PURE_ENGINE } from '../../protocol/engine.ts';
import { defineBenchmark } from '../shared/benchmark.ts';
import { card } from './card.ts';
import { textWorlds } from './worlds.ts';

export default defineBenchmark(card, (params) => {
  const { text, open, ...own } = textWorlds(params);
  return { ...own, engine: PURE_ENGINE, open: (_, __, learner) => open(text.heldOut, learner) };
});
