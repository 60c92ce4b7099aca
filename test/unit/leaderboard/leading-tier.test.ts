import { describe, expect, it } from 'vitest';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import { leadingTier } from '#leaderboard/boards/leading-tier.ts';

const claim = (tier: Tier, ranked: number, vouched: number) => ({ tier, ranked, vouched });

describe('the tier that a page shows', () => {
  it('is standard wherever it has ranked entries, however many another tier has', () => {
    expect(leadingTier([claim('quick', 400, 900), claim('full', 20, 30), claim('standard', 1, 3)])).toBe('standard');
  });

  it('is else the first with ranked entries, the larger one first', () => {
    expect(leadingTier([claim('standard', 0, 9), claim('quick', 3, 5), claim('full', 1, 3)])).toBe('full');
    expect(leadingTier([claim('standard', 0, 9), claim('quick', 3, 5)])).toBe('quick');
  });

  it('is without ranks the first with entries that the site answers for', () => {
    expect(leadingTier([claim('smoke', 0, 2), claim('quick', 0, 2), claim('standard', 0, 0)])).toBe('quick');
    expect(leadingTier([claim('smoke', 0, 2)])).toBe('smoke');
  });

  it('is standard where strangers alone have sent something, or nobody', () => {
    expect(leadingTier([claim('smoke', 0, 0), claim('quick', 0, 0)])).toBe('standard');
    expect(leadingTier([])).toBe('standard');
  });
});
