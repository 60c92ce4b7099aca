/** How a distribution moves from generation to generation as a figure. */
import type { LinesFigure } from '#benchmarks/figures/figure.ts';
import { generationStyle } from '#benchmarks/figures/line-styles.ts';
import { roundRange } from '#benchmarks/figures/scales.ts';
import { intervalText } from '#benchmarks/protocol/metric.ts';
import type { HistogramView } from '#leaderboard/views/index.ts';
import { catalogText } from '../components/catalog-text.ts';
import { formatShare } from '../format.ts';
import { LANGUAGE_TAGS, type Locale } from '../i18n/locales.ts';
import { MESSAGES } from '../i18n/messages.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { submissionPath } from '../paths.ts';
import { drawnGenerations, type HistogramBin } from './histogram.ts';
import { labelled } from './value-text.ts';

interface Histogram {
  readonly bins: readonly HistogramBin[];
  readonly histogram: HistogramView;
  readonly submission: { readonly id: string; readonly spec: string };
}

/** Bins are named at most so many times along the axis. */
const BIN_LABELS = 5;

export function histogramFigure({ bins, histogram, submission }: Histogram, locale: Locale): LinesFigure {
  const { charts } = MESSAGES[locale].common;
  const { title: subtitle } = MESSAGES[locale].submission.histogram;
  const { colon, comma } = PUNCTUATION[locale];
  const name = catalogText(locale).metric(histogram);
  const generations = drawnGenerations(bins);
  const most = Math.max(0.1, ...bins.flatMap(({ shares }) => generations.map((generation) => shares[generation] ?? 0)));
  const range = roundRange(0, most);
  const all = bins[0]?.shares.map((_, generation) => generation) ?? [];
  const every = Math.ceil(bins.length / BIN_LABELS);
  const title = name + colon + submission.spec;
  return {
    kind: 'lines',
    title,
    subtitle: '',
    description: title + comma + subtitle,
    language: LANGUAGE_TAGS[locale],
    x: {
      name,
      domain: [0, Math.max(1, bins.length)],
      // A bin's lower end.
      ticks: bins.flatMap(({ from }, index) =>
        index % every === 0 && from !== null ? [{ at: index, label: labelled([from], 'number')[0]?.label ?? '' }] : [],
      ),
      scale: 'linear',
    },
    y: { name: '', domain: range.domain, ticks: labelled(range.ticks, 'share'), scale: 'linear' },
    values: { x: 'number', y: 'share' },
    lines: generations.map((generation, index) => ({
      id: String(generation),
      name: `${charts.generation} ${generation}`,
      style: generationStyle(index, generations.length),
      isReference: true,
      // The last bin's height reaches to its end.
      points: [...bins, ...bins.slice(-1)].map(
        ({ shares }, bin) => [bin, shares[generation] ?? 0, null, null] as const,
      ),
    })),
    guides: [],
    steps: 'after',
    intervals: 'bands',
    numbers: {
      columns: [name, ...all.map((generation) => `${charts.generation} ${generation}`)],
      rows: bins.map((bin) => [
        intervalText(bin),
        ...all.map((generation) => (bin.shares[generation] === undefined ? '–' : formatShare(bin.shares[generation]))),
      ]),
    },
    page: submissionPath(submission.id),
  };
}
