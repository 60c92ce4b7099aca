/** The differences of a comparison as a figure: of all pairs overall, of a single pair on each benchmark, too. */
import type { RowsFigure } from '#benchmarks/figures/figure.ts';
import { roundRange } from '#benchmarks/figures/scales.ts';
import type { ComparisonView, DifferenceView } from '#leaderboard/views/index.ts';
import { comparedNames, pairOf } from '../components/compared-names.ts';
import { meanOf, turned } from '../components/pair-result.ts';
import { LANGUAGE_TAGS, type Locale } from '../i18n/locales.ts';
import { MESSAGES } from '../i18n/messages.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { comparePath } from '../paths.ts';
import { intervalText, labelled, valueText } from './value-text.ts';

/** Points on either side of 0 at most: what lies beyond ends in an arrow. */
const REACH = 100;

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
  const widest = Math.max(
    5,
    ...named.flatMap(({ difference: { value, low, high } }) => [value, low ?? 0, high ?? 0].map(Math.abs)),
  );
  const widestShown = Math.min(REACH, widest);
  const { domain, ticks } = roundRange(-widestShown, widestShown, 6);
  return {
    kind: 'rows',
    title,
    subtitle: words.points,
    description:
      title +
      PUNCTUATION[locale].colon +
      named
        .map(({ name, difference }) => `${name} ${valueText(difference.value, 'score')}`)
        .join(PUNCTUATION[locale].comma),
    language: LANGUAGE_TAGS[locale],
    x: {
      name: words.score,
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
        { text: valueText(value, 'score'), note: intervalText(low, high, 'score', to) },
      ]),
    },
    page: comparePath(entries.map(({ id }) => id)),
  };
}
