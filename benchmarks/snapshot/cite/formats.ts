/** A snapshot's citation in the formats that reference managers read. */
import { stringify } from 'yaml';
import { type CitableSnapshot, dateParts, descriptionOf, KEYWORDS, LICENCE, PUBLISHER, titleOf } from './citable.ts';
import { type Work, workApa, workBibtex, workCslJson, workRis } from './work.ts';

function workOf(snapshot: CitableSnapshot): Work {
  return {
    key: `heirloom-${snapshot.id}`,
    title: titleOf(snapshot),
    authors: [PUBLISHER],
    issued: dateParts(snapshot),
    publisher: PUBLISHER,
    version: snapshot.id,
    url: snapshot.url,
    doi: snapshot.doi,
    note: `SHA-256 ${snapshot.digest}`,
    abstract: descriptionOf(snapshot),
  };
}

export const toCslJson = (snapshot: CitableSnapshot): string => workCslJson(workOf(snapshot));
export const toBibtex = (snapshot: CitableSnapshot): string => workBibtex(workOf(snapshot));
export const toRis = (snapshot: CitableSnapshot): string => workRis(workOf(snapshot));
export const toApa = (snapshot: CitableSnapshot): string => workApa(workOf(snapshot));

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
