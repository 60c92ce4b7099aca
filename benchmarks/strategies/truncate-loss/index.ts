import { defineStrategy } from '../strategy.ts';
import { card, FOCUS, GAMMA } from './card.ts';

export default defineStrategy(card, ({ share, by, gamma = GAMMA, focus = FOCUS }) => ({
  fit({ training }) {
    const truncate = { share: { share }, confidence: { confidence: gamma }, focal: { focus } }[by ?? 'share'];
    return { training, truncate };
  },
}));
