/** Values with their intervals in rows, about a line at 0: a forest plot. What leaves the axis ends in an arrow. */
import type { FigureSize, RowMark, RowsFigure } from './figure.ts';
import type { Frame } from './frame.ts';
import { markerPath } from './markers.ts';
import { LINE, TEXT } from './measures.ts';
import { KIND_SIGN, kindRows, rowNames, tellsIntervals, VALUE_ROOM } from './rows-plot.ts';
import { at, textAt } from './svg-text.ts';

export function drawRows(figure: RowsFigure, frame: Frame, size: FigureSize): string[] {
  const { plot, x } = { plot: frame.plot, x: frame.inside.x };
  const [least, most] = figure.x.domain;
  const pitch = (plot.bottom - plot.top) / Math.max(1, figure.rows.length);
  const zero =
    least <= 0 && most >= 0 ? `<path class="mark" d="M${at(x(0))} ${at(plot.top)}V${at(plot.bottom)}"/>` : '';
  const names = rowNames(figure, size);
  return [
    ...legend(figure, frame, size),
    ...figure.x.ticks.map(
      ({ at: value }) => `<path class="grid" d="M${at(x(value))} ${at(plot.top)}V${at(plot.bottom)}"/>`,
    ),
    zero,
    ...figure.rows.flatMap(({ marks }, index) => {
      const middle = plot.top + pitch * (index + 0.5);
      const step = marks.length < 2 ? 0 : (pitch - 8) / marks.length;
      return [
        ...nameLines(names[index] ?? [], plot.left - 8, middle),
        ...marks.flatMap((mark, position) =>
          markAt(mark, figure, frame, middle + step * (position - (marks.length - 1) / 2)),
        ),
        ...(figure.kinds.length === 0 ? told(figure, frame, size, index, middle) : []),
      ];
    }),
  ];
}

function nameLines(lines: readonly string[], x: number, middle: number): string[] {
  const first = middle + 4 - (LINE * (lines.length - 1)) / 2;
  return lines.map((line, index) => textAt(line, { class: 'name', anchor: 'end', x, y: first + LINE * index }));
}

function markAt(
  { value, low, high, colour, marker }: RowMark,
  { x: axis }: RowsFigure,
  { plot, inside: { x } }: Frame,
  y: number,
): string[] {
  const [least, most] = axis.domain;
  const [left, right] = [low ?? value, high ?? value];
  const stroke = `var(--${colour})`;
  const arrows = [
    left < least ? `M${at(plot.left + 6)} ${at(y - 4)}l-6 4l6 4` : '',
    right > most ? `M${at(plot.right - 6)} ${at(y - 4)}l6 4l-6 4` : '',
  ].join('');
  return [
    `<path d="M${at(x(left))} ${at(y)}H${at(x(right))}" stroke="${stroke}" stroke-width="2.5"/>`,
    arrows === '' ? '' : `<path d="${arrows}" fill="none" stroke="${stroke}" stroke-width="1.5"/>`,
    `<path d="${markerPath(marker, x(value), y)}" fill="${stroke}" stroke="var(--paper)"/>`,
  ];
}

/** What is written at a row's end: its value as the numbers have it, and where there is room the interval. */
function told({ numbers }: RowsFigure, { plot }: Frame, size: FigureSize, row: number, middle: number): string[] {
  const cell = numbers.rows[row]?.[1];
  if (cell === undefined) return [];
  const { text, note = '' } = typeof cell === 'string' ? { text: cell } : cell;
  const value = textAt(text, { class: 'name', anchor: 'end', x: plot.right + VALUE_ROOM - 6, y: middle + 4 });
  if (note === '' || !tellsIntervals(size)) return [value];
  return [value, textAt(note, { class: 'tick', x: plot.right + VALUE_ROOM + 4, y: middle + 4 })];
}

/** What the marks of a row are, above the plot. */
function legend(figure: RowsFigure, { plot }: Frame, size: FigureSize): string[] {
  const rows = figure.kinds.length === 0 ? [] : kindRows(figure, size);
  return rows.flatMap((row, index) => {
    const y = plot.top - 12 - (LINE + 4) * (rows.length - 1 - index);
    return row.flatMap(([position, x]) => {
      const kind = figure.kinds[position];
      if (kind === undefined) return [];
      return [
        `<path d="${markerPath(kind.marker, x + 5, y)}" fill="var(--${kind.colour})" stroke="var(--paper)"/>`,
        textAt(kind.name, { class: 'name', x: x + KIND_SIGN, y: y + TEXT / 3 }),
      ];
    });
  });
}
