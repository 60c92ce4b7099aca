import { describe, expect, it } from 'vitest';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { LEADING, METRICS } from '#benchmarks/suite/catalog.ts';
import { catalogText } from '../../../app/components/catalog-text.ts';
import { untranslated } from '../../../app/i18n/untranslated.ts';

const [en, zh] = [catalogText('en'), catalogText('zh')];

describe('the catalog in Chinese', () => {
  const listed = {
    benchmarks: LEADING.map(({ card }) => card.id),
    strategies: STRATEGIES.map(({ card }) => card.id),
    // A histogram has a name beside its bins'.
    metrics: METRICS.flatMap(({ id, bin }) => (bin ? [id, bin.of.id] : [id])),
  };
  const { missing, left } = untranslated(listed);

  it.each(LEADING.map(({ card }) => card))('says $id in Chinese, or in its card’s words', (card) => {
    expect(en.benchmark(card)).toEqual({ name: card.name, summary: card.summary });
    if (missing.includes(`benchmarks/${card.id}`)) expect(zh.benchmark(card)).toEqual(en.benchmark(card));
    else expect(zh.benchmark(card).summary).toMatch(/\p{Script=Han}/u);
  });

  it.each(STRATEGIES.map(({ card }) => card))('says $id in Chinese, or in its card’s words', (card) => {
    expect(en.strategy(card)).toEqual({ name: card.name, summary: card.summary });
    if (missing.includes(`strategies/${card.id}`)) expect(zh.strategy(card)).toEqual(en.strategy(card));
    else expect(zh.strategy(card).summary).toMatch(/\p{Script=Han}/u);
  });

  it.each(METRICS)('says $id in Chinese, or in its card’s words', (card) => {
    expect(en.metric(card)).toBe(card.name);
    if (missing.includes(`metrics/${card.id}`)) expect(zh.metric(card)).toBe(card.name);
    else expect(zh.metric(card)).toMatch(/\p{Script=Han}|^Distinct-\d$/u);
  });

  it('has no text without a card', () => {
    expect(left).toEqual([]);
  });

  it('lists what it lacks and what it has too much', () => {
    const one = { benchmarks: ['gaussian'], strategies: ['recent-two', 'replace'], metrics: [] };
    const texts = { benchmarks: { gaussian: {} }, strategies: { replace: {}, gone: {} }, metrics: {} };
    expect(untranslated(one, texts)).toEqual({ missing: ['strategies/recent-two'], left: ['strategies/gone'] });
  });

  it('says what only its card knows in the card’s words', () => {
    const own = { id: 'constructor', name: 'Own', summary: 'A strategy of my own' };
    expect(zh.strategy(own)).toEqual({ name: 'Own', summary: 'A strategy of my own' });
  });
});
