import { expect, it } from 'vitest';
import type { LedgerEntry } from '#benchmarks/protocol/ledger.ts';
import { ledgerViews } from '#leaderboard/submissions/ledger.ts';
import { MAX_GENERATIONS, shownGenerations } from '#leaderboard/submissions/shown-generations.ts';
import { pointsOf } from '#leaderboard/submissions/trajectories.ts';

it.each([0, 1, 2, 501, MAX_GENERATIONS])('all of %i generations are shown', (length) => {
  expect(shownGenerations(length)).toEqual(Array.from({ length }, (_, generation) => generation));
});

it.each([MAX_GENERATIONS + 1, 5000, 100_001])('of %i generations as many as a page can draw', (length) => {
  const shown = shownGenerations(length);
  expect([shown.length, shown[0], shown.at(-1)]).toEqual([MAX_GENERATIONS, 0, length - 1]);
  expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
});

it('a long trajectory and a long ledger have the same generations', () => {
  const length = 100_001;
  const entry: Omit<LedgerEntry, 'generation'> = {
    realFresh: 1,
    realRetained: 0,
    synthetic: [],
    trainingSize: 1,
    poolSize: 1,
    weightShare: 0,
    sampled: 1,
    simulated: 0,
    verifierCalls: 0,
    teacherCalls: 0,
    reads: [],
    epochs: 1,
  };
  const points = pointsOf([Array.from({ length }, (_, generation) => generation)]);
  const views = ledgerViews([Array.from({ length }, (_, generation) => ({ generation, ...entry }))]);
  expect(points.map(({ generation }) => generation)).toEqual(shownGenerations(length));
  expect(views.map(({ generation }) => generation)).toEqual(shownGenerations(length));
  expect(points.at(-1)).toMatchObject({ generation: length - 1, mean: length - 1, seeds: 1 });
});
