/** A deposit as RO-Crate 1.3 describes packages (https://w3id.org/ro/crate/1.3). */
import { type CitableSnapshot, descriptionOf, KEYWORDS, LICENCE, PUBLISHER, titleOf } from './citable.ts';
import type { Described, FileContent } from './described-file.ts';

const SPECIFICATION = 'https://w3id.org/ro/crate/1.3';

/** The bytes of `ro-crate-metadata.json`; `files` are those beside it, by their paths. */
export function toRoCrate(snapshot: CitableSnapshot, files: readonly Described<FileContent>[]): string {
  const { id, url, doi, createdAt, digest } = snapshot;
  const author = { '@id': '#heirloom' };
  const graph = [
    {
      '@id': 'ro-crate-metadata.json',
      '@type': 'CreativeWork',
      conformsTo: { '@id': SPECIFICATION },
      about: { '@id': './' },
    },
    {
      '@id': './',
      '@type': 'Dataset',
      name: titleOf(snapshot),
      description: descriptionOf(snapshot),
      datePublished: createdAt.slice(0, 10),
      license: { '@id': LICENCE.url },
      author,
      publisher: author,
      version: id,
      url,
      identifier: doi === null ? `sha256:${digest}` : [`https://doi.org/${doi}`, `sha256:${digest}`],
      keywords: KEYWORDS.join(', '),
      hasPart: files.map(({ address }) => ({ '@id': address })),
    },
    ...files.map(({ name, address, mediaType, bytes, sha256, meaning }) => ({
      '@id': address,
      '@type': 'File',
      name,
      description: meaning,
      encodingFormat: mediaType,
      contentSize: String(bytes),
      sha256,
      license: { '@id': LICENCE.url },
    })),
    { '@id': '#heirloom', '@type': 'Organization', name: PUBLISHER },
    {
      '@id': LICENCE.url,
      '@type': 'CreativeWork',
      name: 'Creative Commons Zero v1.0 Universal',
      identifier: LICENCE.id,
    },
  ];
  return `${JSON.stringify({ '@context': `${SPECIFICATION}/context`, '@graph': graph }, null, 2)}\n`;
}
