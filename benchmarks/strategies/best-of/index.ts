import type { Batch } from '../../numerics/batch.ts';
import { MAX_EXTERNAL_PER_SIZE } from '../../protocol/division-limits.ts';
import { densityPerUnit, firstInOrder, roomToDraw } from '../drawing.ts';
import { defineStrategy, type SampleContext } from '../strategy.ts';
import { card } from './card.ts';

export default defineStrategy(card, ({ k, judge, accuracy }) => ({
  async sample(context) {
    const { units, draw } = context;
    const batch = await draw(roomToDraw(context, units, k * units));
    const scores =
      judge === 'likelihood' ? await densityPerUnit(context, 'last', batch) : await answers(context, batch, accuracy);
    return firstInOrder(batch, byPlace(scores, k), units);
  },
}));

/** The check's answers, 1 for accepted, on as many of the first units as its calls last for; 0 on the others `[count]`. */
async function answers({ totalSize, spent, verify }: SampleContext, batch: Batch, accuracy: number) {
  const asked = batch.head(Math.max(0, MAX_EXTERNAL_PER_SIZE * totalSize - spent().verifierCalls));
  const scores = new Float64Array(batch.count);
  if (asked.count > 0) scores.set(await verify(asked, accuracy));
  return scores;
}

/**
 * Indices of examples in consecutive groups of k: the best of every group first, then the second best of every group, and so on;
 * ties by position.
 */
export function byPlace(scores: Float64Array, k: number): number[] {
  const places: number[][] = Array.from({ length: k }, () => []);
  for (let start = 0; start < scores.length; start += k) {
    const group = Array.from(scores.subarray(start, start + k).keys(), (i) => start + i);
    group.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
    for (const [place, i] of group.entries()) places[place]?.push(i);
  }
  return places.flat();
}
