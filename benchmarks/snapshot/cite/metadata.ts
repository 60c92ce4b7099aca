/** What machines that pass by read of a snapshot's page: search engines (schema.org) and reference managers (meta tags). */
import { type CitableSnapshot, descriptionOf, KEYWORDS, LICENCE, PUBLISHER, titleOf } from './citable.ts';

/** schema.org Dataset (https://schema.org/Dataset; Google's guide for data sets). */
export function toJsonLd(
  snapshot: CitableSnapshot,
  downloads: { readonly json: string; readonly csv: string },
): object {
  const { id, digest, url, doi, createdAt } = snapshot;
  const sha256 = { '@type': 'PropertyValue', propertyID: 'sha256', value: digest };
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': url,
    name: titleOf(snapshot),
    description: descriptionOf(snapshot),
    url,
    identifier: doi === null ? [sha256] : [`https://doi.org/${doi}`, sha256],
    version: id,
    datePublished: createdAt.slice(0, 10),
    creator: { '@type': 'Organization', name: PUBLISHER },
    publisher: { '@type': 'Organization', name: PUBLISHER },
    license: LICENCE.url,
    keywords: [...KEYWORDS],
    isAccessibleForFree: true,
    measurementTechnique:
      'Gap closed between two controls on the same seeds; jackknife-t and joint bootstrap intervals; simultaneous rank intervals',
    variableMeasured: ['score (gap closed)', 'rank interval', 'share of real data'],
    distribution: [
      { '@type': 'DataDownload', contentUrl: downloads.json, encodingFormat: 'application/json', sha256: digest },
      { '@type': 'DataDownload', contentUrl: downloads.csv, encodingFormat: 'text/csv' },
    ],
  };
}

export interface MetaTag {
  readonly name: string;
  readonly content: string;
}

/** Highwire Press and Dublin Core meta tags, which Zotero and its like look for. */
export function toMetaTags(snapshot: CitableSnapshot): MetaTag[] {
  const { url, doi, createdAt } = snapshot;
  const [date, title] = [createdAt.slice(0, 10), titleOf(snapshot)];
  return [
    { name: 'citation_title', content: title },
    { name: 'citation_author', content: PUBLISHER },
    { name: 'citation_publication_date', content: date.replaceAll('-', '/') },
    { name: 'citation_publisher', content: PUBLISHER },
    { name: 'citation_public_url', content: url },
    ...(doi === null ? [] : [{ name: 'citation_doi', content: doi }]),
    { name: 'DC.title', content: title },
    { name: 'DC.creator', content: PUBLISHER },
    { name: 'DC.publisher', content: PUBLISHER },
    { name: 'DC.date', content: date },
    { name: 'DC.type', content: 'Dataset' },
    { name: 'DC.identifier', content: doi === null ? url : `https://doi.org/${doi}` },
    { name: 'DC.rights', content: LICENCE.url },
    { name: 'DC.description', content: descriptionOf(snapshot) },
  ];
}
