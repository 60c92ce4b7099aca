import { describe, expect, it } from 'vitest';
import { barOf, type RankFacts } from '#benchmarks/board/eligibility.ts';
import { rankRulesOf } from '#benchmarks/suite/manifests.ts';

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
    [{ label: 'reported', verification: 'reported' }, 'reported'],
    [{ label: 'reported', verification: 'recomputed' }, 'reported'],
    [{ label: 'reported', verification: 'reproduced' }, null],
    [{ label: 'reported', verification: 'reproduced', official: false }, 'unofficial'],
    [{ label: 'reported', verification: 'reproduced', spec: 'replace' }, 'control'],
    [{ label: 'reported', verification: 'reproduced', spec: 'gen0-samples' }, 'baseline'],
    [{ label: 'reported', verification: 'refuted' }, 'refuted'],
    [{ verification: 'refuted' }, 'refuted'],
    [{ official: false, tier: 'smoke' }, 'unofficial'],
    [{ tier: 'smoke', division: 'open' }, 'smoke'],
    [{ division: 'open', isComplete: false }, 'open'],
    [{ isComplete: false }, 'incomplete'],
  ])('%j', (change, bar) => {
    expect(barOf({ ...ABLE, ...change })).toBe(bar);
  });

  it.each<[Partial<RankFacts>, ReturnType<typeof barOf>]>([
    [{ low: 0.1 }, null],
    [{ low: 0 }, 'indistinct'],
    [{ low: -3 }, 'indistinct'],
    [{ low: null }, 'indistinct'],
    // Still to come: nothing is known against it.
    [{}, null],
    [{ low: -3, isComplete: false }, 'incomplete'],
    [{ low: 50, role: 'control', sameAs: 'replace' }, 'same'],
  ])('%j, by the rules of suite 0.3', (change, bar) => {
    expect(barOf({ ...ABLE, ...change }, rankRulesOf('0.3'))).toBe(bar);
  });

  it.each(['0.1', '0.2'])('an interval that holds 0 is none by those of suite %s', (suite) => {
    expect(barOf({ ...ABLE, low: -3 }, rankRulesOf(suite))).toBeNull();
  });
});
