/** One value with its interval in each row, about a line at 0: a forest plot. What leaves the axis ends in an arrow. */
import type { RowsFigure } from './figure.ts';
import { type Frame, TEXT } from './frame.ts';
import { at, cut, textAt } from './svg-text.ts';

export function drawRows({ rows, x: axis, numbers }: RowsFigure, { plot, inside: { x }, width }: Frame): string[] {
  const [least, most] = axis.domain;
  const pitch = (plot.bottom - plot.top) / Math.max(1, rows.length);
  const zero =
    least <= 0 && most >= 0 ? `<path class="mark" d="M${at(x(0))} ${at(plot.top)}V${at(plot.bottom)}"/>` : '';
  return [
    ...axis.ticks.map(
      ({ at: value }) => `<path class="grid" d="M${at(x(value))} ${at(plot.top)}V${at(plot.bottom)}"/>`,
    ),
    zero,
    ...rows.flatMap(({ name, value, low, high, colour }, index) => {
      const y = plot.top + pitch * (index + 0.5);
      const [left, right] = [low ?? value, high ?? value];
      const fill = `var(--${colour})`;
      const arrows = [
        left < least ? `M${at(plot.left + 6)} ${at(y - 4)}l-6 4l6 4` : '',
        right > most ? `M${at(plot.right - 6)} ${at(y - 4)}l6 4l-6 4` : '',
      ].join('');
      const told = numbers.rows[index]?.[1];
      return [
        textAt(cut(name, TEXT, plot.left - 12), { class: 'name', anchor: 'end', x: plot.left - 8, y: y + 4 }),
        `<path d="M${at(x(left))} ${at(y)}H${at(x(right))}" stroke="${fill}" stroke-width="2.5"/>`,
        arrows === '' ? '' : `<path d="${arrows}" fill="none" stroke="${fill}" stroke-width="1.5"/>`,
        `<circle cx="${at(x(value))}" cy="${at(y)}" r="4" fill="${fill}" stroke="var(--paper)"/>`,
        told === undefined
          ? ''
          : textAt(typeof told === 'string' ? told : told.text, {
              class: 'name',
              anchor: 'end',
              x: width - 8,
              y: y + 4,
            }),
      ];
    }),
  ];
}
