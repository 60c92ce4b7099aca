import { drawWithoutReplacement } from '../../../numerics/draw.ts';
import { PURE_ENGINE } from '../../../protocol/engine.ts';
import { defineBenchmark } from '../../shared/benchmark.ts';
import { HELD_OUT_TOKENS } from '../text.ts';
import { textWorlds } from '../worlds.ts';
import { card } from './card.ts';

export default defineBenchmark(card, (params) => {
  const { text, open, ...own } = textWorlds(params);
  return {
    ...own,
    engine: PURE_ENGINE,
    open: (rng, _, learner) =>
      open(drawWithoutReplacement(text.heldOutPool, HELD_OUT_TOKENS, rng.child('held-out')), learner),
  };
});
