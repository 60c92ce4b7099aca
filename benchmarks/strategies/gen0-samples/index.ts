import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, () => ({
  compose: ({ size, draw }) => draw(size, { which: 'initial' }),
}));
