/** Amounts on each other as bands in steps, their names at their ends. */
import type { StackFigure } from './figure.ts';
import { clipped, type Frame, GAP } from './frame.ts';
import { spreadHeights } from './labels.ts';
import { LINE, TEXT } from './measures.ts';
import { at, textAt, wrapped } from './svg-text.ts';

/** The upper ends of all bands: `[band][place]`, the lowest band first. */
export function upperEnds({ bands, at: places }: StackFigure): number[][] {
  const total = places.map(() => 0);
  return bands.map(({ amounts }) =>
    places.map((_, index) => {
      total[index] = (total[index] ?? 0) + (amounts[index] ?? 0);
      return total[index] as number;
    }),
  );
}

export function drawStack(figure: StackFigure, frame: Frame): string[] {
  const { x, y, plot } = frame;
  const ends = upperEnds(figure);
  const bands = figure.bands.map(({ colour }, band) => {
    const edge = (values: readonly number[]): (readonly [number, number])[] =>
      values.flatMap((value, index) => {
        // A generation's bar stands around its place.
        const [from, to] = [-0.5, 0.5].map((half) => x((figure.at[index] ?? 0) + half)) as [number, number];
        return [[from, y(value)] as const, [to, y(value)] as const];
      });
    const upper = edge(ends[band] ?? []);
    const lower = edge(band === 0 ? figure.at.map(() => 0) : (ends[band - 1] ?? []));
    const path = [...upper, ...lower.reverse()].map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join('L');
    return `<path d="M${path}Z" fill="var(--${colour})" stroke="var(--paper)" stroke-width=".7"/>`;
  });
  const middles = figure.bands.map((_, band) => {
    const [upper, lower] = [ends[band]?.at(-1) ?? 0, band === 0 ? 0 : (ends[band - 1]?.at(-1) ?? 0)];
    return y((upper + lower) / 2);
  });
  const room = frame.width - plot.right - GAP - 18;
  const names = figure.bands.map(({ name }) => wrapped(name, TEXT, room, 2));
  const lines = Math.max(1, ...names.map(({ length }) => length));
  const heights = spreadHeights(middles, LINE * lines + 2, [plot.top, plot.bottom - LINE * (lines - 1)]);
  const labels = figure.bands.flatMap(({ colour }, band) => {
    const height = heights[band] as number;
    const sign = `<rect x="${at(plot.right + GAP)}" y="${at(height - 5)}" width="10" height="10" fill="var(--${colour})" stroke="var(--line)"/>`;
    const texts = (names[band] ?? []).map((text, line) =>
      textAt(text, { class: 'name', x: plot.right + GAP + 15, y: height + 4 + LINE * line }),
    );
    return [sign, ...texts];
  });
  return [clipped(frame, 'stack', bands), ...labels];
}
