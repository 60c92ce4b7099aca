import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import type { DifferenceConclusion } from '#leaderboard/views/index.ts';
import { differenceText, lackText } from '../../../app/components/conclusion-sentences.ts';
import type { Locale } from '../../../app/i18n/locales.ts';
import { MESSAGES } from '../../../app/i18n/messages.ts';

const translator = (locale: Locale) =>
  createTranslator({ locale, messages: MESSAGES[locale], namespace: 'compare.conclusions' });
const both = { first: 'anchor', second: 'fresh' };
const common: DifferenceConclusion = {
  kind: 'ahead',
  scope: 'common',
  points: 48.6,
  interval: [46.4, 50.7],
  benchmarks: ['digits-longtail', 'digits-vae', 'text-transformer'],
  each: [41.1, 58.7],
};
const english = (change: Partial<DifferenceConclusion> = {}) =>
  differenceText(translator('en'), { ...common, ...change }, both);

describe('the difference on the benchmarks that two have in common', () => {
  it('is said in both languages, with its range', () => {
    expect(english()).toBe(
      'On the 3 benchmarks where both have a score, anchor is 48.6 points ahead of fresh on average (95% interval 46.4 to 50.7), and 41.1 to 58.7 points from benchmark to benchmark.',
    );
    expect(differenceText(translator('zh'), common, both)).toBe(
      '在两者都有得分的 3 个基准上，anchor 平均领先 fresh 48.6 分（95% 区间 46.4 至 50.7），各基准的差值为 41.1 至 58.7 分。',
    );
  });

  it('names the one that is ahead first', () => {
    expect(english({ points: -48.6, interval: [-50.7, -46.4], each: [-58.7, -41.1] })).toBe(
      'On the 3 benchmarks where both have a score, fresh is 48.6 points ahead of anchor on average (95% interval 46.4 to 50.7), and 41.1 to 58.7 points from benchmark to benchmark.',
    );
  });

  it('of one benchmark is no average', () => {
    expect(english({ benchmarks: ['digits-vae'] })).toBe(
      'On the one benchmark where both have a score, anchor is 48.6 points ahead of fresh (95% interval 46.4 to 50.7).',
    );
    expect(differenceText(translator('zh'), { ...common, benchmarks: ['digits-vae'] }, both)).toBe(
      '在两者都有得分的唯一一个基准上，anchor 领先 fresh 48.6 分（95% 区间 46.4 至 50.7）。',
    );
  });

  it('may be undecided, or of a single seed', () => {
    expect(english({ kind: 'undecided', points: -1, interval: [-4, 2], each: [-6, 3] })).toMatch(
      /the data can’t separate them on average: anchor minus fresh is −1\.0 points \(95% interval −4\.0 to 2\.0\), and −6\.0 to 3\.0/,
    );
    expect(english({ kind: 'no-interval', interval: null })).toMatch(
      /^anchor minus fresh is 48\.6 points .*single seed/,
    );
  });
});

it('why there is no overall difference names whose runs are lacking', () => {
  const t = translator('en');
  expect(lackText(t, 'first-did-not-run', 'Gaussian', both)).toBe('anchor has no run of Gaussian.');
  expect(lackText(t, 'second-did-not-run', 'Gaussian', both)).toBe('fresh has no run of Gaussian.');
  expect(t('noOverall', both)).toMatch(/^An overall difference of anchor and fresh can’t be computed, because/);
});
