/** What all figures have: their measures, the sheet with its title, the axes, the column beside the plot. */
import { FIGURE_SIZES, type Figure, type FigureSize } from './figure.ts';
import { type FigureHeights, LINE, MEASURES, STACK_NAME, STACK_PLOTS, TEXT } from './measures.ts';
import { COLOURS, PALETTES, type Palette } from './palette.ts';
import { plotOfRows } from './rows-plot.ts';
import { type Scale, scaleOf, within } from './scales.ts';
import { at, cut, escaped, textAt, widthOf, wrapped } from './svg-text.ts';

export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly plot: Plot;
  /** Where values stand; beyond the plot where they leave it. */
  readonly x: Scale;
  readonly y: Scale;
  /** The same, at the plot's edge in place of beyond it. */
  readonly inside: { readonly x: Scale; readonly y: Scale };
}

const TITLE = 14;
const TITLE_LINE = 17;
/** Between the plot and what stands in the column beside it. */
export const GAP = 8;
/** Between the ends of the axis of points and the plot's. */
export const DOT_ROOM = 10;

const titleLines = ({ title }: Figure, width: number): string[] => wrapped(title, TITLE * 1.05, width - 16, 2);

/** Below the plot: ticks and the axis's name. */
const FOOT = 40;

/** With a column for names at its right. */
function plotBeside(figure: Figure, size: FigureSize, head: number): Plot {
  const { width, column, height } = MEASURES[size];
  const widest = Math.max(26, ...figure.y.ticks.map(({ label }) => widthOf(label, TEXT)));
  const top = head + (figure.y.name === '' ? 10 : LINE + 8);
  return {
    left: 14 + Math.min(70, widest),
    right: width - column,
    top,
    bottom:
      figure.kind === 'stack' ? top + Math.max(STACK_PLOTS[size], STACK_NAME * figure.bands.length) : height - FOOT,
  };
}

/** Where a figure's parts stand. */
export function frameOf(figure: Figure, size: FigureSize): Frame {
  const { width } = MEASURES[size];
  const head = 8 + TITLE_LINE * titleLines(figure, width).length + (figure.subtitle === '' ? 0 : LINE);
  const plot = figure.kind === 'rows' ? plotOfRows(figure, size, head) : plotBeside(figure, size, head);
  const height = plot.bottom + FOOT;
  // Points at an end are seen whole.
  const room = figure.kind === 'dots' ? DOT_ROOM : 0;
  const x = scaleOf(figure.x, plot.left + room, plot.right - room);
  const y = scaleOf(figure.y, plot.bottom, plot.top);
  const inside = { x: within(x, plot.left, plot.right), y: within(y, plot.top, plot.bottom) };
  return { width, height, plot, x, y, inside };
}

/** How high a figure is at each size. */
export const heightsOf = (figure: Figure): FigureHeights =>
  Object.fromEntries(FIGURE_SIZES.map((size) => [size, frameOf(figure, size).height])) as unknown as FigureHeights;

/** A whole picture around what is drawn in it. */
export function sheet(figure: Figure, { width, height }: Frame, inside: readonly string[]): string {
  const lines = titleLines(figure, width);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="figure" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" xml:lang="${escaped(figure.language)}" aria-label="${escaped(figure.description)}">`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...lines.map((line, index) => textAt(line, { class: 'title', x: 8, y: 8 + TITLE_LINE * index + 12 })),
    figure.subtitle === ''
      ? ''
      : textAt(cut(figure.subtitle, TEXT, width - 16), { class: 'tick', x: 8, y: 8 + TITLE_LINE * lines.length + 10 }),
    ...inside,
    '</svg>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** Both axes with their names. */
export function axes(figure: Figure, { plot, x, y, height }: Frame): string[] {
  const isRows = figure.kind === 'rows';
  const values = isRows
    ? []
    : figure.y.ticks.map(
        ({ at: value, label }) =>
          `<path class="grid" d="M${at(plot.left)} ${at(y(value))}H${at(plot.right)}"/>${textAt(label, { class: 'tick', anchor: 'end', x: plot.left - 6, y: y(value) + 4 })}`,
      );
  const named = isRows || figure.y.name === '' ? '' : textAt(figure.y.name, { class: 'tick', x: 8, y: plot.top - 11 });
  return [
    ...values,
    ...figure.x.ticks.map(
      ({ at: value, label }) =>
        `<path class="mark" d="M${at(x(value))} ${at(plot.bottom)}v4"/>${textAt(label, { class: 'tick', anchor: 'middle', x: x(value), y: plot.bottom + 17 })}`,
    ),
    `<path class="mark" d="M${at(plot.left)} ${at(plot.bottom)}H${at(plot.right)}"/>`,
    named,
    textAt(cut(figure.x.name, TEXT, plot.right - 8), { class: 'tick', anchor: 'end', x: plot.right, y: height - 7 }),
  ];
}

/** What is drawn in the plot and nowhere else: a picture within, which cuts by itself and needs no name of its own. */
export function clipped({ plot }: Frame, className: string, inside: readonly string[]): string {
  const [width, height] = [plot.right - plot.left, plot.bottom - plot.top];
  // Half a line's width beyond the ends, so that what runs along an end is seen whole.
  return `<svg class="${className}" x="${at(plot.left - 2)}" y="${at(plot.top - 2)}" width="${at(width + 4)}" height="${at(height + 4)}" viewBox="${at(plot.left - 2)} ${at(plot.top - 2)} ${at(width + 4)} ${at(height + 4)}">${inside.join('')}</svg>`;
}

const variables = (palette: Palette): string => COLOURS.map((name) => `--${name}:${palette[name]}`).join(';');

/** Every rule names the figure: in a page a picture's style is the page's. On paper it is light. */
export const STYLE = [
  `.figure{${variables(PALETTES.light)};font-variant-numeric:tabular-nums}`,
  `@media screen and (prefers-color-scheme:dark){.figure{${variables(PALETTES.dark)}}}`,
  `.figure text{font:${TEXT}px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}`,
  `.figure .title{fill:var(--ink);font:600 ${TITLE}px "Iowan Old Style",Charter,"Bitstream Charter",Cambria,Georgia,serif}`,
  '.figure .paper{fill:var(--paper)}.figure .tick{fill:var(--muted)}.figure .name{fill:var(--ink)}',
  '.figure .grid{stroke:var(--line);fill:none}.figure .mark{stroke:var(--muted);fill:none}',
  '.figure .lead{stroke:var(--line);fill:none}.figure .sample{fill:none}',
  '.figure .lines path{fill:none;stroke-linejoin:round}.figure .bands path{fill-opacity:.13}',
  '.figure .strands path{fill:none;stroke-opacity:.28;stroke-width:.7}.figure .strands .first{stroke-opacity:.9;stroke-width:1}',
  '.figure .beyond{stroke:var(--muted);stroke-opacity:.38}',
  '.figure .truth{stroke:var(--muted);stroke-dasharray:1 4;stroke-width:1.6}',
  '.figure .limit{stroke:var(--bad);stroke-dasharray:4 4}.figure .law{stroke:var(--ink);stroke-dasharray:3 3;stroke-width:1.4}',
  '.figure .halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}',
].join('');
