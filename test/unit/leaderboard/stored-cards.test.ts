import { expect, it } from 'vitest';
import { BENCHMARKS } from '#benchmarks/suite/catalog.ts';
import { benchmarkCardJson } from '#leaderboard/catalog/cards.ts';

it.each(BENCHMARKS.map(({ card }) => [`${card.id}@${card.version}`, card] as const))(
  'the card of %s is stored as plain JSON',
  (_, card) => {
    const stored = benchmarkCardJson(card);
    // Neither functions nor undefined values: the database's client refuses a card that holds one.
    expect(JSON.parse(JSON.stringify(stored))).toStrictEqual(stored);
  },
);
