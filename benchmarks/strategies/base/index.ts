import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, () => ({
  fit: ({ training }) => ({ training, untrained: true }),
}));
