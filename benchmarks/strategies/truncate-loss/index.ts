import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ share }) => ({
  fit: ({ training }) => ({ training, truncate: { share } }),
}));
