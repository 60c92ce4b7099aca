/** What machines that pass by read of a snapshot's page: search engines (schema.org) and reference managers (meta tags). */
import { type CitableSnapshot, descriptionOf, KEYWORDS, LICENCE, PUBLISHER, titleOf } from './citable.ts';

/** schema.org Dataset (https://schema.org/Dataset; Google's guide for data sets). */
export function toJsonLd(
  snapshot: CitableSnapshot,
  downloads: { readonly json: string; readonly csv: string; readonly csvSha256: string },
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
      {
        '@type': 'DataDownload',
        contentUrl: downloads.csv,
        encodingFormat: 'text/csv',
        sha256: downloads.csvSha256,
      },
    ],
  };
}

export interface MetaTag {
  readonly name: string;
  readonly content: string;
}

/** What a page can be cited by. */
export interface CitablePage {
  readonly title: string;
  readonly authors: readonly string[];
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Its address, as the site is known to readers. */
  readonly url: string;
  readonly doi: string | null;
  /** A licence's id or address. */
  readonly rights: string;
  readonly description: string;
}

/** The meta tags of a snapshot's page. */
export function toMetaTags(snapshot: CitableSnapshot): MetaTag[] {
  return pageMetaTags({
    ...snapshot,
    title: titleOf(snapshot),
    authors: [PUBLISHER],
    rights: LICENCE.url,
    description: descriptionOf(snapshot),
  });
}

/**
 * Highwire Press and Dublin Core meta tags, which Zotero and its like look for. They take the page for a data set by
 * `DC.type`, unless an `og:type` says that it is a web page: such a page must have none.
 */
export function pageMetaTags({ title, authors, createdAt, url, doi, rights, description }: CitablePage): MetaTag[] {
  const date = createdAt.slice(0, 10);
  const each = (name: string, contents: readonly string[]) => contents.map((content) => ({ name, content }));
  return [
    { name: 'citation_title', content: title },
    ...each('citation_author', authors),
    { name: 'citation_publication_date', content: date.replaceAll('-', '/') },
    { name: 'citation_publisher', content: PUBLISHER },
    { name: 'citation_public_url', content: url },
    ...(doi === null ? [] : [{ name: 'citation_doi', content: doi }]),
    { name: 'DC.title', content: title },
    ...each('DC.creator', authors),
    { name: 'DC.publisher', content: PUBLISHER },
    { name: 'DC.date', content: date },
    { name: 'DC.type', content: 'Dataset' },
    { name: 'DC.identifier', content: doi === null ? url : `https://doi.org/${doi}` },
    { name: 'DC.rights', content: rights },
    { name: 'DC.description', content: description },
  ];
}
