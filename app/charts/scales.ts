/** The axes of a chart over generations: the same whether a server draws it or a browser. */
import { scaleLinear } from 'd3-scale';
import type { TrajectoriesView } from '#leaderboard/views/index.ts';

export interface Axis {
  readonly domain: readonly [low: number, high: number];
  readonly ticks: readonly number[];
}

/** How far above the worst control a chart reaches: one exploding entry must not flatten all others. */
const HEADROOM = 1.5;
const VALUE_TICKS = 5;
const GENERATION_TICKS = 6;

/** Whole generations, 0 and the last among them. */
export function generationAxis(horizon: number): Axis {
  const last = Math.max(1, horizon);
  const round = scaleLinear([0, last], [0, 1])
    .ticks(GENERATION_TICKS)
    .filter((tick) => Number.isInteger(tick));
  const step = round[1] ?? last;
  // A tick that all but touches the last is left out for it.
  const ticks = [...round.filter((tick) => last - tick >= step / 2), last];
  return { domain: [0, last], ticks };
}

/** From the least value to the greatest, at most HEADROOM times the worst control's above the least, widened to round ends. */
export function valueAxis({ series, limits }: Pick<TrajectoriesView, 'series' | 'limits'>): Axis {
  const [low, high] = valueRange(series, limits);
  const scale = scaleLinear([low, high === low ? low + 1 : high], [0, 1]).nice(VALUE_TICKS);
  const [least = low, greatest = high] = scale.domain();
  return { domain: [least, greatest], ticks: scale.ticks(VALUE_TICKS) };
}

function valueRange(series: TrajectoriesView['series'], limits: TrajectoriesView['limits']): readonly [number, number] {
  const values = series.flatMap(({ points }) => points.map(({ mean }) => mean));
  // Nobody has measured it yet.
  if (values.length === 0) return [0, 1];
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  if (limits) return [Math.max(limits[0], least), Math.min(limits[1], greatest)];
  const controls = series
    .filter(({ role }) => role === 'control')
    .flatMap(({ points }) => points.map(({ mean }) => mean));
  const limit = controls.length === 0 ? greatest : least + HEADROOM * (Math.max(...controls) - least);
  // An axis that begins near 0 begins at 0.
  const low = least > 0 && least < 0.5 * Math.min(greatest, limit) ? 0 : least;
  return [low, Math.min(greatest, limit)];
}
