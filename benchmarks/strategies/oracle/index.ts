import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, () => ({
  compose: ({ real, size }) => real.fresh(size),
}));
