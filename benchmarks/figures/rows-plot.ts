/** Where the parts of a figure of rows stand: names at its left, as many lines as they take, and what is told at its right. */
import type { FigureSize, RowsFigure } from './figure.ts';
import { LINE, MEASURES, TEXT } from './measures.ts';
import { widthOf, wrapped } from './svg-text.ts';

/** A row of one line. */
const ROW = 20;
/** Between two marks of a row. */
const MARK = 13;
/** Above and below the marks of a row, and its lines. */
const AROUND = 6;
const MOST_LINES = 3;
/** A name takes at most this part of the width. */
const MOST_NAME: Readonly<Record<FigureSize, number>> = { narrow: 0.4, column: 0.36, wide: 0.42 };
/** What is told at a row's end: a value, and where there is room its interval. */
export const VALUE_ROOM = 54;
const INTERVAL_ROOM = 104;

/** Whether intervals are written behind the values: on a telephone there is no room. */
export const tellsIntervals = (size: FigureSize): boolean => size !== 'narrow';

/** The names of a figure's rows in lines. */
export function rowNames({ rows }: RowsFigure, size: FigureSize): readonly string[][] {
  const room = MOST_NAME[size] * MEASURES[size].width;
  return rows.map(({ name }) => wrapped(name, TEXT, room, MOST_LINES));
}

/** @param head what stands above, in units of the picture */
export function plotOfRows(figure: RowsFigure, size: FigureSize, head: number) {
  const { width } = MEASURES[size];
  const names = rowNames(figure, size);
  const lines = Math.max(1, ...names.map(({ length }) => length));
  const marks = Math.max(1, ...figure.rows.map((row) => row.marks.length));
  const pitch = Math.max(ROW, lines === 1 ? 0 : LINE * lines + AROUND, marks === 1 ? 0 : MARK * marks + AROUND);
  const told = VALUE_ROOM + (tellsIntervals(size) ? INTERVAL_ROOM : 0);
  const top = head + 10 + (figure.kinds.length === 0 ? 0 : kindRows(figure, size).length * (LINE + 4));
  return {
    left: 14 + Math.max(26, ...names.flat().map((name) => widthOf(name, TEXT))),
    right: width - (figure.kinds.length === 0 ? told : 20),
    top,
    bottom: top + pitch * Math.max(1, names.length),
  };
}

/** Between the signs of two kinds, and from a sign to its name. */
export const KIND_GAP = 14;
export const KIND_SIGN = 12;

/** What the marks are, in as many lines as that takes: positions among the kinds, with where each begins. */
export function kindRows({ kinds }: RowsFigure, size: FigureSize): readonly (readonly [kind: number, x: number])[][] {
  const rows: [number, number][][] = [[]];
  let x = 8;
  for (const [kind, { name }] of kinds.entries()) {
    const width = KIND_SIGN + widthOf(name, TEXT);
    if (x > 8 && x + width > MEASURES[size].width - 8) {
      rows.push([]);
      x = 8;
    }
    rows.at(-1)?.push([kind, x]);
    x += width + KIND_GAP;
  }
  return rows;
}
