/** Lines over an axis: those in focus in their colours with intervals and names at their ends, the others in grey. */
import type { Guide, Line, LinesFigure } from './figure.ts';
import { MOST_IN_FOCUS } from './figure.ts';
import { clipped, type Frame, GAP, LINE, TEXT } from './frame.ts';
import { spreadHeights } from './labels.ts';
import { markerPath, whiskerPath } from './markers.ts';
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
  ];
}

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

/** Names at the lines' ends, moved apart where they would lie on each other; a thin line leads to one that was moved. */
function endLabels(
  lines: readonly Line[],
  guides: readonly Guide[],
  { inside: { x, y }, plot, width }: Frame,
): string[] {
  const ends = [
    ...guides.flatMap(({ kind, name, points }) => {
      const last = points.at(-1);
      const colour = { truth: 'muted', limit: 'bad', law: 'ink' }[kind];
      return last === undefined ? [] : [{ name, colour, x: x(last[0]), y: y(last[1]) }];
    }),
    ...lines.flatMap(({ name, style, points }) => {
      const last = points.at(-1);
      return last === undefined ? [] : [{ name, colour: style.colour, x: x(last[0]), y: y(last[1]) }];
    }),
  ];
  const heights = spreadHeights(
    ends.map((end) => end.y),
    LINE,
    [plot.top, plot.bottom],
  );
  return ends.flatMap((end, index) => {
    const height = heights[index] as number;
    const lead =
      Math.abs(height - end.y) < 3 && plot.right - end.x < 2
        ? ''
        : `<path class="grid" d="M${at(end.x + 1)} ${at(end.y)}L${at(plot.right + GAP - 2)} ${at(height)}"/>`;
    const text = cut(end.name, TEXT, width - plot.right - GAP - 4);
    return [lead, textAt(text, { class: 'end', colour: end.colour, x: plot.right + GAP, y: height + 4 })];
  });
}
