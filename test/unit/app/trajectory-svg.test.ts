import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TrajectoriesView, TrajectorySeries } from '#leaderboard/views/index.ts';
import { COLOURS, PALETTES } from '../../../app/charts/palette.ts';
import { generationAxis, valueAxis } from '../../../app/charts/scales.ts';
import { FOCUS, trajectorySvg } from '../../../app/charts/trajectory-svg.ts';

const line = (id: string, role: TrajectorySeries['role'], means: readonly number[], spec = id): TrajectorySeries => ({
  id,
  spec,
  role,
  points: means.map((mean, generation) => ({ generation, mean, low: mean - 0.1, high: mean + 0.1, seeds: 5 })),
});

const view = (series: readonly TrajectorySeries[], truth: TrajectoriesView['truth'] = 0): TrajectoriesView => ({
  benchmark: { id: 'gaussian', version: 2, name: 'Gaussian' },
  metric: {
    id: 'w2-root',
    name: '2-Wasserstein distance',
    summary: '',
    unit: 'σ',
    better: 'lower',
    axis: 'fidelity',
  } as never,
  truth,
  horizon: 10,
  series,
  notMeasured: [],
});

const WORDS = { title: 'Gaussian', description: 'Gaussian; a < b & "c"', generation: 'Generation', language: 'en' };
const ramp = (to: number): number[] => Array.from({ length: 11 }, (_, g) => (to * g) / 10);

describe('axes', () => {
  it('of generations have whole ticks, 0 and the last among them', () => {
    expect(generationAxis(10).ticks).toEqual([0, 2, 4, 6, 8, 10]);
    expect(generationAxis(5).ticks).toEqual([0, 1, 2, 3, 4, 5]);
    expect(generationAxis(2).ticks).toEqual([0, 1, 2]);
    expect(generationAxis(49).ticks).toEqual([0, 10, 20, 30, 40, 49]);
    expect(generationAxis(0).domain).toEqual([0, 1]);
  });

  it('of values end at round numbers, and one exploding entry does not flatten the others', () => {
    expect(valueAxis(view([line('a', 'entry', ramp(0.93))]))).toEqual({
      domain: [0, 1],
      ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
    });
    const { domain } = valueAxis(view([line('replace', 'control', ramp(2)), line('b', 'entry', ramp(1e6))]));
    expect(domain).toEqual([0, 3]);
    expect(valueAxis(view([])).domain).toEqual([0, 1]);
    expect(valueAxis(view([line('flat', 'entry', [3, 3, 3])])).domain[1]).toBeGreaterThan(3);
  });
});

describe('the picture', () => {
  const series = [
    line('c', 'control', ramp(2), 'replace'),
    ...['one', 'two', 'three', 'four', 'five'].map((id, index) => line(id, 'entry', ramp(1 + index / 1000))),
  ];
  const svg = trajectorySvg(view(series), WORDS);

  it('names what is in focus at the ends of lines, a line apart, and draws the rest in grey', () => {
    const labels = [...svg.matchAll(/class="label"[^>]* y="([\d.]+)">([^<]+)</g)].map(([, y, text]) => [
      Number(y),
      text,
    ]);
    expect(labels.map(([, text]) => text).sort()).toEqual(['four', 'one', 'replace', 'three', 'two']);
    const heights = labels.map(([y]) => y as number).sort((a, b) => a - b);
    for (const [index, height] of heights.entries())
      if (index > 0) expect(height - (heights[index - 1] as number)).toBeGreaterThanOrEqual(14);
    expect([...svg.matchAll(/stroke="var\(--line\)"/g)]).toHaveLength(series.length - 1 - FOCUS);
    expect([...svg.matchAll(/<path d="[^"]+" fill="/g)]).toHaveLength(1 + FOCUS);
  });

  it('escapes what people wrote, and says all of it to who does not see', () => {
    expect(svg).toContain('aria-label="Gaussian; a &lt; b &amp; &quot;c&quot;"');
    expect(trajectorySvg(view([line('x', 'entry', [1, 2], 'exec:a<b')]), WORDS)).toContain('>exec:a&lt;b<');
  });

  it('places values where the axis says: the last point of a line that ends at the top lies on the top tick', () => {
    const top = /class="grid" d="M62 ([\d.]+)H490"\/><text[^>]*>2</.exec(svg)?.[1];
    expect(svg).toContain(`L490.0 ${top}" stroke="var(--control)"`);
  });

  it('follows a truth that moves', () => {
    const moving = trajectorySvg(view([line('a', 'entry', ramp(1))], ramp(1)), WORDS);
    expect(/class="truth" d="M([^"]+)"/.exec(moving)?.[1]?.split('L')).toHaveLength(11);
  });
});

describe('its colours', () => {
  it('are those of the site’s stylesheet, light and dark', () => {
    const css = readFileSync(new URL('../../../app/styles/tokens.css', import.meta.url), 'utf8');
    const [light = '', dark = ''] = css.split('prefers-color-scheme: dark');
    for (const [text, palette] of [
      [light, PALETTES.light],
      [dark, PALETTES.dark],
    ] as const)
      for (const name of COLOURS) expect(text, name).toContain(`--${name}: ${palette[name]};`);
  });
});
