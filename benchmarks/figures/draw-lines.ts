/** Lines over an axis: those in focus in their colours with intervals and names at their ends, the others in grey. */
import { groupBy } from '../protocol/group-by.ts';
import type { Guide, Line, LinesFigure, Strand } from './figure.ts';
import { MOST_IN_FOCUS } from './figure.ts';
import { clipped, type Frame, GAP } from './frame.ts';
import { spreadHeights } from './labels.ts';
import type { LineStyle } from './line-styles.ts';
import { markerPath, whiskerPath } from './markers.ts';
import { LINE, TEXT } from './measures.ts';
import { pathAround, pathInSteps, pathThrough } from './paths.ts';
import { at, cut, textAt } from './svg-text.ts';

/** A line has at most so many signs: more would be a line of signs. */
const MOST_MARKERS = 12;

/** Those in focus: the references, and of the others those asked for; without any the first. By id. */
export function inFocus(figure: LinesFigure, asked: readonly string[]): ReadonlySet<string> {
  const others = figure.lines.filter(({ isReference }) => !isReference).map(({ id }) => id);
  const wanted = asked.filter((id) => others.includes(id));
  const chosen = (wanted.length > 0 ? wanted : others).slice(0, MOST_IN_FOCUS);
  return new Set([...figure.lines.filter(({ isReference }) => isReference).map(({ id }) => id), ...chosen]);
}

export function drawLines(figure: LinesFigure, frame: Frame, asked: readonly string[]): string[] {
  const focus = inFocus(figure, asked);
  const shown = figure.lines.filter(({ id }) => focus.has(id));
  const beyond = figure.lines.filter(({ id }) => !focus.has(id));
  const path = (line: Line): string => pathOf(figure, line, frame);
  return [
    clipped(frame, 'bands', figure.intervals === 'bands' ? shown.map((line) => bandOf(line, frame)) : []),
    ...(figure.strands === undefined ? [] : [clipped(frame, 'strands', strandPaths(figure.strands, frame))]),
    clipped(frame, 'lines', [
      ...figure.guides.map((guide) => guideOf(guide, frame)),
      ...beyond.map((line) => `<path class="beyond" d="${path(line)}"/>`),
      ...shown.map(
        (line) =>
          `<path d="${path(line)}" stroke="var(--${line.style.colour})" stroke-dasharray="${line.style.dash}" stroke-width="${line.style.width}"/>`,
      ),
    ]),
    ...shown.flatMap((line) => signsOf(figure, line, frame)),
    ...endLabels(shown, figure.guides, frame),
    ...(figure.marked === undefined ? [] : ringOf(figure.marked, frame)),
  ];
}

/** All strands of a colour in one path, and the first ones stronger over them. */
function strandPaths(strands: readonly Strand[], { x, y }: Frame): string[] {
  const path = (own: readonly Strand[]): string =>
    own.map(({ points }) => pathThrough(points.map(([atX, atY]) => [x(atX), y(atY)]))).join('');
  return [...groupBy(strands, ({ colour, isFirst }) => `${isFirst ? 'first ' : ''}${colour}`)]
    .sort(([a], [b]) => Number(a.startsWith('first ')) - Number(b.startsWith('first ')))
    .map(([name, own]) => {
      const [colour, isFirst] = [own[0]?.colour, name.startsWith('first ')];
      return `<path${isFirst ? ' class="first"' : ''} d="${path(own)}" stroke="var(--${colour})"/>`;
    });
}

/** Around the place that stands out, with its name on the side where there is room. */
function ringOf(
  { name, point: [atX, atY] }: NonNullable<LinesFigure['marked']>,
  { inside: { x, y }, plot }: Frame,
): string[] {
  const [px, py] = [x(atX), y(atY)];
  const isRight = px > (plot.left + plot.right) / 2;
  const isAbove = py - plot.top > 30;
  const room = (isRight ? px - plot.left : plot.right - px) + RING;
  return [
    `<circle cx="${at(px)}" cy="${at(py)}" r="${RING}" fill="none" stroke="var(--ink)" stroke-width="2"/>`,
    textAt(cut(name, TEXT, room), {
      class: 'name halo',
      x: isRight ? px + RING : px - RING,
      y: isAbove ? py - RING - 5 : py + RING + LINE,
      ...(isRight ? { anchor: 'end' } : {}),
    }),
  ];
}

const RING = 8;

function pathOf({ steps }: LinesFigure, { points }: Line, { x, y }: Frame): string {
  const places = points.map(([atX, atY]) => [x(atX), y(atY)] as const);
  return steps === 'none' ? pathThrough(places) : pathInSteps(places, steps);
}

function bandOf({ points, style }: Line, { x, y }: Frame): string {
  const ends = (end: 2 | 3) =>
    points.flatMap((point) => (point[end] === null ? [] : [[x(point[0]), y(point[end])] as const]));
  const path = pathAround(ends(3), ends(2));
  return path === '' ? '' : `<path d="${path}" fill="var(--${style.colour})"/>`;
}

function guideOf({ kind, points }: Guide, { x, y }: Frame): string {
  return `<path class="${kind}" d="${pathThrough(points.map(([atX, atY]) => [x(atX), y(atY)]))}"/>`;
}

/** Intervals and markers at points. Of a long line every so many. */
function signsOf({ intervals }: LinesFigure, { points, signs, style }: Line, { inside: { x, y } }: Frame): string[] {
  const hasWhiskers = intervals === 'whiskers';
  const marker = style.marker ?? (hasWhiskers ? 'circle' : null);
  const every = Math.ceil(points.length / MOST_MARKERS);
  const signed =
    signs ??
    points.filter((_, index) => hasWhiskers || index % every === 0).map((point) => ({ point, isHollow: false }));
  const colour = `var(--${style.colour})`;
  const whiskers = signed.map(({ point: [atX, , low, high] }) =>
    !hasWhiskers || low === null || high === null ? '' : whiskerPath(x(atX), y(low), y(high)),
  );
  const paths = (isHollow: boolean): string =>
    marker === null
      ? ''
      : signed
          .filter((sign) => sign.isHollow === isHollow)
          .map(({ point: [atX, atY] }) => markerPath(marker, x(atX), y(atY)))
          .join('');
  const path = (d: string, paint: string): string => (d === '' ? '' : `<path d="${d}" ${paint}/>`);
  return [
    path(whiskers.join(''), `fill="none" stroke="${colour}"`),
    path(paths(false), `fill="${colour}" stroke="${marker === 'cross' ? colour : 'var(--paper)'}"`),
    path(paths(true), `fill="var(--paper)" stroke="${colour}" stroke-width="1.5"`),
  ];
}

const GUIDE_STYLES: Readonly<Record<Guide['kind'], LineStyle>> = {
  truth: { colour: 'muted', dash: '1 4', width: 1.6, marker: null },
  limit: { colour: 'bad', dash: '4 4', width: 1, marker: null },
  law: { colour: 'ink', dash: '3 3', width: 1.4, marker: null },
};

/** Of the piece of a line before its name. */
const SAMPLE = 16;

/**
 * Names at the lines' ends, moved apart where they would lie on each other: in ink, behind a piece of their line, since not
 * every colour can be read as text. A thin line leads to one that was moved.
 */
function endLabels(
  lines: readonly Line[],
  guides: readonly Guide[],
  { inside: { x, y }, plot, width }: Frame,
): string[] {
  const ends = [
    ...guides.map(({ kind, name, points }) => ({ name, style: GUIDE_STYLES[kind], last: points.at(-1) })),
    ...lines.map(({ name, style, points }) => ({ name, style, last: points.at(-1) })),
  ].flatMap(({ last, ...end }) => (last === undefined ? [] : [{ ...end, x: x(last[0]), y: y(last[1]) }]));
  const heights = spreadHeights(
    ends.map((end) => end.y),
    LINE,
    [plot.top, plot.bottom],
  );
  const left = plot.right + GAP;
  const room = width - left - SAMPLE - 8;
  return ends.flatMap(({ name, style, ...end }, index) => {
    const height = heights[index] as number;
    const isMoved = Math.abs(height - end.y) >= 3 || plot.right - end.x >= 2;
    return [
      isMoved ? `<path class="lead" d="M${at(end.x + 1)} ${at(end.y)}L${at(left - 2)} ${at(height)}"/>` : '',
      samplePath(style, left, height),
      textAt(cut(name, TEXT, room), { class: 'name end', x: left + SAMPLE + 4, y: height + 4 }),
    ];
  });
}

function samplePath({ colour, dash, width, marker }: LineStyle, x: number, y: number): string {
  const paint = `var(--${colour})`;
  const line = `<path class="sample" d="M${at(x)} ${at(y)}h${SAMPLE}" stroke="${paint}" stroke-dasharray="${dash}" stroke-width="${width}"/>`;
  if (marker === null) return line;
  return `${line}<path d="${markerPath(marker, x + SAMPLE / 2, y)}" fill="${paint}" stroke="${marker === 'cross' ? paint : 'none'}"/>`;
}
