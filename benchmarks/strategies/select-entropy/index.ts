import { roomToDraw } from '../drawing.ts';
import { farthestFirst, pointsOf } from '../points.ts';
import { defineStrategy } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ pool }) => ({
  async sample(context) {
    const { units, draw } = context;
    const batch = await draw(roomToDraw(context, units, Math.ceil(pool * units - 1e-9)));
    return batch.take(farthestFirst(pointsOf(batch), units).sort());
  },
}));
