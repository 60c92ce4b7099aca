import { grownUnits } from '../../numerics/draw.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

/** A training set of one coordinate takes 400 MB here. */
const MOST_UNITS = 50_000_000;

export default defineStrategy(card, ({ power }) => ({
  compose({ generation, size, base }) {
    const units = grownUnits(size, generation + 1, power);
    if (units > MOST_UNITS)
      throw new HeirloomError(
        'run-failed',
        `grow asks for ${units} examples in generation ${generation}; expected at most ${MOST_UNITS}. Run fewer generations, or lower power=${power}.`,
      );
    return base(units);
  },
}));
