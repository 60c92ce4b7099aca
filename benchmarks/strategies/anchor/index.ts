import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ strength }) => ({
  fit: ({ training }) => ({ training, anchor: { model: 'initial', strength } }),
}));
