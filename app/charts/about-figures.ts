/** The figures of /about: what is lost first, the gap and what is closed of it, and who follows a world that moves. */
import type { Line, LinesFigure, Point, ValueKind } from '#benchmarks/figures/figure.ts';
import { type LineStyle, styleOf } from '#benchmarks/figures/line-styles.ts';
import { generationTicks, roundRange } from '#benchmarks/figures/scales.ts';
import { METRICS } from '#benchmarks/suite/catalog.ts';
import { followed } from '#benchmarks/suite/gaussian-drift/laws.ts';
import { STEP } from '#benchmarks/suite/gaussian-drift/speed.ts';
import { catalogText } from '../components/catalog-text.ts';
import figures from '../figures.json' with { type: 'json' };
import { formatShare } from '../format.ts';
import { LANGUAGE_TAGS, type Locale } from '../i18n/locales.ts';
import { MESSAGES } from '../i18n/messages.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { filled } from './fill-message.ts';
import { labelled, valueText } from './value-text.ts';

export const ABOUT_FIGURES = ['lost', 'gap', 'following'] as const;
export type AboutFigure = (typeof ABOUT_FIGURES)[number];

interface DrawnLine {
  readonly name: string;
  readonly style: LineStyle;
  /** From generation 0 on. */
  readonly values: readonly number[];
  /** What the part between it and this line is shaded for. */
  readonly upTo?: readonly number[];
}

interface Drawn {
  readonly title: string;
  readonly yName: string;
  readonly kind: ValueKind;
  readonly lines: readonly DrawnLine[];
}

/** What stands beside a figure: what it shows, and where its numbers come from. */
export function aboutCaption(name: AboutFigure, locale: Locale): string {
  const words = MESSAGES[locale].about.figures;
  const { benchmark, seeds, strategy, command, digests } = figures;
  const text = filled(words[name], { benchmark, seeds: `${seeds}`, strategy, metric: metricName(locale) });
  const source = filled(words.source, { command, digests: digests.join(PUNCTUATION[locale].list) });
  return [text, name === 'following' ? words.followingSource : source].join(locale === 'en' ? ' ' : '');
}

export function aboutFigure(name: AboutFigure, locale: Locale): LinesFigure {
  const words = MESSAGES[locale].common.charts;
  const { title, yName, kind, lines } = { lost, gap, following }[name](locale);
  const last = Math.max(...lines.map(({ values }) => values.length)) - 1;
  const range = roundRange(0, Math.max(...lines.flatMap(({ values }) => values)));
  const ends = lines.map((line) => `${line.name} ${valueText(line.values.at(-1) ?? 0, kind)}`);
  return {
    kind: 'lines',
    title,
    subtitle: '',
    description: [title, words.atEnd, ends.join(PUNCTUATION[locale].comma)].join(PUNCTUATION[locale].colon),
    language: LANGUAGE_TAGS[locale],
    x: { name: words.generation, domain: [0, last], ticks: labelled(generationTicks(last), 'number'), scale: 'linear' },
    y: { name: yName, domain: range.domain, ticks: labelled(range.ticks, kind), scale: 'linear' },
    values: { x: 'number', y: kind },
    lines: lines.map(lineOf),
    guides: [],
    steps: 'none',
    intervals: 'bands',
    numbers: {
      columns: [words.generation, ...lines.map((line) => line.name)],
      rows: Array.from({ length: last + 1 }, (_, generation) => [
        String(generation),
        ...lines.map(({ values }) => valueText(values[generation] ?? 0, kind)),
      ]),
    },
    page: '/about',
  };
}

function lineOf({ name, style, values, upTo }: DrawnLine): Line {
  const points = values.map((value, generation): Point => {
    const other = upTo?.[generation];
    return other === undefined ? [generation, value, null, null] : [generation, value, value, other];
  });
  return { id: name, name, style, isReference: true, points };
}

const plain = (colour: string, dash: string): LineStyle => ({ colour, dash, width: 1.8, marker: null });

const metricName = (locale: Locale): string => {
  const metric = METRICS.find(({ id }) => id === figures.metric);
  return metric === undefined ? figures.metric : catalogText(locale).metric(metric);
};

/** The share of seeds that have lost tail and variance, when nothing is done. */
function lost(locale: Locale): Drawn {
  const words = MESSAGES[locale].about.figures;
  const { early, late } = figures.lost;
  return {
    title: words.lostTitle,
    yName: words.seeds,
    kind: 'share',
    lines: [
      { name: words.early, style: plain('series-2', '6 3'), values: early },
      { name: words.late, style: plain('series-1', '0'), values: late },
    ],
  };
}

/** The gap between the controls and what one strategy closes of it. */
function gap(locale: Locale): Drawn {
  const { replace, oracle, strategy } = figures.lines;
  return {
    title: MESSAGES[locale].about.figures.gapTitle,
    yName: metricName(locale),
    kind: 'number',
    lines: [
      { name: 'replace', style: styleOf('replace'), values: replace },
      { name: 'oracle', style: styleOf('oracle'), values: oracle },
      { name: figures.strategy, style: styleOf(figures.strategy), values: strategy, upTo: replace },
    ],
  };
}

/** Where a moving world is after ten generations, and who follows: law 7, for 100 examples a generation. */
const FOLLOWED = { sampleSize: 100, generations: 10, shares: [0.1, 0.2] } as const;

/** How far models lie from a world that moves, by the share of fresh data that they get. */
function following(locale: Locale): Drawn {
  const words = MESSAGES[locale].about.figures;
  const { sampleSize, generations, shares } = FOLLOWED;
  const overGenerations = (distance: (generation: number) => number): number[] =>
    Array.from({ length: generations + 1 }, (_, generation) => Number(distance(generation).toPrecision(6)));
  const followers = (share: number): number[] =>
    overGenerations((generation) => {
      const { lag, spread } = followed(sampleSize, share, generation);
      return Math.sqrt(lag * lag + spread);
    });
  return {
    title: words.followingTitle,
    yName: words.distance,
    kind: 'number',
    lines: [
      { name: 'replace', style: styleOf('replace'), values: followers(0) },
      {
        name: 'freeze',
        style: styleOf('freeze'),
        // Generation 0's model, for ever.
        values: overGenerations((generation) => Math.hypot(STEP * generation, 1 / Math.sqrt(sampleSize))),
      },
      ...shares.map((share, index) => ({
        name: filled(words.fresh, { share: formatShare(share) }),
        style: styleOf('fresh', index + 1),
        values: followers(share),
      })),
      { name: 'oracle', style: styleOf('oracle'), values: followers(1) },
    ],
  };
}
