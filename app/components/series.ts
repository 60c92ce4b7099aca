/** How a series is drawn, the same in every chart and legend: never by colour alone. */
import type { TrajectorySeries } from '../../leaderboard/views.ts';

export interface SeriesStyle {
  readonly colour: string;
  readonly dash: string;
  readonly width: number;
}

const COLOURS = 8;
const DASHES = ['0', '6 3', '2 3'];

/** The style of the series at a position of a chart (controls come first). */
export function seriesStyle({ role, spec }: Pick<TrajectorySeries, 'role' | 'spec'>, position: number): SeriesStyle {
  if (role === 'control') return { colour: 'var(--control)', dash: spec === 'replace' ? '0' : '7 4', width: 2.5 };
  return {
    colour: `var(--series-${(position % COLOURS) + 1})`,
    dash: DASHES[Math.floor(position / COLOURS) % DASHES.length] as string,
    width: 1.6,
  };
}

/** More lines than these can't be told apart. */
export const MAX_SERIES = 16;

/** Controls first, the others in the order they come: the order in which styles are given out. */
export function inChartOrder<Series extends Pick<TrajectorySeries, 'role'>>(series: readonly Series[]): Series[] {
  return [...series.filter(({ role }) => role === 'control'), ...series.filter(({ role }) => role !== 'control')];
}
