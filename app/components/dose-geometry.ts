/** Where the parts of a chart of doses stand, in units of its picture: pure, so that a server draws what a browser shows. */

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/** A number's place along an axis. */
type Scale = (value: number) => number;

export function scaleX({ width, left, right }: Frame, { low, high }: Range): Scale {
  return (value) => left + ((width - left - right) * (value - low)) / (high - low);
}

/** Upwards. */
export function scaleY({ height, top, bottom }: Frame, { low, high }: Range): Scale {
  return (value) => height - bottom - ((height - top - bottom) * (value - low)) / (high - low);
}

/** Round numbers within a range, about so many. */
export function roundTicks({ low, high }: Range, about = 5): number[] {
  const rough = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step - EDGE);
  const last = Math.floor(high / step + EDGE);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** What rounding may take from a number that is a tick itself. */
const EDGE = 1e-9;

/** The range of doses: shares from 0 on, of anything else from the least, with room at the ends. */
export function doseRange(doses: readonly number[], isShare: boolean): Range {
  const [least, most] = [Math.min(...doses), Math.max(...doses)];
  const room = 0.06 * (most - least || 1);
  return { low: isShare ? 0 : least - room, high: most + room };
}

/** The range of scores: 0 and 100 always, and what lies beyond as far as scores count. */
export function scoreRange(scores: readonly number[]): Range {
  const low = Math.min(0, ...scores);
  const high = Math.max(100, ...scores);
  return { low: Math.max(-100, 25 * Math.floor(low / 25)), high: Math.min(110, high > 100 ? 110 : 100) };
}

/** The range of amounts, from 0 on. */
export function amountRange(amounts: readonly number[]): Range {
  return { low: 0, high: 1.08 * Math.max(1, ...amounts) };
}

interface Placed {
  readonly dose: number;
  readonly vouched: boolean;
}

/** Of several entries with one dose a line goes through the first that the site answers for, else through the first. */
export function throughDoses<Point extends Placed>(points: readonly Point[]): Point[] {
  const chosen = new Map<number, Point>();
  for (const point of points) {
    const known = chosen.get(point.dose);
    if (known === undefined || (!known.vouched && point.vouched)) chosen.set(point.dose, point);
  }
  return [...chosen.values()].sort((a, b) => a.dose - b.dose);
}

/** How many lines have a colour of their own; line n + 8 has that of line n. */
export const COLOURS = 8;

export const doseColour = (line: number): string => `var(--series-${(line % COLOURS) + 1})`;
