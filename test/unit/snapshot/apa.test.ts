/**
 * References in APA style. Names, version, kind and address come out as citeproc 2.4.63 printed them with the style apa.csl;
 * where it and the Publication Manual (7th edition) differ, the manual's way is expected, and a comment says so.
 */
import { describe, expect, it } from 'vitest';
import { type ApaAuthor, type ApaDataset, formatApa } from '#benchmarks/snapshot/cite/apa.ts';
import { toApa } from '#benchmarks/snapshot/cite/formats.ts';

const DATA: ApaDataset = {
  authors: [{ family: 'Lovelace', given: 'Ada Byron' }],
  year: 2026,
  title: 'A study of data, suite 0.1',
  version: '2026-11-23-ab12cd34',
  publisher: 'Zenodo',
  doi: '10.5281/zenodo.1234567',
  url: 'https://example.org/x',
};
const REST = '(2026). A study of data, suite 0.1 (Version 2026-11-23-ab12cd34) [Data set]. Zenodo.';
const ADDRESS = 'https://doi.org/10.5281/zenodo.1234567';

describe('a snapshot', () => {
  const snapshot = {
    id: '2026-11-23-ab12cd34',
    digest: 'ab12cd34'.repeat(8),
    suite: '0.1',
    createdAt: '2026-11-23T12:00:00Z',
    url: 'https://example.org/heirloom_1/snapshots/2026-11-23-ab12cd34?x=1&y=%20{z}',
    doi: null,
    entries: 26,
    tiers: ['quick'],
  } as const;
  const START =
    'Heirloom. (2026). Heirloom leaderboard of model collapse, suite 0.1, snapshot 2026-11-23-ab12cd34 (Version 2026-11-23-ab12cd34) [Data set].';

  it.each([
    ['by its address', {}, `${START} ${snapshot.url}\n`],
    ['by its DOI', { doi: '10.5281/zenodo.1234567' }, `${START} ${ADDRESS}\n`],
    [
      'whatever its address is made of',
      { url: 'https://例え.example/ä_b/100%25?a=1&b={c}&d="e"<f>#g~' },
      `${START} https://例え.example/ä_b/100%25?a=1&b={c}&d="e"<f>#g~\n`,
    ],
  ])('is cited %s', (_, change, expected) => {
    expect(toApa({ ...snapshot, ...change })).toBe(expected);
  });
});

describe('authors', () => {
  const person = (place: number): ApaAuthor => ({ family: `Name${place}`, given: 'Ada B.' });
  const persons = (count: number): ApaAuthor[] => Array.from({ length: count }, (_, index) => person(index + 1));
  const named = (count: number): string =>
    Array.from({ length: count }, (_, index) => `Name${index + 1}, A. B.`).join(', ');

  const ada = { family: 'Lovelace', given: 'Ada' };
  const [nature, health] = [{ group: 'Nature Lab' }, { group: 'World Health Organization' }];
  const cases: [string, readonly ApaAuthor[], string][] = [
    ['a person', [{ family: 'Lovelace', given: 'Ada Byron' }], 'Lovelace, A. B.'],
    ['a hyphen between names', [{ family: 'Sartre', given: 'Jean-Paul' }], 'Sartre, J.-P.'],
    ['a hyphen between initials', [{ family: 'Sartre', given: 'J.-P.' }], 'Sartre, J.-P.'],
    ['initials', [{ family: 'Tolkien', given: 'J. R. R.' }], 'Tolkien, J. R. R.'],
    ['initials without spaces', [{ family: 'Tolkien', given: 'J.R.R.' }], 'Tolkien, J. R. R.'],
    ['a mark of its own over a letter', [{ family: 'Ångström', given: 'E\u0301lodie' }], 'Ångström, É.'],
    ['a suffix', [{ family: 'King', given: 'Martin Luther', suffix: 'Jr.' }], 'King, M. L., Jr.'],
    ['a prefix', [{ family: 'van Gogh', given: 'Vincent' }], 'van Gogh, V.'],
    ['one name', [{ family: 'Plato' }], 'Plato.'],
    ['a group', [nature], 'Nature Lab.'],
    ['a group that ends with a full stop', [{ group: 'Nature Inc.' }], 'Nature Inc.'],
    ['two persons', [ada, { family: 'Babbage', given: 'Charles' }], 'Lovelace, A., & Babbage, C.'],
    ['two groups', [nature, health], 'Nature Lab & World Health Organization.'],
    // citeproc leaves this comma out.
    ['a person and a group', [ada, nature], 'Lovelace, A., & Nature Lab.'],
    ['three', persons(3), 'Name1, A. B., Name2, A. B., & Name3, A. B.'],
    ['twenty', persons(20), `${named(19)}, & Name20, A. B.`],
    // citeproc prints the one character "…", the manual three spaced points.
    ['twenty-one', persons(21), `${named(19)}, . . . Name21, A. B.`],
    ['twenty-two', persons(22), `${named(19)}, . . . Name22, A. B.`],
  ];
  it.each(cases)('are written as the manual has it: %s', (_, authors, expected) => {
    const [first = nature, ...others] = authors;
    expect(formatApa({ ...DATA, authors: [first, ...others] })).toBe(`${expected} ${REST} ${ADDRESS}`);
  });
});

describe('what a data set may lack', () => {
  it.each<[string, Partial<ApaDataset>, string]>([
    ['a year', { year: null }, `Lovelace, A. B. ${REST.replace('2026', 'n.d.')} ${ADDRESS}`],
    [
      'a version',
      { version: null },
      `Lovelace, A. B. (2026). A study of data, suite 0.1 [Data set]. Zenodo. ${ADDRESS}`,
    ],
    ['a DOI', { doi: null }, `Lovelace, A. B. ${REST} https://example.org/x`],
    ['any address', { doi: null, url: null }, `Lovelace, A. B. ${REST}`],
    ['a publisher', { publisher: null }, `Lovelace, A. B. ${REST.replace(' Zenodo.', '')} ${ADDRESS}`],
    [
      'a publisher other than its author',
      { authors: [{ group: 'Zenodo' }] },
      `Zenodo. ${REST.replace(' Zenodo.', '')} ${ADDRESS}`,
    ],
  ])('is left out: %s', (_, lacking, expected) => {
    expect(formatApa({ ...DATA, ...lacking })).toBe(expected);
  });
});

describe('a version', () => {
  it('is called one', () => {
    // citeproc prints "(1.0)" here, though it has the word before a snapshot's id.
    expect(formatApa({ ...DATA, version: '1.0', publisher: null })).toBe(
      `Lovelace, A. B. (2026). A study of data, suite 0.1 (Version 1.0) [Data set]. ${ADDRESS}`,
    );
  });
});
