import { describe, expect, it } from 'vitest';
import { type RankCandidate, rankBar } from '#benchmarks/scoring/index.ts';

const ABLE: RankCandidate = {
  role: 'entry',
  official: true,
  tier: 'standard',
  division: 'retained',
  isComplete: true,
};

describe('what keeps an entry from a rank', () => {
  it.each<[Partial<RankCandidate>, ReturnType<typeof rankBar>]>([
    [{}, null],
    [{ role: 'control' }, 'control'],
    [{ role: 'baseline', official: false }, 'baseline'],
    [{ official: false, tier: 'smoke' }, 'unofficial'],
    [{ tier: 'smoke', division: 'open' }, 'smoke'],
    [{ division: 'open', isComplete: false }, 'open'],
    [{ isComplete: false }, 'incomplete'],
  ])('%j', (change, bar) => {
    expect(rankBar({ ...ABLE, ...change })).toBe(bar);
  });
});
