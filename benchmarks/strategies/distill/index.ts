import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ weight }) => ({
  fit: ({ training }) => ({ training, distill: { teacher: 'initial', weight } }),
}));
