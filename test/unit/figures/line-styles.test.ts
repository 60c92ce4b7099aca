/** Strategies look the same everywhere, whoever stands beside them and whatever comes to the catalog later. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { familyColour, lineStyles, styleOf } from '../../../benchmarks/figures/line-styles.ts';
import { COLOURS, PALETTES } from '../../../benchmarks/figures/palette.ts';
import { STRATEGIES } from '../../../benchmarks/strategies/catalog.ts';

const stylesOf = (...specs: readonly string[]) => {
  const styles = lineStyles(specs.map((spec) => ({ id: spec, spec })));
  return specs.map((spec) => styles.get(spec));
};

describe('a strategy’s line', () => {
  it('has the colour that it had when the styles were given out', () => {
    // Places are never given anew: a strategy that comes later stands behind these.
    const colours = {
      retain: 'series-1',
      accumulate: 'series-2',
      fresh: 'series-3',
      temperature: 'series-4',
      'accumulate-subsample': 'series-5',
      freeze: 'series-6',
      'filter-verifier': 'series-7',
      'gen0-samples': 'series-8',
      base: 'series-1',
      'token-edit': 'series-1',
      replace: 'control',
      oracle: 'control',
    };
    for (const [family, colour] of Object.entries(colours)) expect(familyColour(family), family).toBe(colour);
  });

  it('does not depend on what is drawn beside it', () => {
    const [alone] = stylesOf('temperature:t=0.9');
    const beside = stylesOf('replace', 'oracle', 'fresh', 'exec:a', 'temperature:t=0.9').at(-1);
    expect(beside).toEqual(alone);
    expect(stylesOf('neon', 'retain')).toEqual(stylesOf('retain', 'neon').reverse());
  });

  it('tells all strategies of the catalog apart by colour and dashes together', () => {
    const ids = STRATEGIES.map(({ card }) => card.id);
    const looks = ids.map((id) => styleOf(id)).map(({ colour, dash }) => `${colour} ${dash}`);
    expect(new Set(looks).size).toBe(ids.length);
  });

  it('keeps the colour and the dashes of its strategy for every parameter, with a marker of its own', () => {
    const variants = stylesOf('retain', 'retain:share=0.1', 'retain:share=0.2', 'replace+retain:share=0.3');
    expect(new Set(variants.map((style) => style?.colour))).toEqual(new Set(['series-1']));
    expect(new Set(variants.map((style) => style?.dash)).size).toBe(1);
    expect(variants.map((style) => style?.marker)).toEqual([null, 'circle', 'square', 'triangle']);
  });

  it('of a composition or of a stranger’s strategy follows from its name', () => {
    const [one, other] = stylesOf('retain:share=0.1+temperature', 'temperature+retain');
    expect(one?.colour).toBe(other?.colour);
    expect(stylesOf('exec:./mine.py')[0]?.colour).toMatch(/^series-[1-8]$/);
    expect(stylesOf('not a specification at all (')[0]?.colour).toMatch(/^series-[1-8]$/);
  });
});

describe('colours', () => {
  const sheet = (name: string): string =>
    readFileSync(new URL(`../../../app/styles/${name}.css`, import.meta.url), 'utf8');

  it('of pictures are those of the site’s stylesheets, light and dark', () => {
    const [light = '', dark = ''] = sheet('tokens').split('prefers-color-scheme: dark');
    const bands = sheet('submission');
    for (const [text, palette] of [
      [light, PALETTES.light],
      [dark, PALETTES.dark],
    ] as const)
      for (const name of COLOURS)
        expect(name.startsWith('band-') ? bands : text, name).toContain(`--${name}: ${palette[name]};`);
  });
});
