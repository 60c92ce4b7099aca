/** Dose and response as figures: of a board's families in one, of one family in several. */
import type { Guide, Line, LinesFigure, Point, ValueKind } from '#benchmarks/figures/figure.ts';
import { type LineStyle, styleOf } from '#benchmarks/figures/line-styles.ts';
import { roundRange, roundTicks, scoreRange } from '#benchmarks/figures/scales.ts';
import { groupBy } from '#benchmarks/protocol/group-by.ts';
import type { BoardDosesView, BoardQuery, DoseEntryView, DosesView, ScoreView } from '#leaderboard/views/index.ts';
import { catalogText } from '../components/catalog-text.ts';
import { LANGUAGE_TAGS, type Locale } from '../i18n/locales.ts';
import { MESSAGES } from '../i18n/messages.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { benchmarkPath, boardPath, strategyPath, submissionPath } from '../paths.ts';
import { filled } from './fill-message.ts';
import { throughDoses } from './through-doses.ts';
import { intervalText, labelled, valueText } from './value-text.ts';

interface Response {
  readonly id: string;
  readonly spec: string;
  readonly dose: number;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly vouched: boolean;
}

interface ResponseLine {
  readonly name: string;
  readonly style: LineStyle;
  readonly entries: readonly Response[];
}

interface Drawn {
  readonly title: string;
  readonly isShare: boolean;
  /** Scores have a range of their own; amounts begin at 0. */
  readonly measure: 'score' | 'amount';
  readonly xName: string;
  readonly yName: string;
  readonly lines: readonly ResponseLine[];
  readonly guides: readonly Guide[];
  readonly page: string;
  /** An entry that stands out. */
  readonly marked?: string | undefined;
}

/** One of a family's figures, under the name that its address has. */
export interface DoseFigure {
  readonly chart: string;
  readonly figure: LinesFigure;
  /** What stands under it; empty for nothing. */
  readonly caption: string;
}

/** The families of a board whose dose is real data; null where there are none. */
export function boardDosesFigure(
  doses: readonly BoardDosesView[],
  board: Pick<BoardQuery, 'suite' | 'tier' | 'division' | 'group'>,
  locale: Locale,
): LinesFigure | null {
  return familiesFigure(
    doses,
    { title: MESSAGES[locale].doses.figure, page: boardPath({ ...board, page: 1 }) },
    locale,
  );
}

/** The same on one benchmark. */
export function benchmarkDosesFigure(
  doses: readonly BoardDosesView[],
  benchmark: { readonly id: string; readonly name: string },
  locale: Locale,
): LinesFigure | null {
  const { name } = catalogText(locale).benchmark(benchmark);
  const title = filled(MESSAGES[locale].doses.benchmarkFigure, { benchmark: name });
  return familiesFigure(doses, { title, page: benchmarkPath(benchmark.id) }, locale);
}

function familiesFigure(
  doses: readonly BoardDosesView[],
  { title, page }: Pick<Drawn, 'title' | 'page'>,
  locale: Locale,
): LinesFigure | null {
  const words = MESSAGES[locale].doses;
  const drawn = doses.filter(({ axis }) => axis === 'real-share');
  if (drawn.length === 0) return null;
  const lines = drawn.flatMap(({ family, lines: own, points }) =>
    own.map(({ others }, line) => ({
      name: [family, others].filter(Boolean).join(':'),
      style: styleOf(family, line),
      entries: points.filter((point) => point.line === line).map(({ score, ...point }) => ({ ...point, value: score })),
    })),
  );
  return doseFigure(
    {
      title,
      isShare: true,
      measure: 'score',
      xName: words.share,
      yName: words.score,
      lines,
      guides: [],
      page,
    },
    locale,
  );
}

/**
 * Overall, then each benchmark, each law, and the cost; only what has two doses.
 * @param marked an entry that stands out wherever it is drawn
 */
export function familyDoseFigures(doses: DosesView, locale: Locale, marked?: string): DoseFigure[] {
  const words = MESSAGES[locale].doses;
  const text = catalogText(locale);
  const { axis, parameter, family, entries, laws } = doses;
  const isShare = axis === 'real-share';
  const common = {
    isShare,
    measure: 'score',
    xName: isShare ? words.share : parameter,
    yName: words.score,
    guides: [],
    page: strategyPath(family),
    marked,
  } as const;
  const nameOf = (benchmark: string): string =>
    text.benchmark(doses.benchmarks.find(({ id }) => id === benchmark) ?? { id: benchmark, name: benchmark }).name;
  const linesOf = (score: (entry: DoseEntryView) => Score | undefined): ResponseLine[] =>
    doses.lines.map(({ others }, line) => ({
      name: others === '' ? family : others,
      style: styleOf(family, line),
      entries: entries.filter((entry) => entry.line === line).flatMap((entry) => responseOf(entry, score(entry))),
    }));
  const figures: readonly (readonly [chart: string, drawn: Drawn, caption?: string])[] = [
    ['overall', { ...common, title: words.overall, lines: linesOf(({ overall }) => overall) }],
    ...doses.benchmarks.map(
      ({ id }) => [id, { ...common, title: nameOf(id), lines: linesOf(({ benchmarks }) => benchmarks[id]) }] as const,
    ),
    ...laws.map(({ benchmark, metric, law, statement, points }, index) => {
      const found = new Map(points.map((point) => [point.id, point]));
      const title = filled(words.gap, { benchmark: nameOf(benchmark), metric: text.metric(metric) });
      const guides = [...groupBy(points, ({ line }) => line).values()].map(
        (line): Guide => ({
          kind: 'law',
          name: law,
          points: line.map(({ dose, expected }) => [brief(dose), brief(expected)]),
        }),
      );
      const drawn = { ...common, title, lines: linesOf(({ id }) => found.get(id)), guides };
      return [`law-${index + 1}`, drawn, filled(words.law, { law, statement })] as const;
    }),
    [
      'cost',
      { ...common, title: words.cost, measure: 'amount', yName: words.times, lines: costLines(entries, locale) },
    ],
  ];
  return figures
    .filter(([, { lines }]) => new Set(lines.flatMap((line) => line.entries.map(({ dose }) => dose))).size > 1)
    .map(([chart, drawn, caption = '']) => ({ chart, figure: doseFigure(drawn, locale), caption }));
}

type Score = Pick<ScoreView, 'value' | 'low' | 'high'>;

function responseOf({ id, spec, dose, vouched }: DoseEntryView, score: Score | undefined): Response[] {
  if (score === undefined || score.value === null) return [];
  return [{ id, spec, dose, vouched, value: score.value, low: score.low, high: score.high }];
}

/** Not strategies: no colours of theirs. */
const COSTS: readonly LineStyle[] = [
  { colour: 'ink', dash: '0', width: 1.8, marker: 'circle' },
  { colour: 'muted', dash: '6 3', width: 1.8, marker: 'square' },
  { colour: 'accent', dash: '2 3', width: 1.8, marker: 'triangle' },
];

/** What the longest line's entries were trained on, drew and asked; a line each, but of what nobody asked. */
function costLines(entries: readonly DoseEntryView[], locale: Locale): ResponseLine[] {
  const words = MESSAGES[locale].doses;
  const own = entries.filter(({ line }) => line === 0);
  const amounts: readonly (readonly [string, (cost: DoseEntryView['cost']) => number])[] = [
    [words.trained, ({ training }) => training],
    [words.drawn, ({ sampled }) => sampled],
    [words.calls, ({ verifierCalls }) => verifierCalls],
  ];
  return amounts.flatMap(([name, amount], index) => {
    const style = COSTS[index];
    if (style === undefined || own.every(({ cost }) => amount(cost) === 0)) return [];
    const of = own.flatMap((entry) => responseOf(entry, { value: amount(entry.cost), low: null, high: null }));
    return [{ name, style, entries: of }];
  });
}

function doseFigure(
  { title, isShare, measure, xName, yName, lines, guides, page, marked }: Drawn,
  locale: Locale,
): LinesFigure {
  const words = MESSAGES[locale].doses;
  const { to } = MESSAGES[locale].common.charts;
  const all = lines.flatMap((line) => line.entries);
  const doses = [...all.map(({ dose }) => dose), ...guides.flatMap(({ points }) => points.map(([dose]) => dose))];
  const values = [
    ...all.map(({ value }) => value),
    ...guides.flatMap(({ points }) => points.map(([, value]) => value)),
  ];
  const x = doseRange(doses, isShare);
  const y = measure === 'score' ? scoreRange(values) : roundRange(0, Math.max(1, ...values));
  const kind: ValueKind = measure;
  const own = marked === undefined ? undefined : all.find(({ id }) => id === marked);
  const dose: ValueKind = isShare ? 'share' : 'number';
  return {
    kind: 'lines',
    title,
    subtitle: '',
    description:
      title +
      PUNCTUATION[locale].colon +
      all.map(({ spec, value }) => `${spec} ${valueText(value, kind)}`).join(PUNCTUATION[locale].comma),
    language: LANGUAGE_TAGS[locale],
    x: { name: xName, domain: x, ticks: labelled(roundTicks(...x), dose), scale: 'linear' },
    y: { name: yName, domain: y.domain, ticks: labelled(y.ticks, kind), scale: 'linear' },
    values: { x: dose, y: kind },
    lines: lines.filter(({ entries }) => entries.length > 0).map(lineOf),
    guides,
    steps: 'none',
    intervals: 'whiskers',
    ...(own === undefined ? {} : { marked: { name: words.marked, point: pointOf(own) } }),
    numbers: {
      columns: [words.columns.entry, xName, yName],
      rows: lines.flatMap((line) =>
        line.entries.map(({ id, spec, dose: own, value, low, high }) => [
          { text: spec, path: submissionPath(id) },
          valueText(own, dose),
          { text: valueText(value, kind), note: intervalText(low, high, kind, to) },
        ]),
      ),
    },
    page,
  };
}

const brief = (value: number): number => Number(value.toPrecision(6));
const end = (value: number | null): number | null => (value === null ? null : brief(value));

const pointOf = ({ dose, value, low, high }: Response): Point => [brief(dose), brief(value), end(low), end(high)];

/** A line goes through one entry a dose; all of them have their signs, hollow where the site doesn't answer for one. */
function lineOf({ name, style, entries }: ResponseLine): Line {
  return {
    id: name,
    name,
    style,
    isReference: true,
    points: throughDoses(entries).map(pointOf),
    signs: entries.map((entry) => ({ point: pointOf(entry), isHollow: !entry.vouched })),
  };
}

/** The range of doses: shares from 0 on, of anything else from the least, with room at the ends. */
export function doseRange(doses: readonly number[], isShare: boolean): [number, number] {
  const [least, most] = [Math.min(...doses), Math.max(...doses)];
  const room = 0.06 * (most - least || 1);
  return [isShare ? 0 : least - room, most + room];
}
