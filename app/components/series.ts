/** How a series is drawn, the same in every chart and legend of a page: never by colour alone. */
import type { ChartLine } from '../../leaderboard/views.ts';

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
