/** A snapshot's citation in the formats that reference managers read. */
import { Cite, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { stringify } from 'yaml';
import { formatApa } from './apa.ts';
import { type CitableSnapshot, dateParts, descriptionOf, KEYWORDS, LICENCE, PUBLISHER, titleOf } from './citable.ts';

// The key is the snapshot's, not one that citation-js makes up of author and year.
Object.assign(plugins.config.get('@bibtex').format, { useIdAsLabel: true, checkLabel: false });

/** The key under which BibTeX and CSL know it. */
export const citationKey = ({ id }: Pick<CitableSnapshot, 'id'>): string => `heirloom-${id}`;

/** CSL-JSON, from which the other formats are made (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html). */
export function cslItem(snapshot: CitableSnapshot): Record<string, unknown> {
  return {
    id: citationKey(snapshot),
    'citation-key': citationKey(snapshot),
    type: 'dataset',
    title: titleOf(snapshot),
    author: [{ literal: PUBLISHER }],
    issued: { 'date-parts': [dateParts(snapshot)] },
    publisher: PUBLISHER,
    version: snapshot.id,
    URL: snapshot.url,
    ...(snapshot.doi === null ? {} : { DOI: snapshot.doi }),
    note: `SHA-256 ${snapshot.digest}`,
    abstract: descriptionOf(snapshot),
  };
}

export function toCslJson(snapshot: CitableSnapshot): string {
  return `${JSON.stringify([cslItem(snapshot)], null, 2)}\n`;
}

/** BibTeX's own names of the months: every style says what they print. */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

/**
 * BibTeX has no field for a version, nor one for a day. Its month is the name without braces: citation-js writes a number in
 * braces, which classic styles print as it is ("11 2026").
 */
export function toBibtex(snapshot: CitableSnapshot): string {
  const [year, month] = dateParts(snapshot);
  const { abstract: _, ...item } = cslItem(snapshot);
  const note = `Version ${snapshot.id}, SHA-256 ${snapshot.digest}`;
  const text = new Cite({ ...item, issued: { 'date-parts': [[year, month]] }, note }).format('bibtex').trim();
  return `${text.replace(`month = {${month}}`, `month = ${MONTHS[month - 1]}`)}\n`;
}

/**
 * RIS (Research Information Systems, 2001). citation-js breaks lines at 80 characters, within words, and cuts the
 * reference's name; readers take every line for a field of its own. So lines are joined again and the name written whole.
 */
export function toRis(snapshot: CitableSnapshot): string {
  const lines = new Cite(cslItem(snapshot))
    .format('ris')
    .replace(/\r?\n(?![A-Z][A-Z0-9] {2}-)/g, '')
    .trim()
    .split('\n')
    .map((line) => (line.startsWith('ID  - ') ? `ID  - ${citationKey(snapshot)}` : line));
  return `${lines.join('\r\n')} \r\n`;
}

/** APA, 7th edition, as text on one line. */
export function toApa(snapshot: CitableSnapshot): string {
  const [year] = dateParts(snapshot);
  const { id: version, doi, url } = snapshot;
  const authors = [{ group: PUBLISHER }] as const;
  return `${formatApa({ authors, year, title: titleOf(snapshot), version, publisher: PUBLISHER, doi, url })}\n`;
}

/** CITATION.cff 1.2.0 (https://citation-file-format.github.io). */
export function toCff(snapshot: CitableSnapshot): string {
  const { id, digest, url, doi, createdAt } = snapshot;
  return stringify({
    'cff-version': '1.2.0',
    message: 'If you use this snapshot, please cite it as below.',
    type: 'dataset',
    title: titleOf(snapshot),
    abstract: descriptionOf(snapshot),
    authors: [{ name: PUBLISHER }],
    version: id,
    'date-released': createdAt.slice(0, 10),
    license: LICENCE.id,
    url,
    ...(doi === null ? {} : { doi }),
    keywords: [...KEYWORDS],
    identifiers: [
      { type: 'other', value: `sha256:${digest}`, description: 'SHA-256 of the snapshot’s canonical JSON (RFC 8785)' },
    ],
  });
}
