/** The differences of a comparison as a figure: of all pairs overall, of a single pair on each benchmark, too. */
import type { RowsFigure } from '#benchmarks/figures/figure.ts';
import { roundRange } from '#benchmarks/figures/scales.ts';
import type { ComparisonView, DifferenceView } from '#leaderboard/views/index.ts';
import { comparedNames, pairOf } from '../components/compared-names.ts';
import { meanOf, turned } from '../components/pair-result.ts';
import { formatPoints } from '../format.ts';
import { LANGUAGE_TAGS, type Locale } from '../i18n/locales.ts';
import { MESSAGES } from '../i18n/messages.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { comparePath } from '../paths.ts';
import { intervalText, labelled } from './value-text.ts';

/** Points on either side of 0 at most, as far as two scores can lie apart: what lies beyond ends in an arrow. */
const REACH = 210;
/** An axis is at least as wide, so that what is next to nothing looks like it. */
const LEAST = 5;

export function forestFigure(comparison: ComparisonView, locale: Locale): RowsFigure {
  const { entries, pairs } = comparison;
  const words = MESSAGES[locale].compare.differences;
  const { to, differences: title } = MESSAGES[locale].common.charts;
  const names = comparedNames(locale, comparison);
  const minus = (ahead: string, behind: string): string => `${ahead} − ${behind}`;
  const overall = pairs
    .flatMap((pair) => {
      const mean = meanOf(pair);
      if (mean === null) return [];
      const [first, second] = pairOf(comparison, pair).map(names.entry) as [string, string];
      // Of a single pair the order is the page's; of several the one that is ahead is named first, the largest difference on top.
      return pairs.length > 1 && mean.value < 0
        ? [{ name: minus(second, first), difference: turned(mean) }]
        : [{ name: minus(first, second), difference: mean }];
    })
    .sort((a, b) => b.difference.value - a.difference.value);
  const [pair] = pairs;
  const single = pairs.length === 1 && pair !== undefined ? pair.benchmarks : [];
  const named: readonly { readonly name: string; readonly difference: DifferenceView }[] = [
    ...overall,
    ...single.flatMap(({ benchmark, score }) =>
      score === null ? [] : [{ name: names.benchmark(benchmark), difference: score }],
    ),
  ];
  const ends = named.flatMap(({ difference: { value, low, high } }) => [value, low ?? value, high ?? value]);
  const most = Math.min(REACH, Math.max(LEAST, ...ends));
  const { domain, ticks } = roundRange(Math.max(-REACH, Math.min(0, ...ends)), most, 5);
  return {
    kind: 'rows',
    title,
    subtitle: MESSAGES[locale].compare.forest.subtitle,
    description:
      title +
      PUNCTUATION[locale].colon +
      named.map(({ name, difference }) => `${name} ${formatPoints(difference.value)}`).join(PUNCTUATION[locale].comma),
    language: LANGUAGE_TAGS[locale],
    x: {
      name: MESSAGES[locale].compare.forest.axis,
      domain,
      ticks: labelled(ticks, 'score'),
      scale: 'linear',
    },
    y: { name: '', domain: [0, 1], ticks: [], scale: 'linear' },
    values: { x: 'score', y: 'number' },
    rows: named.map(({ name, difference: { value, low, high } }) => ({
      name,
      marks: [
        {
          value,
          low,
          high,
          colour: low === null || high === null || low * high <= 0 ? 'control' : 'accent',
          marker: 'circle',
        },
      ],
    })),
    kinds: [],
    numbers: {
      columns: [pairs.length > 1 ? MESSAGES[locale].compare.forest.pair : words.benchmark, words.score],
      rows: named.map(({ name, difference: { value, low, high } }) => [
        name,
        { text: formatPoints(value), note: intervalText(low, high, 'score', to) },
      ]),
    },
    page: comparePath(entries.map(({ id }) => id)),
  };
}
