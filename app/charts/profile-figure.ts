/** Performance profiles as a figure: the share of each entry's seeds above each threshold. */
import type { LinesFigure } from '#benchmarks/figures/figure.ts';
import { lineStyles } from '#benchmarks/figures/line-styles.ts';
import { roundTicks } from '#benchmarks/figures/scales.ts';
import type { ComparisonView } from '#leaderboard/views/index.ts';
import { formatNumber, formatShare } from '../format.ts';
import { LANGUAGE_TAGS, type Locale } from '../i18n/locales.ts';
import { MESSAGES } from '../i18n/messages.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { comparePath } from '../paths.ts';
import { labelled } from './value-text.ts';

export function profileFigure({ entries, thresholds }: ComparisonView, locale: Locale): LinesFigure {
  const words = MESSAGES[locale].compare.profiles;
  const [low, high] = [thresholds[0] ?? -100, thresholds.at(-1) ?? 110];
  const styles = lineStyles(entries);
  const drawn = entries.filter(({ profile }) => profile.length > 0);
  return {
    kind: 'lines',
    title: words.figure,
    subtitle: '',
    description: words.title + PUNCTUATION[locale].colon + words.text,
    language: LANGUAGE_TAGS[locale],
    x: {
      name: words.threshold,
      domain: [low, high],
      ticks: labelled(roundTicks(low, high), 'number'),
      scale: 'linear',
    },
    y: { name: words.share, domain: [0, 1], ticks: labelled([0, 0.25, 0.5, 0.75, 1], 'share'), scale: 'linear' },
    values: { x: 'number', y: 'share' },
    lines: drawn.flatMap(({ id, spec, profile }) => {
      const style = styles.get(id);
      if (style === undefined) return [];
      // All are in focus: there are six at most.
      const points = thresholds.map(
        (threshold, index) => [threshold, Number((profile[index] ?? 0).toFixed(4)), null, null] as const,
      );
      return [{ id, name: spec, style, isReference: true, points }];
    }),
    guides: [],
    steps: 'after',
    intervals: 'bands',
    numbers: {
      columns: [words.threshold, ...drawn.map(({ spec }) => spec)],
      rows: thresholds.map((threshold, index) => [
        formatNumber(threshold),
        ...drawn.map(({ profile }) => formatShare(profile[index] ?? 0)),
      ]),
    },
    page: comparePath(entries.map(({ id }) => id)),
  };
}
