import { describe, expect, it } from 'vitest';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { BENCHMARKS, LEADING, METRICS } from '#benchmarks/suite/catalog.ts';
import { catalogText } from '../../../app/components/catalog-text.ts';
import { catalogIds, untranslated } from '../../../app/i18n/untranslated.ts';

const [en, zh] = [catalogText('en'), catalogText('zh')];

describe('the catalog in Chinese', () => {
  const listed = catalogIds();
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

  it.each(BENCHMARKS.map(({ card }) => card))('tells of $id@$version in Chinese, or marks its English', (card) => {
    const told = { ...card, collapse: card.collapse.meaning };
    const { realData, learner } = card;
    const own = { realData, learner, collapse: card.collapse.meaning };
    expect(en.card(told)).toEqual({ ...own, lang: undefined });
    if (missing.includes(`cards/${card.id}@${card.version}`)) expect(zh.card(told)).toEqual({ ...own, lang: 'en' });
    else for (const name of ['learner', 'collapse'] as const) expect(zh.card(told)[name]).toMatch(/\p{Script=Han}/u);
  });

  it('names units, or leaves those it has no word for', () => {
    expect([en.unit('ratio'), zh.unit('ratio'), zh.unit('furlongs')]).toEqual(['ratio', '比值', 'furlongs']);
  });

  it('has no text without a card', () => {
    expect(left).toEqual([]);
  });

  it('lists what it lacks and what it has too much', () => {
    const one = { benchmarks: ['gaussian'], cards: [], strategies: ['recent-two', 'replace'], metrics: [], units: [] };
    const texts = {
      benchmarks: { gaussian: {} },
      cards: {},
      strategies: { replace: {}, gone: {} },
      metrics: {},
      units: {},
    };
    expect(untranslated(one, texts)).toEqual({ missing: ['strategies/recent-two'], left: ['strategies/gone'] });
  });

  it('says what only its card knows in the card’s words', () => {
    const own = { id: 'constructor', name: 'Own', summary: 'A strategy of my own' };
    expect(zh.strategy(own)).toEqual({ name: 'Own', summary: 'A strategy of my own' });
  });
});
