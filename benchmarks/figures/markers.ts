/** Signs at points. */
import type { Marker } from './figure.ts';
import { at } from './svg-text.ts';

/** Half a sign's size. */
export const RADIUS = 3.6;

/** The outline of a sign about a point; a cross has none and is drawn by its line. */
export function markerPath(marker: Marker, x: number, y: number, radius = RADIUS): string {
  const r = radius;
  const [left, right, top, bottom] = [at(x - r), at(x + r), at(y - r), at(y + r)];
  switch (marker) {
    case 'circle':
      return `M${left} ${at(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
    case 'square':
      return `M${left} ${top}H${right}V${bottom}H${left}Z`;
    case 'triangle':
      return `M${at(x)} ${top}L${right} ${bottom}H${left}Z`;
    case 'diamond':
      return `M${at(x)} ${at(y - 1.2 * r)}L${at(x + 1.2 * r)} ${at(y)}L${at(x)} ${at(y + 1.2 * r)}L${at(x - 1.2 * r)} ${at(y)}Z`;
    case 'cross':
      return `M${left} ${top}L${right} ${bottom}M${left} ${bottom}L${right} ${top}`;
  }
}

/** Half the width of an interval's ends. */
const CAP = 3;

/** An interval about a point, upright with its ends. */
export function whiskerPath(x: number, low: number, high: number): string {
  if (low === high) return '';
  return `M${at(x)} ${at(low)}V${at(high)}M${at(x - CAP)} ${at(low)}h${2 * CAP}M${at(x - CAP)} ${at(high)}h${2 * CAP}`;
}
