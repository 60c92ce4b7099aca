/**
 * A metric over the generations as a picture of its own: for readers without JavaScript, on paper, and wherever another page shows it.
 * It is drawn from the same axes and styles as the chart in the page (components/trajectory-chart.tsx).
 */
import { scaleLinear } from 'd3-scale';
import type { TrajectoriesView, TrajectorySeries } from '#leaderboard/views/index.ts';
import { seriesStyles } from '../components/series.ts';
import { formatNumber } from '../format.ts';
import { COLOURS, PALETTES, type Palette } from './palette.ts';
import { pathAround, pathThrough } from './paths.ts';
import { generationAxis, valueAxis } from './scales.ts';

/** Lines in focus beside the controls; the others are grey. */
export const FOCUS = 4;

const WIDTH = 640;
const HEIGHT = 320;
const PLOT = { left: 62, right: WIDTH - 150, top: 34, bottom: HEIGHT - 40 };
const LABEL_HEIGHT = 14;
/** A label is cut where the picture ends. */
const LABEL_LETTERS = 22;

export interface FigureWords {
  /** Beside the axis of generations. */
  readonly generation: string;
  /** The picture in one sentence, for those who don't see it. */
  readonly description: string;
  /** Above the plot. */
  readonly title: string;
  /** Language of the words, as HTML names it. */
  readonly language: string;
}

type Place = (value: number) => number;

export function trajectorySvg(view: TrajectoriesView, words: FigureWords): string {
  const [xAxis, yAxis] = [generationAxis(view.horizon), valueAxis(view)];
  const x = scaleLinear(xAxis.domain, [PLOT.left, PLOT.right]);
  const y = scaleLinear(yAxis.domain, [PLOT.bottom, PLOT.top]);
  const styles = seriesStyles(view.series);
  const others = view.series.filter(({ role }) => role !== 'control');
  const inFocus = new Set(
    [...view.series.filter(({ role }) => role === 'control'), ...others.slice(0, FOCUS)].map(({ id }) => id),
  );
  const focused = view.series.filter(({ id }) => inFocus.has(id));
  const lines = [...view.series.filter(({ id }) => !inFocus.has(id)), ...focused].map((series) => {
    const style = styles.get(series.id);
    const colour = inFocus.has(series.id) ? (style?.colour ?? 'var(--ink)') : 'var(--line)';
    return `<path d="${lineOf(series, x, y)}" stroke="${colour}" stroke-dasharray="${style?.dash ?? '0'}" stroke-width="${inFocus.has(series.id) ? (style?.width ?? 1.6) : 1}"/>`;
  });
  const bands = focused.map(
    (series) => `<path d="${bandOf(series, x, y)}" fill="${styles.get(series.id)?.colour ?? 'var(--ink)'}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" xml:lang="${words.language}" aria-label="${escaped(words.description)}">`,
    `<style>${css()}</style>`,
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>`,
    `<text class="title" x="8" y="18">${escaped(words.title)}</text>`,
    ...yAxis.ticks.map(
      (tick) =>
        `<path class="grid" d="M${PLOT.left} ${at(y(tick))}H${PLOT.right}"/><text class="tick" text-anchor="end" x="${PLOT.left - 6}" y="${at(y(tick) + 4)}">${formatNumber(tick)}</text>`,
    ),
    ...xAxis.ticks.map(
      (tick) => `<text class="tick" text-anchor="middle" x="${at(x(tick))}" y="${PLOT.bottom + 16}">${tick}</text>`,
    ),
    `<text class="tick" text-anchor="middle" x="${(PLOT.left + PLOT.right) / 2}" y="${HEIGHT - 8}">${escaped(words.generation)}</text>`,
    `<clipPath id="plot"><rect x="${PLOT.left}" y="${PLOT.top}" width="${PLOT.right - PLOT.left}" height="${PLOT.bottom - PLOT.top}"/></clipPath>`,
    `<g class="bands" clip-path="url(#plot)">${bands.join('')}</g>`,
    `<g class="lines" clip-path="url(#plot)">${truthOf(view, x, y)}${lines.join('')}</g>`,
    ...labels(focused, x, y, (id) => styles.get(id)?.colour ?? 'var(--ink)'),
    '</svg>',
  ].join('\n');
}

const at = (value: number): string => value.toFixed(1);

function lineOf({ points }: TrajectorySeries, x: Place, y: Place): string {
  return pathThrough(points.map(({ generation, mean }) => [x(generation), y(mean)]));
}

function bandOf({ points }: TrajectorySeries, x: Place, y: Place): string {
  const ends = (end: 'low' | 'high') =>
    points.flatMap((point) => (point[end] === null ? [] : [[x(point.generation), y(point[end])] as const]));
  return pathAround(ends('high'), ends('low'));
}

/** The truth dotted: a line, or a value for each generation where the world moves. */
function truthOf({ truth, horizon }: TrajectoriesView, x: Place, y: Place): string {
  if (truth === null) return '';
  const values = typeof truth === 'number' ? [truth, truth] : truth;
  const step = typeof truth === 'number' ? Math.max(1, horizon) : 1;
  const path = pathThrough(values.map((value, index) => [x(index * step), y(value)]));
  return `<path class="truth" d="${path}"/>`;
}

/** Names at the lines' ends, moved apart where they would lie on each other. */
function labels(series: readonly TrajectorySeries[], x: Place, y: Place, colourOf: (id: string) => string): string[] {
  const ends = series
    .flatMap(({ id, spec, points }) => {
      const last = points.at(-1);
      if (!last) return [];
      return [{ id, spec, x: x(last.generation), wanted: clamped(y(last.mean)) }];
    })
    .sort((a, b) => a.wanted - b.wanted);
  // From above down each at least a line below the one before it; then from below up, so that none leaves the plot.
  const heights = ends.map(({ wanted }) => wanted);
  for (let i = 1; i < heights.length; i++)
    heights[i] = Math.max(heights[i] as number, (heights[i - 1] as number) + LABEL_HEIGHT);
  for (let i = heights.length - 1, most: number = PLOT.bottom; i >= 0; i--, most -= LABEL_HEIGHT)
    heights[i] = Math.min(heights[i] as number, most);
  return ends.map(({ id, spec }, index) => {
    const text = spec.length > LABEL_LETTERS ? `${spec.slice(0, LABEL_LETTERS - 1)}…` : spec;
    return `<text class="label" fill="${colourOf(id)}" x="${PLOT.right + 8}" y="${at((heights[index] as number) + 4)}">${escaped(text)}</text>`;
  });
}

const clamped = (value: number): number => Math.min(PLOT.bottom, Math.max(PLOT.top, value));

function css(): string {
  const variables = (palette: Palette): string => COLOURS.map((name) => `--${name}:${palette[name]}`).join(';');
  return [
    `svg{${variables(PALETTES.light)}}`,
    `@media (prefers-color-scheme: dark){svg{${variables(PALETTES.dark)}}}`,
    'text{font-family:system-ui,sans-serif;font-size:12px}',
    '.paper{fill:var(--paper)}.title{fill:var(--ink);font-size:14px;font-weight:600}',
    '.tick{fill:var(--muted)}.grid{stroke:var(--line);fill:none}',
    '.lines path{fill:none}.truth{stroke:var(--muted);stroke-dasharray:1 4}.bands path{fill-opacity:.12}',
  ].join('');
}

/** For an attribute or a text of XML. */
function escaped(text: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (sign) => signs[sign] as string);
}
