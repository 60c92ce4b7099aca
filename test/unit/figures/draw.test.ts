/** Pictures of figures: what is in focus, where things stand, what is told to whom. */
import { describe, expect, it } from 'vitest';
import { drawFigure } from '../../../benchmarks/figures/draw.ts';
import type { DotsFigure, LinesFigure, Point, RowsFigure, StackFigure } from '../../../benchmarks/figures/figure.ts';
import { frameOf, heightsOf } from '../../../benchmarks/figures/frame.ts';
import { lineStyles } from '../../../benchmarks/figures/line-styles.ts';
import { placeAt, placesOf, readoutAt } from '../../../benchmarks/figures/readout.ts';

const axis = (low: number, high: number, name = '') => ({
  name,
  domain: [low, high] as const,
  ticks: [low, high].map((at) => ({ at, label: String(at) })),
  scale: 'linear' as const,
});
const BASE = {
  title: 'Gaussian',
  subtitle: '',
  description: 'Gaussian; a < b & "c"',
  language: 'en',
  values: { x: 'number', y: 'number' },
  numbers: { columns: [], rows: [] },
  page: '/benchmarks/gaussian',
} as const;

const ramp = (to: number): Point[] => Array.from({ length: 11 }, (_, g) => [g, (to * g) / 10, g / 20, g / 5] as const);

function lines(specs: Readonly<Record<string, number>>): LinesFigure {
  const styles = lineStyles(Object.keys(specs).map((spec) => ({ id: spec, spec })));
  return {
    ...BASE,
    kind: 'lines',
    x: axis(0, 10, 'Generation'),
    y: axis(0, 2),
    lines: Object.entries(specs).map(([spec, to]) => ({
      id: spec,
      name: spec,
      style: styles.get(spec) as NonNullable<ReturnType<typeof styles.get>>,
      isReference: spec === 'replace',
      points: ramp(to),
    })),
    guides: [{ kind: 'truth', name: 'the truth', points: [[0, 0] as const, [10, 0] as const] }],
    steps: 'none',
    intervals: 'bands',
  };
}

const SIX = lines({ replace: 2, retain: 1, fresh: 1.01, accumulate: 1.02, temperature: 1.03, freeze: 1.04, neon: 0.5 });

const labels = (svg: string) =>
  [...svg.matchAll(/class="name end" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)</g)].map(([, x, y, text]) => ({
    x: Number(x),
    y: Number(y),
    text,
  }));

/** The colour of the piece of line before a name. */
const colourAt = (svg: string, name: string): string | undefined =>
  new RegExp(`class="sample"[^>]*stroke="([^"]+)"[^>]*/>(?:<path[^>]*/>)?\n?<text class="name end"[^>]*>${name}<`).exec(
    svg,
  )?.[1];

describe('lines', () => {
  const svg = drawFigure(SIX, 'column');

  it('in focus are the controls and the first four; the others are grey, without bands and names', () => {
    expect(
      labels(svg)
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['accumulate', 'fresh', 'replace', 'retain', 'temperature', 'the truth'].sort());
    expect([...svg.matchAll(/class="beyond"/g)]).toHaveLength(2);
    expect([...(/<svg class="bands".*?<\/svg>/s.exec(svg)?.[0] ?? '').matchAll(/<path/g)]).toHaveLength(5);
  });

  it('in focus are those asked for, at most four, in their own colours', () => {
    const asked = drawFigure(SIX, 'column', ['neon', 'freeze']);
    expect(
      labels(asked)
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['freeze', 'neon', 'replace', 'the truth']);
    expect([...asked.matchAll(/class="beyond"/g)]).toHaveLength(4);
    for (const text of ['freeze', 'neon']) {
      const { colour } = lineStyles([{ id: text, spec: text }]).get(text) ?? {};
      expect(colourAt(asked, text), text).toBe(`var(--${colour})`);
    }
    // Of strangers the first four are shown: an address of another page does not empty this one's figures.
    expect(drawFigure(SIX, 'column', ['elsewhere'])).toBe(svg);
  });

  it('have their names a line apart, within the picture', () => {
    const heights = labels(svg)
      .map(({ y }) => y)
      .sort((a, b) => a - b);
    for (let i = 1; i < heights.length; i++)
      expect((heights[i] as number) - (heights[i - 1] as number)).toBeGreaterThanOrEqual(14 - 0.1);
    expect(heights[0]).toBeGreaterThan(0);
    expect(heights.at(-1)).toBeLessThan(300);
  });

  it('end at the tick that their last value is', () => {
    const { x, y } = frameOf(SIX, 'column');
    const end = `L${x(10).toFixed(1)} ${y(2).toFixed(1)}"`;
    expect(svg).toContain(`${end} stroke="var(--control)"`);
  });
});

describe('a place that stands out', () => {
  it('has a ring and its name, and without one there is none', () => {
    const svg = drawFigure({ ...SIX, marked: { name: 'this entry', point: [5, 1, null, null] } }, 'column');
    const { x, y } = frameOf(SIX, 'column');
    expect(svg).toContain(`<circle cx="${Number(x(5).toFixed(1))}" cy="${Number(y(1).toFixed(1))}" r="8"`);
    expect(svg).toContain('>this entry</text>');
    expect(drawFigure(SIX, 'column')).not.toContain('<circle');
  });
});

const mark = (value: number, low: number, high: number, colour = 'accent') => ({
  value,
  low,
  high,
  colour,
  marker: 'circle' as const,
});

describe('rows', () => {
  const forest: RowsFigure = {
    ...BASE,
    kind: 'rows',
    x: axis(-50, 50, 'points'),
    y: axis(0, 1),
    rows: [
      { name: 'retain:share=0.1 − accumulate-subsample:window=5', marks: [mark(12, 8, 15)] },
      { name: 'fresh − replace', marks: [mark(40, 20, 80)] },
    ],
    kinds: [],
    numbers: {
      columns: ['pair', 'points'],
      rows: [
        ['a', { text: '12.0', note: '8.0 to 15.0' }],
        ['b', { text: '40.0', note: '20.0 to 80.0' }],
      ],
    },
  };

  it('tell their values, where there is room their intervals, and are as high as their names want', () => {
    expect(drawFigure(forest, 'column')).toContain('>8.0 to 15.0</text>');
    const narrow = drawFigure(forest, 'narrow');
    expect(narrow).toContain('>12.0</text>');
    expect(narrow).not.toContain('8.0 to 15.0');
    const heights = heightsOf(forest);
    // The long name takes two lines where there is little room, and one over the whole page.
    expect(heights.narrow).toBeGreaterThan(heights.wide);
    expect(narrow).toContain(`viewBox="0 0 360 ${heights.narrow}"`);
  });

  it('end in an arrow where they leave the axis', () => {
    expect([...drawFigure(forest, 'wide').matchAll(/l6 4l-6 4/g)]).toHaveLength(1);
  });

  it('of several marks say above the plot what these are, and tell no values', () => {
    const kinds = ['own', 'others'].map((name, index) => ({
      name,
      colour: `series-${index + 1}`,
      marker: 'circle' as const,
    }));
    const both = { ...forest, kinds, rows: [{ name: 'gaussian', marks: [mark(1, 0, 2), mark(5, 4, 6)] }] };
    const svg = drawFigure(both, 'column');
    const { plot } = frameOf(both, 'column');
    for (const { name } of kinds) {
      const [, y] = new RegExp(`y="([\\d.]+)">${name}<`).exec(svg) ?? [];
      expect(Number(y), name).toBeLessThan(plot.top);
    }
    expect(svg).not.toContain('>12.0<');
  });
});

describe('what people wrote', () => {
  it('is text, and who does not see the picture hears it in a sentence', () => {
    const svg = drawFigure(lines({ 'exec:a<b&"c"': 1 }), 'wide');
    expect(svg).toContain('aria-label="Gaussian; a &lt; b &amp; &quot;c&quot;"');
    expect(svg).toContain('>exec:a&lt;b&amp;&quot;c&quot;</text>');
    expect(svg).not.toMatch(/<script|<b&/);
  });
});

describe('a reader', () => {
  const text = (value: number): string => value.toFixed(1);

  it('finds the nearest generation and hears all lines by value, the greatest first', () => {
    const frame = frameOf(SIX, 'column');
    expect(placesOf(SIX)).toHaveLength(11);
    const position = placeAt(SIX, frame, [frame.x(7.3), 0]);
    expect(position).toBe(7);
    const readout = readoutAt(SIX, 7, text, [], 'to');
    expect(readout?.title).toBe('Generation 7.0');
    expect(readout?.rows.map(({ name }) => name)).toEqual([
      'replace',
      'freeze',
      'temperature',
      'accumulate',
      'fresh',
      'retain',
      'neon',
    ]);
    expect(readout?.rows[0]?.text).toBe('1.4');
  });

  it('of points goes from the cheapest on, and finds the one it points at', () => {
    const dots: DotsFigure = {
      ...BASE,
      kind: 'dots',
      x: { ...axis(0, 1, 'real data'), scale: 'root' },
      y: axis(0, 100, 'score'),
      dots: [
        { id: 'a', name: 'dear', x: 0.5, y: 90, low: 80, high: 95, kind: 0, rank: 0 },
        { id: 'b', name: 'cheap', x: 0.01, y: 40, low: null, high: null, kind: 0, rank: 1 },
      ],
      kinds: [{ name: 'retained', colour: 'series-2', marker: 'triangle' }],
      frontier: [],
    };
    const frame = frameOf(dots, 'wide');
    expect(placesOf(dots)).toEqual([1, 0]);
    expect(placeAt(dots, frame, [frame.x(0.49), frame.y(88)])).toBe(1);
    expect(readoutAt(dots, 1, text, [], 'to')).toMatchObject({
      title: 'dear',
      rows: [
        { name: 'score', text: '90.0' },
        { name: '95%', text: '80.0 to 95.0' },
        { name: 'real data', text: '0.5' },
        { name: 'retained' },
      ],
    });
  });

  it('of amounts hears those that there are', () => {
    const stack: StackFigure = {
      ...BASE,
      kind: 'stack',
      x: axis(-0.5, 2.5, 'Generation'),
      y: axis(0, 10),
      at: [0, 1, 2],
      bands: [
        { name: 'real', colour: 'band-realfresh', amounts: [10, 2, 0] },
        { name: 'synthetic', colour: 'band-age1', amounts: [0, 8, 10] },
      ],
    };
    expect(readoutAt(stack, 1, text, [], 'to')?.rows.map(({ name }) => name)).toEqual(['synthetic', 'real']);
    expect(readoutAt(stack, 2, text, [], 'to')?.rows.map(({ name }) => name)).toEqual(['synthetic']);
  });
});
