/** The shares of the classes among a model's samples, a metric each: how the classes are named differs, by digit or by rank. */
import type { Relation } from '../protocol/metric.ts';
import { shareOf } from './relations.ts';

/** Samples that a model is measured by. */
const MEASURED = 2000;

export const DIGIT_SHARE_IDS: readonly string[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `digit-${digit}-share`);
export const RANK_SHARE_IDS: readonly string[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((rank) => `rank-${rank}-share`);

/** A relation to the shares of all classes, for whichever of their names a benchmark has. */
export function toClassShares(relation: Omit<Relation, 'from'>): Relation[] {
  return [DIGIT_SHARE_IDS, RANK_SHARE_IDS].map((from) => ({ from, ...relation }));
}

const COUNTED: Relation = {
  from: [],
  words: 'a share of 2,000 samples',
  allowed: (_, __, value) => shareOf(MEASURED, value),
};

/** What the share of one of these classes has to be; that of the first follows from the others. `of`: what they are, plural */
export function shareRelations(ids: readonly string[], id: string, of: string): readonly Relation[] {
  if (id !== ids[0]) return [COUNTED];
  const rest: Relation = {
    from: ids.slice(1),
    words: `1 − the shares of the other ${of}`,
    computed: true,
    allowed: (others) => countedShare(MEASURED - others.reduce((n, share) => n + Math.round(share * MEASURED), 0)),
  };
  return [COUNTED, rest];
}

/** The share of a class with so many samples, added up sample by sample as classShares does: not the quotient's last bit. */
function countedShare(count: number): number {
  let share = 0;
  for (let i = 0; i < count; i++) share += 1 / MEASURED;
  return share;
}
