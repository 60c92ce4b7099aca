import { expect, it } from 'vitest';
import { sortByColumn } from '#leaderboard/boards/column-order.ts';

interface Item {
  readonly name: string;
  readonly complete: boolean;
  readonly value: number | null;
}

const ITEMS: readonly Item[] = [
  { name: 'partial, best', complete: false, value: 99 },
  { name: 'complete, none', complete: true, value: null },
  { name: 'complete, low', complete: true, value: 1 },
  { name: 'partial, none', complete: false, value: null },
  { name: 'partial, worst', complete: false, value: 0 },
  { name: 'complete, high', complete: true, value: 50 },
  { name: 'complete, high too', complete: true, value: 50 },
];

const sorted = (key: (value: number) => number): string[] =>
  sortByColumn(ITEMS, {
    isComplete: ({ complete }) => complete,
    key: ({ value }) => (value === null ? null : key(value)),
  }).map(({ name }) => name);

it('puts no partial entry before a complete one, in either direction of a column', () => {
  expect(sorted((value) => value)).toEqual([
    'complete, low',
    'complete, high',
    'complete, high too',
    'complete, none',
    'partial, worst',
    'partial, best',
    'partial, none',
  ]);
  expect(sorted((value) => -value)).toEqual([
    'complete, high',
    'complete, high too',
    'complete, low',
    'complete, none',
    'partial, best',
    'partial, worst',
    'partial, none',
  ]);
});
