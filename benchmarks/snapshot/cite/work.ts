/** What can be cited, in the formats that reference managers read. */
import { Cite, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { type ApaAuthor, formatApa } from './apa.ts';

// The key is the work's, not one that citation-js makes up of author and year.
Object.assign(plugins.config.get('@bibtex').format, { useIdAsLabel: true, checkLabel: false });

export interface Work {
  /** The key under which BibTeX and CSL know it. */
  readonly key: string;
  readonly title: string;
  /** Whole names, of which nobody can tell what is the family's. At least one. */
  readonly authors: readonly [string, ...string[]];
  /** Year, month and day; null of what goes on changing. */
  readonly issued: readonly [number, number, number] | null;
  readonly publisher: string;
  readonly version: string | null;
  readonly url: string;
  /** `10.…/…`, or null. */
  readonly doi: string | null;
  /** Empty without one. */
  readonly note: string;
  readonly abstract: string;
}

/** CSL-JSON, from which the other formats are made (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html). */
export function cslItem({ key, title, authors, issued, publisher, version, url, doi, note, abstract }: Work) {
  return {
    id: key,
    'citation-key': key,
    type: 'dataset',
    title,
    author: authors.map((literal) => ({ literal })),
    ...(issued === null ? {} : { issued: { 'date-parts': [issued] as const } }),
    publisher,
    ...(version === null ? {} : { version }),
    URL: url,
    ...(doi === null ? {} : { DOI: doi }),
    ...(note === '' ? {} : { note }),
    ...(abstract === '' ? {} : { abstract }),
  };
}

export function workCslJson(work: Work): string {
  return `${JSON.stringify([cslItem(work)], null, 2)}\n`;
}

/** BibTeX's own names of the months: every style says what they print. */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

/**
 * BibTeX has no field for a version, nor one for a day. Its month is the name without braces: citation-js writes a number in
 * braces, which classic styles print as it is ("11 2026").
 */
export function workBibtex(work: Work): string {
  const note = [
    ...(work.version === null ? [] : [`Version ${work.version}`]),
    ...(work.note === '' ? [] : [work.note]),
  ];
  const { abstract: _, issued, ...item } = cslItem({ ...work, note: note.join(', ') });
  if (issued === undefined) return `${new Cite(item).format('bibtex').trim()}\n`;
  const [[year, month]] = issued['date-parts'];
  const text = new Cite({ ...item, issued: { 'date-parts': [[year, month]] } }).format('bibtex').trim();
  return `${text.replace(`month = {${month}}`, `month = ${MONTHS[month - 1]}`)}\n`;
}

/**
 * RIS (Research Information Systems, 2001). citation-js breaks lines at 80 characters, within words, and cuts the
 * reference's name; readers take every line for a field of its own. So lines are joined again and the name written whole.
 */
export function workRis(work: Work): string {
  const lines = new Cite(cslItem(work))
    .format('ris')
    .replace(/\r?\n(?![A-Z][A-Z0-9] {2}-)/g, '')
    .trim()
    .split('\n')
    .map((line) => (line.startsWith('ID  - ') ? `ID  - ${work.key}` : line));
  return `${lines.join('\r\n')} \r\n`;
}

/** APA, 7th edition, as text on one line. */
export function workApa({ authors, issued, title, version, publisher, doi, url }: Work): string {
  const [first, ...others] = authors.map((group): ApaAuthor => ({ group }));
  const named = [first as ApaAuthor, ...others] as const;
  return `${formatApa({ authors: named, year: issued?.[0] ?? null, title, version, publisher, doi, url })}\n`;
}
