/** Figures of pages that no submission is behind: in both languages, with what they were made of. */
import { describe, expect, it } from 'vitest';
import { drawFigure } from '#benchmarks/figures/draw.ts';
import { ABOUT_FIGURES, aboutCaption, aboutFigure } from '../../../app/charts/about-figures.ts';
import { BUDGETS, whoseOutputFigure } from '../../../app/charts/whose-output-figure.ts';
import figures from '../../../app/figures.json' with { type: 'json' };
import { LOCALES } from '../../../app/i18n/locales.ts';
import { WHOSE_OUTPUT } from '../../../app/whose-output.ts';

describe.each(LOCALES)('in %s', (locale) => {
  it.each(ABOUT_FIGURES)('/about has %s, whole', (name) => {
    const figure = aboutFigure(name, locale);
    const svg = drawFigure(figure, 'column');
    expect(svg).not.toMatch(/NaN|undefined|\{\w+\}/);
    expect(aboutCaption(name, locale)).not.toMatch(/\{\w+\}/);
    for (const line of figure.lines) expect(svg, line.name).toContain(`>${line.name}</text>`);
  });

  it.each(BUDGETS)('/whose-output has the budget %s, whole', (budget) => {
    const figure = whoseOutputFigure(budget, locale);
    expect(drawFigure(figure, 'narrow')).not.toMatch(/NaN|undefined|\{\w+\}/);
    expect(figure.rows.length).toBeGreaterThan(3);
    for (const { marks } of figure.rows) expect(marks.length).toBeLessThanOrEqual(figure.kinds.length);
  });
});

it('shades what a strategy closes: between its line and that of replace', () => {
  const line = aboutFigure('gap', 'en').lines.find(({ name }) => name === figures.strategy);
  const { strategy, replace } = figures.lines;
  expect(line?.points.at(-1)).toEqual([strategy.length - 1, strategy.at(-1), strategy.at(-1), replace.at(-1)]);
});

it('has the scores of /whose-output as the reference results give them', () => {
  const [first] = whoseOutputFigure('full', 'en').rows;
  const rows = WHOSE_OUTPUT.benchmarks[0]?.budgets.find(({ budget }) => budget === 'full')?.rows ?? [];
  const alone = rows.find(({ own }) => own === 0)?.score;
  expect(first?.marks[0]).toMatchObject({ value: alone?.value, low: alone?.interval?.[0], high: alone?.interval?.[1] });
});
