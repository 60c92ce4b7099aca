import { describe, expect, it } from 'vitest';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { BENCHMARKS, METRICS } from '#benchmarks/suite/catalog.ts';
import { catalogText } from '../../../app/components/catalog-text.ts';

const [en, zh] = [catalogText('en'), catalogText('zh')];

describe('the catalog in Chinese', () => {
  it.each(BENCHMARKS.map(({ card }) => card))('has the benchmark $id', (card) => {
    expect(zh.benchmark(card).summary).toMatch(/\p{Script=Han}/u);
    expect(en.benchmark(card)).toEqual({ name: card.name, summary: card.summary });
  });

  it.each(STRATEGIES.map(({ card }) => card))('has the strategy $id', (card) => {
    expect(zh.strategy(card).summary).toMatch(/\p{Script=Han}/u);
    expect(en.strategy(card)).toEqual({ name: card.name, summary: card.summary });
  });

  it.each(METRICS)('has the metric $id', (card) => {
    expect(zh.metric(card)).toMatch(/\p{Script=Han}|^Distinct-\d$/u);
    expect(en.metric(card)).toBe(card.name);
  });

  it('says what only its card knows in the card’s words', () => {
    const own = { id: 'constructor', name: 'Own', summary: 'A strategy of my own' };
    expect(zh.strategy(own)).toEqual({ name: 'Own', summary: 'A strategy of my own' });
  });
});
