/** The differences of all pairs of a comparison as a figure. */
import type { RowsFigure } from '#benchmarks/figures/figure.ts';
import { roundRange } from '#benchmarks/figures/scales.ts';
import type { ComparisonView } from '#leaderboard/views/index.ts';
import { LANGUAGE_TAGS, type Locale } from '../i18n/locales.ts';
import { MESSAGES } from '../i18n/messages.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { comparePath } from '../paths.ts';
import { intervalText, labelled, valueText } from './value-text.ts';

/** Points on either side of 0 at most: what lies beyond ends in an arrow. */
const REACH = 100;

export function forestFigure({ entries, pairs }: ComparisonView, locale: Locale): RowsFigure {
  const words = MESSAGES[locale].compare.differences;
  const { to, differences: title } = MESSAGES[locale].common.charts;
  const named = pairs.flatMap((pair) => {
    const difference = pair.overall ?? pair.common;
    const [first, second] = [entries[pair.first], entries[pair.second]];
    if (difference === null || first === undefined || second === undefined) return [];
    return [{ name: `${first.spec} − ${second.spec}`, difference }];
  });
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
      value,
      low,
      high,
      colour: low === null || high === null || low * high <= 0 ? 'control' : 'accent',
    })),
    numbers: {
      columns: [words.benchmark, words.score],
      rows: named.map(({ name, difference: { value, low, high } }) => [
        name,
        { text: valueText(value, 'score'), note: intervalText(low, high, 'score', to) },
      ]),
    },
    page: comparePath(entries.map(({ id }) => id)),
  };
}
