import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ radius, steps }) => ({
  fit: ({ training }) => ({ training, adversarial: { radius, steps } }),
}));
