import { describe, expect, it } from 'vitest';
import { barOf } from '#benchmarks/board/eligibility.ts';
import { canonicalJson, sha256 } from '#benchmarks/protocol/digest.ts';
import { TIERS } from '#benchmarks/protocol/ids.ts';
import { DIVISIONS, type Division } from '#benchmarks/protocol/regime.ts';
import { SCORING_METHOD } from '#benchmarks/scoring/index.ts';
import { BENCHMARKS, benchmarksOf, findCard } from '#benchmarks/suite/catalog.ts';
import {
  findSuite,
  firstSuiteOf,
  isReleased,
  isSuite,
  LATER_SUITES,
  MANIFESTS,
  overallRuleOf,
  rankRulesOf,
  SUITE,
  SUITES,
  suiteEntries,
  suiteOf,
} from '#benchmarks/suite/manifests.ts';
import { entryName } from '#benchmarks/suite/suites/manifest.ts';

/** SHA-256 of the canonical JSON of each released manifest, as it was when it was released. Never to be changed. */
const RELEASED = {
  '0.1': '14fafaf0ed0a79ccdd0ad91dd0a8214b986a8aca50ed4bf813e0fad8e9affa68',
  '0.2': '509d1960735d42018f806683a0fb47b86afe806c1a8cd20c0f216280c2b546ae',
};

const cardOf = (id: string) => BENCHMARKS.find(({ card }) => card.id === id)!.card;

describe('the suites', () => {
  it('that are released never change', () => {
    const digests = MANIFESTS.filter(({ released }) => released).map((manifest) => [
      manifest.id,
      sha256(canonicalJson(manifest)),
    ]);
    expect(Object.fromEntries(digests)).toEqual(RELEASED);
  });

  it('are in order, each benchmark once, and only the last ones may be open', () => {
    const ids = MANIFESTS.map(({ id }) => Number(id));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    for (const { benchmarks } of MANIFESTS) {
      expect(new Set(benchmarks.map(({ id }) => id)).size).toBe(benchmarks.length);
    }
    const firstOpen = MANIFESTS.findIndex(({ released }) => !released);
    expect(MANIFESTS.slice(firstOpen).every(({ released }) => !released)).toBe(true);
    expect(LATER_SUITES).toEqual(MANIFESTS.slice(firstOpen + 1).map(({ id }) => id));
  });

  it('state what the cards and the scoring of this checkout do', () => {
    for (const { benchmarks, rules } of MANIFESTS) {
      for (const entry of benchmarks) {
        const card = findCard(entry);
        if (card) expect([entry.group, entry.tiers]).toEqual([card.group, card.tiers]);
      }
      const { version, confidence, resamples, clip } = SCORING_METHOD;
      expect(rules.scoring).toEqual({ version, confidence, resamples, clip });
      const isRanked = (tier: (typeof TIERS)[number], division: Division): boolean =>
        barOf({
          spec: 'temperature',
          label: 'maintained',
          role: 'entry',
          official: true,
          tier,
          division,
          isComplete: true,
        }) === null;
      expect(rules.ranked.tiers).toEqual(TIERS.filter((tier) => isRanked(tier, 'closed')));
      expect(rules.ranked.divisions).toEqual(DIVISIONS.filter((division) => isRanked('standard', division)));
    }
  });

  it('have rules of their own of who is ranked from 0.3 on', () => {
    const asked = MANIFESTS.map(({ id }) => {
      const { version, roles, above, idle } = rankRulesOf(id);
      return [id, version, roles, above, idle];
    });
    expect(asked).toEqual([
      ['0.1', undefined, undefined, undefined, undefined],
      ['0.2', undefined, undefined, undefined, undefined],
      ['0.3', 2, 'trajectories', 'replace', ['freeze', 'gen0-samples', 'base']],
      ['0.4', 2, 'trajectories', 'replace', ['freeze', 'gen0-samples', 'base']],
    ]);
  });

  it('list every benchmark of this checkout; one that only the open suite lists is not released', () => {
    for (const { card } of BENCHMARKS) expect(findSuite(card), card.id).not.toBeNull();
    for (const { card } of BENCHMARKS)
      expect(isReleased(card), card.id).toBe(MANIFESTS.find(({ id }) => id === findSuite(card))?.released);
    expect(isReleased({ id: 'gaussian', version: 99 })).toBe(false);
    expect(suiteOf(cardOf('gaussian'))).toBe('0.1');
    expect(suiteOf(cardOf('digits-vae'))).toBe('0.2');
    expect(() => suiteOf({ id: 'gaussian', version: 99 })).toThrow('no suite lists gaussian@99');
  });

  it('0.4 has all of 0.3 and the facts, and worlds that move weigh three quarters of it as well', () => {
    const [third, fourth] = [suiteEntries('0.3'), suiteEntries('0.4')];
    expect(fourth.slice(0, third.length)).toEqual(third);
    expect(fourth.slice(third.length).map(entryName)).toEqual(['facts-counts@1', 'facts@1']);
    for (const suite of ['0.3', '0.4']) {
      const weights = Object.values(overallRuleOf(suite)?.weights ?? {});
      expect(overallRuleOf(suite)?.weights.drift).toBe(0.75 * weights.reduce((sum, weight) => sum + weight, 0));
    }
  });

  it('have a board where they are released or hold something of their own', () => {
    expect(SUITES.slice(0, 2)).toEqual(['0.1', '0.2']);
    expect(SUITE).toBe('0.2');
    expect(isSuite('0.2')).toBe(true);
    const listed = MANIFESTS.filter(({ released }) => released).flatMap(({ benchmarks }) => benchmarks.map(entryName));
    const hasOwn = suiteEntries('0.3').some((entry) => !listed.includes(entryName(entry)));
    expect(isSuite('0.3')).toBe(hasOwn);
    expect(suiteEntries('9.9')).toEqual([]);
  });

  it('are found by what was run', () => {
    expect(firstSuiteOf([cardOf('gaussian')])).toBe('0.1');
    expect(firstSuiteOf([cardOf('gaussian'), cardOf('text-transformer')])).toBe('0.2');
    expect(benchmarksOf('0.1').map(({ id }) => id)).toEqual(suiteEntries('0.1').map(({ id }) => id));
  });
});
