import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openTurns } from '../../../app/server/turns.ts';

it('a request begins at once where it is the only one of its turn', async () => {
  const turn = openTurns();
  expect(turn()).toBeNull();
  await nextTurn();
  await nextTurn();
  expect(turn()).toBeNull();
});

it('of a burst one begins in each turn, in order, and what else there is comes between', async () => {
  const turn = openTurns();
  const begun: string[] = [];
  const burst = ['a', 'b', 'c', 'd'].map(async (name) => {
    await turn();
    begun.push(name);
  });
  const seen: number[] = [];
  for (let i = 0; i < 6; i++) {
    await nextTurn();
    seen.push(begun.length);
  }
  await Promise.all(burst);
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  // Never two more than the turn before.
  expect(seen.every((count, index) => count - (seen[index - 1] ?? 1) <= 1)).toBe(true);
  expect(turn()).toBeNull();
});
