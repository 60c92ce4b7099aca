/** Scores against what they cost as a figure: real data, or training. */
import type { DotsFigure, Kind, Marker } from '#benchmarks/figures/figure.ts';
import { roundTicks, scoreRange } from '#benchmarks/figures/scales.ts';
import { DIVISIONS, type Division } from '#benchmarks/protocol/regime.ts';
import type { BoardQuery, ParetoPoint, ParetoView } from '#leaderboard/views/index.ts';
import { LANGUAGE_TAGS, type Locale } from '../i18n/locales.ts';
import { MESSAGES } from '../i18n/messages.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { boardPath, submissionPath } from '../paths.ts';
import { intervalText, labelled, valueText } from './value-text.ts';

export const PARETO_COSTS = ['real', 'training'] as const;
export type ParetoCost = (typeof PARETO_COSTS)[number];

/** Divisions in their colours; a sign beside it for those who don't see these. Controls and baselines are the site's own. */
const SIGNS: Readonly<Record<Division, readonly [colour: string, marker: Marker]>> = {
  closed: ['series-1', 'circle'],
  anchored: ['series-6', 'square'],
  retained: ['series-2', 'triangle'],
  fresh: ['series-3', 'diamond'],
  accumulating: ['series-7', 'square'],
  assisted: ['series-4', 'triangle'],
  open: ['series-5', 'cross'],
};
const CONTROL = DIVISIONS.length;

type Query = Pick<BoardQuery, 'suite' | 'tier' | 'division' | 'group'>;

export function paretoFigure({ points }: ParetoView, query: Query, cost: ParetoCost, locale: Locale): DotsFigure {
  const words = MESSAGES[locale].board.pareto;
  const { to } = MESSAGES[locale].common.charts;
  const { colon, comma } = PUNCTUATION[locale];
  const isReal = cost === 'real';
  const costOf = ({ realShare, training }: ParetoPoint): number => (isReal ? realShare : training);
  const isOnLine = (point: ParetoPoint): boolean => (isReal ? point.efficient : point.trainingEfficient);
  const kind = isReal ? 'share' : 'amount';
  const title = isReal ? words.figure : words.trainingFigure;
  const range = scoreRange(points.flatMap(({ overall, low }) => [overall, low ?? overall]));
  const most = Math.max(isReal ? 1 : 1.5, ...points.map(costOf));
  const frontier = points.filter(isOnLine).sort((a, b) => costOf(a) - costOf(b));
  // The line's points are named first, then by score, as points are ordered.
  const order = [...frontier.toReversed(), ...points].map(({ id }) => id);
  const ends = frontier.map(({ spec, overall }) => `${spec} ${valueText(overall, 'score')}`);
  return {
    kind: 'dots',
    title,
    subtitle: '',
    description: title + colon + ends.join(comma),
    language: LANGUAGE_TAGS[locale],
    x: {
      name: isReal ? words.x : words.xTraining,
      domain: [0, most],
      ticks: labelled(costTicks(most, isReal ? 0.01 : 0.5), kind),
      // Most entries stand at the cheap end.
      scale: 'root',
    },
    y: { name: words.y, domain: range.domain, ticks: labelled(range.ticks, 'score'), scale: 'linear' },
    values: { x: kind, y: 'score' },
    dots: points.map((point) => {
      const { id, spec, role, division, overall, low, high } = point;
      return {
        id,
        name: spec,
        x: brief(costOf(point)),
        y: brief(overall),
        low: low === null ? null : brief(low),
        high: high === null ? null : brief(high),
        kind: role === 'control' ? CONTROL : DIVISIONS.indexOf(division),
        rank: order.indexOf(id),
      };
    }),
    kinds: [
      ...DIVISIONS.map((division): Kind => {
        const [colour, marker] = SIGNS[division];
        return { name: division, colour, marker };
      }),
      { name: MESSAGES[locale].board.roles.control, colour: 'control', marker: 'circle' },
    ],
    frontier: frontier.map((point) => [brief(costOf(point)), brief(point.overall)] as const),
    numbers: {
      columns: [MESSAGES[locale].board.columns.strategy, isReal ? words.x : words.xTraining, words.y, words.efficient],
      rows: points.map((point) => {
        const note = intervalText(point.low, point.high, 'score', to);
        return [
          { text: point.spec, path: submissionPath(point.id) },
          valueText(costOf(point), kind),
          { text: valueText(point.overall, 'score'), note },
          isOnLine(point) ? words.yes : words.no,
        ];
      }),
    },
    page: boardPath({ ...query, page: 1 }),
  };
}

const brief = (value: number): number => Number(value.toPrecision(6));

/** Fewer towards the dear end, where a root leaves less room for them. @param least beside 0 */
function costTicks(most: number, least: number): number[] {
  const within = [0.01, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100].filter((tick) => tick >= least && tick <= most);
  // Ticks nearer to the next than this share of the axis are left out.
  const ticks: number[] = [];
  for (const tick of [0, ...within].reverse()) {
    const next = ticks[0];
    if (next === undefined || Math.sqrt(next / most) - Math.sqrt(tick / most) > 0.08) ticks.unshift(tick);
  }
  return ticks.length > 2 ? ticks : roundTicks(0, most);
}
