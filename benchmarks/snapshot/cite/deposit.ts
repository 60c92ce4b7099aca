/** A package of a snapshot that can be deposited as it is, with what repositories and programs read of it. */
import { strToU8, zipSync } from 'fflate';
import { type CitableSnapshot, descriptionOf, KEYWORDS, LICENCE, PUBLISHER, titleOf } from './citable.ts';
import { toCroissant } from './croissant.ts';
import { describeFile, type SnapshotFileContent } from './described-file.ts';
import { toCff } from './formats.ts';
import { toRoCrate } from './ro-crate.ts';

/**
 * The earliest day that a zip can name, so that the same snapshot makes the same bytes. In local time, because a zip holds
 * the clock's face without its zone, and fflate reads it off in the zone of the machine.
 */
const EPOCH = '1980-01-01T12:00:00';

/** The maker's system, whose modes follow: without them files come out that nobody may read (PKWARE APPNOTE 4.4.2, 4.4.15). */
const UNIX = 3;
/** A regular file, rw-r--r--, in the upper half of the external attributes. */
const READABLE = 0o100644 * 0x1_0000;

/** The zip's bytes: the snapshot's files, and what describes them to readers, repositories and programs. */
export function toDeposit(snapshot: CitableSnapshot, data: readonly SnapshotFileContent[]): Uint8Array {
  const text = (name: string, mediaType: string, meaning: string, body: string) => ({ name, mediaType, meaning, body });
  const described = data.map((file) => describeFile(file, file.name));
  const about = [
    text('CITATION.cff', 'application/yaml', 'How to cite it.', toCff(snapshot)),
    text('README.md', 'text/markdown', 'What is in this package.', readme(snapshot, data)),
    text(
      'croissant.json',
      'application/ld+json',
      'Croissant 1.1: the files and the long table, for programs.',
      toCroissant(snapshot, described),
    ),
    text(
      'metadata.json',
      'application/json',
      'The body for Zenodo’s deposit API.',
      jsonText({ metadata: toZenodoMetadata(snapshot) }),
    ),
    text(
      'record.json',
      'application/json',
      'The body for InvenioRDM’s records API.',
      jsonText(toInvenioRecord(snapshot)),
    ),
  ];
  const crate = toRoCrate(
    snapshot,
    [...data, ...about].map((file) => describeFile(file, file.name)),
  );
  const files = {
    'ro-crate-metadata.json': crate,
    ...Object.fromEntries([...data, ...about].map(({ name, body }) => [name, body])),
  };
  const bytes = (body: string | Uint8Array): Uint8Array => (typeof body === 'string' ? strToU8(body) : body);
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, body]) => [name, bytes(body)])), {
    mtime: EPOCH,
    os: UNIX,
    attrs: READABLE,
  });
}

const jsonText = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

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

/** https://inveniordm.docs.cern.ch/reference/metadata/: what InvenioRDM, and with it Zenodo, takes at `POST /api/records`. */
export function toInvenioRecord(snapshot: CitableSnapshot): Record<string, unknown> {
  return {
    access: { record: 'public', files: 'public' },
    files: { enabled: true },
    ...(snapshot.doi === null ? {} : { pids: { doi: { identifier: snapshot.doi, provider: 'external' } } }),
    metadata: {
      resource_type: { id: 'dataset' },
      title: titleOf(snapshot),
      publication_date: snapshot.createdAt.slice(0, 10),
      publisher: PUBLISHER,
      creators: [{ person_or_org: { type: 'organizational', name: PUBLISHER } }],
      description: `<p>${descriptionOf(snapshot)}</p>`,
      rights: [{ id: LICENCE.id.toLowerCase() }],
      subjects: KEYWORDS.map((subject) => ({ subject })),
      version: snapshot.id,
      languages: [{ id: 'eng' }],
      related_identifiers: [
        {
          identifier: snapshot.url,
          scheme: 'url',
          relation_type: { id: 'isidenticalto' },
          resource_type: { id: 'dataset' },
        },
        {
          identifier: '10.1038/s41586-024-07566-y',
          scheme: 'doi',
          relation_type: { id: 'references' },
          resource_type: { id: 'publication-article' },
        },
      ],
    },
  };
}

function readme(snapshot: CitableSnapshot, data: readonly SnapshotFileContent[]): string {
  return `# ${titleOf(snapshot)}

${descriptionOf(snapshot)}

${data.map(({ name, meaning }) => `- \`${name}\`: ${meaning}`).join('\n')}
- \`CITATION.cff\`: how to cite it.
- \`croissant.json\`: the files and the long table for programs (Croissant 1.1).
- \`ro-crate-metadata.json\`: this package for programs (RO-Crate 1.3).
- \`record.json\`: the body for the API of InvenioRDM and Zenodo (\`POST /api/records\`).
- \`metadata.json\`: the body for Zenodo's older deposit API (\`PUT /api/deposit/depositions/ID\`).

To verify it without any network, in a checkout of Heirloom:

    npx heirloom snapshot verify heirloom-snapshot-${snapshot.id}.json

It recomputes the digest and every score, interval and rank from the per-seed results in the file.

The compilation is under ${LICENCE.id}; every entry names the licence of what it came from.
`;
}
