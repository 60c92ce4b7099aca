/** A paper that a card refers to, as BibTeX. */
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import type { Reference } from '../../protocol/card.ts';

/** `authors` are family names, with commas between them and "&" before the last, which may be "others"; some sources name none. */
export function paperBibtex(key: string, { title, authors = '', url, year }: Reference): string {
  const named = authors.replace(/,? & others$/, '');
  const item = {
    id: key,
    'citation-key': key,
    type: 'article-journal',
    title,
    ...(named === '' ? {} : { author: named.split(/, | & /).map((family) => ({ family })) }),
    issued: { 'date-parts': [[year]] },
    URL: url,
  };
  const text = new Cite(item).format('bibtex').trim();
  // BibTeX's own word for the rest, which citation-js would take for somebody's name.
  return `${named === authors ? text : text.replace(/^(\s*author = \{.*)\},$/m, '$1 and others},')}\n`;
}
