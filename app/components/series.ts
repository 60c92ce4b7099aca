/** How a series is drawn, the same in every chart and legend of a page: never by colour alone. */
import type { ChartLine } from '#leaderboard/views/index.ts';

export interface SeriesStyle {
  readonly colour: string;
  readonly dash: string;
  readonly width: number;
}

const COLOURS = 8;
const DASHES = ['0', '6 3', '2 3'];

/** The styles of a page's lines, by id. Controls are grey; the others take colours, then dashes, in the order they come. */
export function seriesStyles(lines: readonly ChartLine[]): ReadonlyMap<string, SeriesStyle> {
  const others = lines.filter(({ role }) => role !== 'control').map(({ id }) => id);
  return new Map(
    lines.map(({ id, role, spec }) => [id, role === 'control' ? controlStyle(spec) : styleAt(others.indexOf(id))]),
  );
}

/** Of the n-th of so many generations in one chart: from grey to the last one's full colour. */
export function generationStyle(position: number, count: number): SeriesStyle {
  const isFirst = position === 0;
  const share = count < 2 ? 1 : position / (count - 1);
  return {
    colour: isFirst
      ? 'var(--control)'
      : `color-mix(in srgb, var(--series-2) ${Math.round(100 * share)}%, var(--series-1))`,
    dash: isFirst ? '7 4' : '0',
    width: 1.4 + 1.2 * share,
  };
}

function controlStyle(spec: string): SeriesStyle {
  return { colour: 'var(--control)', dash: spec === 'replace' ? '0' : '7 4', width: 2.5 };
}

function styleAt(position: number): SeriesStyle {
  return {
    colour: `var(--series-${(position % COLOURS) + 1})`,
    dash: DASHES[Math.floor(position / COLOURS) % DASHES.length] as string,
    width: 1.6,
  };
}
