import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ value }) => ({
  sample: ({ units, draw }) => draw(units, { temperature: value }),
}));
