/**
 * Draws a figure as an SVG. One piece of code for every reader: a server sends the picture, a browser draws it again where its
 * reader points at it or chooses other lines, a report has it within.
 */
import { drawDots } from './draw-dots.ts';
import { drawLines } from './draw-lines.ts';
import { drawRows } from './draw-rows.ts';
import { drawStack } from './draw-stack.ts';
import type { Figure, FigureSize } from './figure.ts';
import { axes, type Frame, frameOf, sheet } from './frame.ts';

/** @param focus ids of lines in focus; where it names none of the figure's, the first are (draw-lines.ts) */
export function drawFigure(figure: Figure, size: FigureSize, focus: readonly string[] = []): string {
  const frame = frameOf(figure, size);
  return sheet(figure, frame, [...axes(figure, frame), ...inside(figure, frame, size, focus)]);
}

function inside(figure: Figure, frame: Frame, size: FigureSize, focus: readonly string[]): string[] {
  switch (figure.kind) {
    case 'lines':
      return drawLines(figure, frame, focus);
    case 'dots':
      return drawDots(figure, frame);
    case 'stack':
      return drawStack(figure, frame);
    case 'rows':
      return drawRows(figure, frame, size);
  }
}
