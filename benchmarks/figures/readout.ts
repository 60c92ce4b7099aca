/** What a figure says at one place: written over its labels, beside the plot, so that it hides nothing of it. */
import { nearestDot } from './draw-dots.ts';
import { inFocus } from './draw-lines.ts';
import { upperEnds } from './draw-stack.ts';
import type { Figure, LinesFigure, ValueKind } from './figure.ts';
import { type Frame, GAP, STYLE } from './frame.ts';
import { LINE, TEXT } from './measures.ts';
import { at, cut, textAt, widthOf } from './svg-text.ts';

export type ValueText = (value: number, kind: ValueKind) => string;

export interface Readout {
  /** What is read, such as the generation. */
  readonly title: string;
  /** By value, the greatest first. */
  readonly rows: readonly ReadoutRow[];
}

export interface ReadoutRow {
  readonly name: string;
  /** Empty where the name says it. */
  readonly text: string;
  /** A name of the palette. */
  readonly colour: string;
  /** Left out of the picture first, where there is no room for all. */
  readonly isBeyond?: boolean;
}

/** The places that can be read, from left to right, along the axis; of points their positions by cost. */
export function placesOf(figure: Figure): readonly number[] {
  switch (figure.kind) {
    case 'lines':
      return [...new Set(figure.lines.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b);
    case 'dots':
      return figure.dots
        .map((_, index) => index)
        .sort(
          (a, b) =>
            (figure.dots[a]?.x ?? 0) - (figure.dots[b]?.x ?? 0) || (figure.dots[b]?.y ?? 0) - (figure.dots[a]?.y ?? 0),
        );
    case 'stack':
      return figure.at;
    case 'rows':
      return [];
  }
}

/** The position among the places that is nearest to a place of the picture; null where there is none. */
export function placeAt(figure: Figure, frame: Frame, point: readonly [number, number]): number | null {
  const places = placesOf(figure);
  if (figure.kind === 'dots') {
    const dot = nearestDot(figure, frame, point);
    return dot === null ? null : places.indexOf(dot);
  }
  let found: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, place] of places.entries()) {
    const distance = Math.abs(frame.x(place) - point[0]);
    if (distance >= least) continue;
    [found, least] = [index, distance];
  }
  return found;
}

/** What stands at the n-th place. @param to the word between the ends of an interval */
export function readoutAt(
  figure: Figure,
  position: number,
  text: ValueText,
  focus: readonly string[],
  to: string,
): Readout | null {
  const place = placesOf(figure)[position];
  if (place === undefined) return null;
  const { values } = figure;
  switch (figure.kind) {
    case 'lines': {
      const title = `${figure.x.name} ${text(place, values.x)}`;
      return {
        title,
        rows: linesAt(figure, place, focus).map(({ value, ...line }) => ({ ...line, text: text(value, values.y) })),
      };
    }
    case 'dots': {
      const dot = figure.dots[place];
      if (dot === undefined) return null;
      const kind = figure.kinds[dot.kind];
      return {
        title: dot.name,
        rows: [
          { name: figure.y.name, text: text(dot.y, values.y), colour: 'ink' },
          ...(dot.low === null || dot.high === null
            ? []
            : [{ name: '95%', text: `${text(dot.low, values.y)} ${to} ${text(dot.high, values.y)}`, colour: 'ink' }]),
          { name: figure.x.name, text: text(dot.x, values.x), colour: 'ink' },
          ...(kind === undefined ? [] : [{ name: kind.name, text: '', colour: kind.colour }]),
        ],
      };
    }
    case 'stack': {
      const rows = figure.bands.map(({ name, colour, amounts }) => ({ name, colour, value: amounts[position] ?? 0 }));
      const shown = rows.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value);
      return {
        title: `${figure.x.name} ${text(place, values.x)}`,
        rows: shown.map(({ name, colour, value }) => ({ name, colour, text: text(value, values.y) })),
      };
    }
    case 'rows':
      return null;
  }
}

/** By value, the greatest first. */
function linesAt(figure: LinesFigure, place: number, focus: readonly string[]) {
  const shown = inFocus(figure, focus);
  return figure.lines
    .flatMap(({ id, name, style, points }) => {
      const point = points.find(([x]) => x === place);
      return point === undefined
        ? []
        : [{ name, value: point[1], colour: shown.has(id) ? style.colour : 'muted', isBeyond: !shown.has(id) }];
    })
    .sort((a, b) => b.value - a.value);
}

/** Between values and the picture's edge. */
const EDGE = 6;
/** Of the sign of a row's colour. */
const SIGN = 12;

/** The readout as a picture of the same measures, to lie over the figure's. */
export function drawReadout(frame: Frame, readout: Readout): string {
  const { plot, width, height } = frame;
  const left = plot.right + GAP;
  const room = width - left - EDGE;
  const top = plot.top - 4;
  const rows = laidOut(readout.rows, room, plot.bottom - top - LINE);
  const texts = rows.flatMap(({ row, lines, line }) => {
    const y = top + LINE * (line + 2);
    const nameRoom = lines === 1 ? room - widthOf(row.text, TEXT) - 6 : room;
    const value = { class: 'name', anchor: 'end', x: left + room, y: y + LINE * (lines - 1) } as const;
    return [
      `<rect x="${at(left)}" y="${at(y - 8)}" width="8" height="8" fill="var(--${row.colour})"/>`,
      textAt(cut(row.name, TEXT, nameRoom - SIGN), {
        class: row.isBeyond ? 'tick end' : 'name end',
        x: left + SIGN,
        y,
      }),
      row.text === '' ? '' : textAt(row.text, value),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="figure readout" viewBox="0 0 ${width} ${height}" aria-hidden="true">`,
    // Its picture is another document, whose style doesn't reach here.
    `<style>${STYLE}</style>`,
    `<path class="paper" d="M${at(plot.right + 2.5)} ${at(top - 6)}H${width}V${at(plot.bottom + 8)}H${at(left - 1)}V${at(plot.bottom - 0.5)}H${at(plot.right + 2.5)}Z"/>`,
    // To the picture's edge: on a telephone a generation's number is just beyond the room of values.
    textAt(cut(readout.title, TEXT, room + EDGE), { class: 'name', x: left, y: top + LINE - 4 }),
    ...texts,
    '</svg>',
  ].join('');
}

/** Rows with the lines they take: two where name and value have no room in one. What is beyond focus is left out where there is no room. */
function laidOut(rows: readonly ReadoutRow[], room: number, height: number) {
  const linesOf = ({ name, text }: ReadoutRow): number =>
    text !== '' && SIGN + widthOf(name, TEXT) + widthOf(text, TEXT) + 6 > room ? 2 : 1;
  let left = Math.floor(height / LINE);
  const shown = new Set<ReadoutRow>();
  for (const row of [...rows.filter(({ isBeyond }) => !isBeyond), ...rows.filter(({ isBeyond }) => isBeyond)]) {
    if (linesOf(row) > left) break;
    left -= linesOf(row);
    shown.add(row);
  }
  let line = 0;
  return rows
    .filter((row) => shown.has(row))
    .map((row) => {
      const place = { row, line, lines: linesOf(row) };
      line += place.lines;
      return place;
    });
}

/** The heights at which something stands at a place, by its number and its position among the places. */
export function heightsAt(figure: Figure, place: number, position: number): number[] {
  if (figure.kind === 'lines')
    return figure.lines.flatMap(({ points }) => points.filter(([x]) => x === place).map(([, y]) => y));
  return figure.kind === 'stack' ? upperEnds(figure).map((ends) => ends[position] ?? 0) : [];
}
