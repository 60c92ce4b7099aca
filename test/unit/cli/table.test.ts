import { describe, expect, it } from 'vitest';
import { formatTable } from '#benchmarks/cli/table.ts';
import { wrapText } from '#benchmarks/cli/wrap-text.ts';

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => [...line].length));

describe('a table', () => {
  it('that fits is as wide as it needs', () => {
    expect(formatTable(['name', 'n'], [['a', '10']], ['n'], { width: 80 })).toBe('name   n\n────  ──\na     10');
  });

  it('wraps texts at spaces', () => {
    const table = formatTable(['id', 'what it is'], [['a', 'one two three four five six seven']], [], { width: 24 });
    expect(table).toBe(
      ['id  what it is', '──  ────────────────────', 'a   one two three four', '    five six seven'].join('\n'),
    );
  });

  it.each([80, 100, 120, 160])('of nine columns of numbers goes into blocks of at most %i columns', (width) => {
    const numbers = Array.from({ length: 9 }, (_, i) => `benchmark-${i}`);
    const names = ['replace', 'retain:share=0.05+temperature:value=0.9+filter-typicality:alpha=0.01'];
    const cell = '-100.0 [-123.4, -76.6]';
    const rows = names.map((name) => [name, ...numbers.map(() => cell)]);
    const table = formatTable(['strategy', ...numbers], rows, numbers, { width });
    expect(widest(table)).toBeLessThanOrEqual(width);
    // No number is broken, and every one is there.
    expect(table.split(cell)).toHaveLength(names.length * numbers.length + 1);
    for (const block of table.split('\n\n')) expect(block).toMatch(/^strategy/);
  });

  it('repeats all columns that name a row', () => {
    const numbers = ['first number', 'second number'];
    const table = formatTable(['a', 'b', ...numbers], [['x', 'y', '1', '2']], numbers, { keys: 2, width: 24 });
    expect(table.split('\n\n').map((block) => block.split('\n')[0])).toEqual([
      'a  b  first number',
      'a  b  second number',
    ]);
  });
});

describe('a text', () => {
  it('is broken at spaces, and a specification after what joins its parts', () => {
    expect(wrapText('a short one', 80)).toEqual(['a short one']);
    expect(wrapText('retain:share=0.05+gen0-samples', 20)).toEqual(['retain:share=0.05+', 'gen0-samples']);
    expect(wrapText('see retain:share=0.05', 12)).toEqual(['see', 'retain:', 'share=0.05']);
  });
  it('keeps an address whole', () => {
    const url = `https://example.org/${'long/'.repeat(10)}`;
    expect(wrapText(`see ${url}`, 20)).toEqual(['see', url]);
  });
  it('cuts only a piece that is longer than the line', () => {
    expect(wrapText('x'.repeat(25), 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'xxxxx']);
  });
});
