/** A package of a snapshot that can be deposited as it is, with the metadata that Zenodo's deposit API takes. */
import { strToU8, zipSync } from 'fflate';
import { type CitableSnapshot, descriptionOf, KEYWORDS, LICENCE, PUBLISHER, titleOf } from './citable.ts';
import { toCff } from './formats.ts';

/**
 * The earliest day that a zip can name, so that the same snapshot makes the same bytes. In local time, because a zip holds
 * the clock's face without its zone, and fflate reads it off in the zone of the machine.
 */
const EPOCH = '1980-01-01T12:00:00';

/** The maker's system, whose modes follow: without them files come out that nobody may read (PKWARE APPNOTE 4.4.2, 4.4.15). */
const UNIX = 3;
/** A regular file, rw-r--r--, in the upper half of the external attributes. */
const READABLE = 0o100644 * 0x1_0000;

export interface DepositFiles {
  /** The canonical bytes. */
  readonly content: string;
  readonly csv: string;
}

/** The zip's bytes: snapshot, table, CITATION.cff, README.md and metadata.json. */
export function toDeposit(snapshot: CitableSnapshot, { content, csv }: DepositFiles): Uint8Array {
  const files = {
    [`heirloom-snapshot-${snapshot.id}.json`]: content,
    [`heirloom-snapshot-${snapshot.id}.csv`]: csv,
    'CITATION.cff': toCff(snapshot),
    'README.md': readme(snapshot),
    'metadata.json': `${JSON.stringify({ metadata: toZenodoMetadata(snapshot) }, null, 2)}\n`,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), {
    mtime: EPOCH,
    os: UNIX,
    attrs: READABLE,
  });
}

/** https://developers.zenodo.org/#representation, deposit metadata. */
export function toZenodoMetadata(snapshot: CitableSnapshot): Record<string, unknown> {
  return {
    upload_type: 'dataset',
    title: titleOf(snapshot),
    publication_date: snapshot.createdAt.slice(0, 10),
    creators: [{ name: PUBLISHER }],
    description: `<p>${descriptionOf(snapshot)}</p>`,
    access_right: 'open',
    license: LICENCE.id.toLowerCase(),
    keywords: [...KEYWORDS],
    version: snapshot.id,
    language: 'eng',
    related_identifiers: [
      { identifier: snapshot.url, relation: 'isIdenticalTo', resource_type: 'dataset', scheme: 'url' },
      {
        identifier: '10.1038/s41586-024-07566-y',
        relation: 'references',
        resource_type: 'publication-article',
        scheme: 'doi',
      },
    ],
    ...(snapshot.doi === null ? { prereserve_doi: true } : { doi: snapshot.doi }),
  };
}

function readme(snapshot: CitableSnapshot): string {
  return `# ${titleOf(snapshot)}

${descriptionOf(snapshot)}

- \`heirloom-snapshot-${snapshot.id}.json\`: the snapshot, in canonical JSON (RFC 8785). Its SHA-256 is the digest above; its field \`rules\` says how to read it.
- \`heirloom-snapshot-${snapshot.id}.csv\`: its boards as one table.
- \`CITATION.cff\`: how to cite it.
- \`metadata.json\`: the body for Zenodo's deposit API (\`PUT /api/deposit/depositions/ID\`).

To verify it without any network, in a checkout of Heirloom:

    npx heirloom snapshot verify heirloom-snapshot-${snapshot.id}.json

It recomputes the digest and every score, interval and rank from the per-seed results in the file.

The compilation is under ${LICENCE.id}; every entry names the licence of what it came from.
`;
}
