/**
 * What Recharts draws over a figure's picture where its reader points: the lines in focus once more, stronger, and what stands at the
 * place that is read. The picture's own frame is its margins and the axes are hidden, so that the two can't lie apart. Loaded late.
 */
import { ComposedChart, Line, ReferenceDot, ReferenceLine, XAxis, YAxis } from 'recharts';
import { inFocus } from '#benchmarks/figures/draw-lines.ts';
import type { Figure, FigureSize, LinesFigure } from '#benchmarks/figures/figure.ts';
import { DOT_ROOM, frameOf } from '#benchmarks/figures/frame.ts';
import { heightsAt, placesOf } from '#benchmarks/figures/readout.ts';

interface Props {
  readonly figure: Figure;
  readonly size: FigureSize;
  readonly focus: readonly string[];
  /** Among the places that can be read; null for none. */
  readonly position: number | null;
}

/** Added to the width of a line that is in focus. */
const STRONGER = 0.8;
const LINE_TYPES = { none: 'linear', after: 'stepAfter', middle: 'step' } as const;

export function FigureMarks({ figure, size, focus, position }: Props) {
  const { width, height, plot } = frameOf(figure, size);
  const margin = { left: plot.left, right: width - plot.right, top: plot.top, bottom: height - plot.bottom };
  const room = figure.kind === 'dots' ? DOT_ROOM : 0;
  const place = position === null ? undefined : placesOf(figure)[position];
  const dot = figure.kind === 'dots' && place !== undefined ? figure.dots[place] : undefined;
  return (
    <div aria-hidden="true" className="figure-marks">
      <ComposedChart
        accessibilityLayer={false}
        data={rowsOf(figure)}
        height={height}
        margin={margin}
        // Drawn in the picture's measures, shown as large as the picture is.
        style={{ height: '100%', width: '100%' }}
        width={width}
      >
        <XAxis
          allowDataOverflow
          dataKey="x"
          domain={[...figure.x.domain]}
          hide
          padding={{ left: room, right: room }}
          scale={SCALES[figure.x.scale]}
          type="number"
        />
        <YAxis allowDataOverflow domain={[...figure.y.domain]} hide scale={SCALES[figure.y.scale]} type="number" />
        {position !== null && place !== undefined && dot === undefined && (
          <ReferenceLine stroke="var(--muted)" x={place} />
        )}
        {figure.kind === 'lines' &&
          focused(figure, focus).map(({ id, style }) => (
            <Line
              activeDot={false}
              connectNulls
              dataKey={id}
              dot={false}
              isAnimationActive={false}
              key={id}
              stroke={`var(--${style.colour})`}
              strokeDasharray={style.dash}
              strokeWidth={style.width + STRONGER}
              type={LINE_TYPES[figure.steps]}
            />
          ))}
        {dot !== undefined && (
          <ReferenceDot fill="none" r={9} stroke="var(--ink)" strokeWidth={1.5} x={dot.x} y={dot.y} />
        )}
        {position !== null &&
          place !== undefined &&
          dot === undefined &&
          heightsAt(figure, place, position).map((y, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may stand at one height
            <ReferenceDot fill="var(--ink)" key={index} r={2.5} stroke="none" x={place} y={y} />
          ))}
      </ComposedChart>
    </div>
  );
}

/** As Recharts names them. */
const SCALES = { linear: 'linear', root: 'sqrt' } as const;

function focused(figure: LinesFigure, focus: readonly string[]) {
  const shown = inFocus(figure, focus);
  return figure.lines.filter(({ id }) => shown.has(id));
}

/** One row a place, as Recharts reads it: a line's value under its id. */
function rowsOf(figure: Figure): Record<string, number>[] {
  if (figure.kind !== 'lines') return [{ x: figure.x.domain[0] }, { x: figure.x.domain[1] }];
  const rows = new Map(placesOf(figure).map((x) => [x, { x } as Record<string, number>]));
  for (const { id, points } of figure.lines)
    for (const [x, y] of points) {
      const row = rows.get(x);
      if (row) row[id] = y;
    }
  return [...rows.values()];
}
