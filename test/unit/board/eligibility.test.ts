import { describe, expect, it } from 'vitest';
import { barOf, type RankFacts } from '#benchmarks/board/eligibility.ts';

const ABLE: RankFacts = {
  spec: 'retain',
  label: 'maintained',
  role: 'entry',
  official: true,
  tier: 'standard',
  division: 'retained',
  isComplete: true,
};

describe('what keeps an entry from a rank', () => {
  it.each<[Partial<RankFacts>, ReturnType<typeof barOf>]>([
    [{}, null],
    [{ role: 'control' }, 'control'],
    [{ role: 'baseline', official: false }, 'baseline'],
    [{ spec: 'replace' }, 'replaced'],
    [{ spec: 'replace', label: 'reported' }, 'reported'],
    [{ source: 'own', label: 'reported' }, 'own-controls'],
    [{ label: 'reported', official: false }, 'reported'],
    [{ official: false, tier: 'smoke' }, 'unofficial'],
    [{ tier: 'smoke', division: 'open' }, 'smoke'],
    [{ division: 'open', isComplete: false }, 'open'],
    [{ isComplete: false }, 'incomplete'],
  ])('%j', (change, bar) => {
    expect(barOf({ ...ABLE, ...change })).toBe(bar);
  });
});
