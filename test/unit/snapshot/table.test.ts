/** A snapshot's CSV as those read it who guess what cells are. */
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { submissionsCell, toTable } from '#benchmarks/snapshot/csv.ts';
import { toCsv } from '#benchmarks/snapshot/table.ts';
import { submissionOf, tinySnapshot } from '../../support/tiny-snapshot.ts';

const read = (text: string) => Papa.parse<Record<string, string>>(text.trim(), { header: true }).data;
/** The only cell of a table with one row. */
const cell = (value: string | number | null): string | undefined => read(toTable([{ first: 'x', value }]))[0]?.value;

describe('a cell', () => {
  it.each([
    '=1+1 kept data',
    '+1',
    '-2+3',
    '@ann',
    '\t=1',
    '\r=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠ann',
    '-12.3',
    '=HYPERLINK("https://example.org","x"), more',
  ])('whose text a spreadsheet would run is shown as it is: %j', (text) => {
    expect(cell(text)).toBe(`'${text}`);
  });

  it.each(['a=1', 'retain:share=0.1', 'Ten per cent, kept', '“=1”', 'Ünal −2'])(
    'with any other text is untouched: %s',
    (text) => {
      expect(cell(text)).toBe(text);
    },
  );

  it.each([-12.3, -1e-300, -0.1, 0, 1e21])('with the number %d is that number', (value) => {
    expect(Number(cell(value))).toBe(value);
    expect(cell(value)).toBe(String(value));
  });

  it('without a value is empty', () => {
    expect(cell(null)).toBe('');
  });
});

describe('a snapshot’s table', () => {
  const snapshot = tinySnapshot();
  const [board] = snapshot.boards;
  board!.entries[2]!.title = '=1+1';
  board!.entries[2]!.authors = ['@ann', 'Ada Lovelace'];
  board!.entries[2]!.flips = [submissionOf('far'), submissionOf('middle')];
  board!.entries[3]!.label = 'reported';
  board!.entries[4]!.verification = 'recomputed';
  const rows = read(toCsv(snapshot));

  it('has ids that are no numbers', () => {
    expect(rows.map(({ submission }) => submission)).toEqual(
      board!.entries.map(({ submission }) => `sub-${submission}`),
    );
    expect(new Set(rows.map(({ suite }) => suite))).toEqual(new Set(['suite-0.1']));
    expect(rows[2]?.flips_against).toBe(submissionsCell([submissionOf('far'), submissionOf('middle')]));
    expect(rows[2]?.flips_against).toBe(`sub-${submissionOf('far')} sub-${submissionOf('middle')}`);
  });

  it('has texts that are no formulas, and numbers as they are', () => {
    expect([rows[2]?.title, rows[2]?.authors]).toEqual(["'=1+1", "'@ann; Ada Lovelace"]);
    expect(rows.map(({ overall_low }) => Number(overall_low))).toEqual(
      board!.entries.map(({ overall }) => overall.low),
    );
    expect(rows.some(({ overall_low = '' }) => overall_low.startsWith('-'))).toBe(true);
  });

  it('calls nothing reported that the site’s owner sent', () => {
    expect(rows.map(({ verification }) => verification)).toEqual([
      'maintained',
      'maintained',
      'maintained',
      'reported',
      'recomputed',
    ]);
  });
});
