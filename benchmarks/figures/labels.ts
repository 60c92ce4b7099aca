/** Places for labels, so that none lies on another. */

/**
 * Heights for labels under each other, as near to those wanted as there is room: from above down each at least a line below
 * the one before it, then from below up, so that none leaves the range. In the order of the wanted ones, which need not be sorted.
 * Where there is no room for all, they are as far apart as there is.
 */
export function spreadHeights(
  wanted: readonly number[],
  line: number,
  [top, bottom]: readonly [number, number],
): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] as number) - (wanted[b] as number) || a - b);
  const step = Math.min(line, (bottom - top) / Math.max(1, wanted.length - 1));
  const heights = order.map((index) => Math.min(bottom, Math.max(top, wanted[index] as number)));
  for (let i = 1; i < heights.length; i++)
    heights[i] = Math.max(heights[i] as number, (heights[i - 1] as number) + step);
  for (let i = heights.length - 1, most = bottom; i >= 0; i--, most -= step)
    heights[i] = Math.min(heights[i] as number, most);
  const placed = new Array<number>(wanted.length).fill(0);
  for (const [position, index] of order.entries()) placed[index] = heights[position] as number;
  return placed;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

interface Wanted {
  /** The middle of what is labelled. */
  readonly x: number;
  readonly y: number;
  /** Of the label. */
  readonly width: number;
}

/** Where a label begins, and the middle of its height; with its box. */
export interface Placed {
  readonly box: Box;
}

/**
 * Places beside points for labels, the first of the list first: to the right, to the left, above or below, further off where
 * those are taken; null for a label that has no room. None lies on a point, on another label or outside of the frame.
 */
export function placeAround(
  labels: readonly Wanted[],
  points: readonly Box[],
  frame: Box,
  { line, gap }: { readonly line: number; readonly gap: number },
): (Placed | null)[] {
  const taken: Box[] = [...points];
  return labels.map(({ x, y, width }) => {
    for (const box of candidates({ x, y, width }, line, gap)) {
      const isInside =
        box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
      if (!isInside || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      return { box };
    }
    return null;
  });
}

/** How many lines a label may stand above or below its point. */
const REACH = 2;

function* candidates({ x, y, width }: Wanted, line: number, gap: number): Generator<Box> {
  for (let off = 0; off <= REACH; off++) {
    for (const side of off === 0 ? [0] : [-off, off]) {
      const top = y - line / 2 + side * line;
      for (const left of [x + gap, x - gap - width, x - width / 2])
        yield { left, right: left + width, top, bottom: top + line };
    }
  }
}
