/** Points with their intervals and, as far as there is room, their names; what the kinds are stands beside the plot. */
import type { Dot, DotsFigure } from './figure.ts';
import { clipped, type Frame, GAP } from './frame.ts';
import { type Box, placeAround } from './labels.ts';
import { markerPath, RADIUS, whiskerPath } from './markers.ts';
import { LINE, TEXT } from './measures.ts';
import { pathInSteps } from './paths.ts';
import { cut, textAt, widthOf } from './svg-text.ts';

/** The longest name of a point, in units of the picture. */
const MOST_NAME = 190;

export function drawDots(figure: DotsFigure, frame: Frame): string[] {
  const { x, y } = frame.inside;
  const steps = pathInSteps(
    figure.frontier.map(([atX, atY]) => [x(atX), y(atY)]),
    'after',
  );
  const whiskers = figure.dots.map(({ x: atX, low, high }) =>
    low === null || high === null ? '' : whiskerPath(x(atX), y(low), y(high)),
  );
  return [
    clipped(frame, 'lines', [
      `<path class="frontier" d="${steps}" stroke="var(--ink)" stroke-dasharray="5 3" stroke-width="1.4"/>`,
      `<path d="${whiskers.join('')}" stroke="var(--muted)" stroke-opacity=".6"/>`,
    ]),
    ...figure.dots.map((dot) => {
      const kind = figure.kinds[dot.kind];
      if (kind === undefined) return '';
      return `<path d="${markerPath(kind.marker, x(dot.x), y(dot.y))}" fill="var(--${kind.colour})" stroke="var(--${kind.marker === 'cross' ? kind.colour : 'paper'})"/>`;
    }),
    ...names(figure, frame),
    ...kinds(figure, frame),
  ];
}

const boxOf = ({ x: atX, y: atY }: Dot, { inside: { x, y } }: Frame): Box => ({
  left: x(atX) - RADIUS,
  right: x(atX) + RADIUS,
  top: y(atY) - RADIUS,
  bottom: y(atY) + RADIUS,
});

function names({ dots, frontier }: DotsFigure, frame: Frame): string[] {
  const { plot } = frame;
  const { x, y } = frame.inside;
  const named = dots
    .flatMap((dot) => (dot.rank === null ? [] : [{ dot, rank: dot.rank, text: cut(dot.name, TEXT, MOST_NAME) }]))
    .sort((a, b) => a.rank - b.rank);
  const placed = placeAround(
    named.map(({ dot, text }) => ({ x: x(dot.x), y: y(dot.y), width: widthOf(text, TEXT) })),
    [...dots.map((dot) => boxOf(dot, frame)), ...stepBoxes(frontier.map(([atX, atY]) => [x(atX), y(atY)] as const))],
    plot,
    { line: LINE, gap: 2 * RADIUS },
  );
  return placed.map((place, index) => {
    const label = named[index];
    if (place === null || label === undefined) return '';
    return textAt(label.text, { class: 'name halo', x: place.box.left, y: place.box.bottom - 3 });
  });
}

/** The line of steps as boxes, which names keep off. */
function stepBoxes(places: readonly (readonly [number, number])[]): Box[] {
  return places.slice(1).flatMap(([right, next], index) => {
    const [left, height] = places[index] as readonly [number, number];
    return [
      { left, right, top: height - 1, bottom: height + 1 },
      { left: right - 1, right: right + 1, top: Math.min(height, next), bottom: Math.max(height, next) },
    ];
  });
}

/** The kinds that there are, with their signs. */
function kinds({ kinds: all, dots }: DotsFigure, { plot, width }: Frame): string[] {
  const used = all.filter((_, index) => dots.some((dot) => dot.kind === index));
  return used.flatMap(({ name, colour, marker }, index) => {
    const y = plot.top + 8 + index * (LINE + 3);
    const x = plot.right + GAP + 6;
    return [
      `<path d="${markerPath(marker, x, y)}" fill="var(--${colour})" stroke="var(--${marker === 'cross' ? colour : 'paper'})"/>`,
      textAt(cut(name, TEXT, width - x - 16), { class: 'name', x: x + 10, y: y + 4 }),
    ];
  });
}

/** The point nearest to a place of the picture, by position; null where there are none. */
export function nearestDot(
  { dots }: DotsFigure,
  { inside: { x, y } }: Frame,
  [atX, atY]: readonly [number, number],
): number | null {
  let found: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, dot] of dots.entries()) {
    const distance = Math.hypot(x(dot.x) - atX, y(dot.y) - atY);
    if (distance >= least) continue;
    [found, least] = [index, distance];
  }
  return found;
}
