/** A snapshot as Croissant 1.1 describes data sets (https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html). */
import { LONG_COLUMNS, LONG_NAMES } from '../long/columns.ts';
import { type CitableSnapshot, dateParts, descriptionOf, KEYWORDS, LICENCE, PUBLISHER, titleOf } from './citable.ts';
import type { Described, SnapshotFileContent } from './described-file.ts';
import { toBibtex } from './formats.ts';

/** The context of the specification's appendix. Its addresses begin with http: they are names, which readers compare as texts. */
const CONTEXT = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  arrayShape: 'cr:arrayShape',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  containedIn: 'cr:containedIn',
  cr: 'http://mlcommons.org/croissant/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  description: { '@container': '@language' },
  equivalentProperty: 'cr:equivalentProperty',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileObject: 'cr:fileObject',
  fileProperty: 'cr:fileProperty',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isArray: 'cr:isArray',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  name: { '@container': '@language' },
  parentField: 'cr:parentField',
  path: 'cr:path',
  rai: 'http://mlcommons.org/croissant/RAI/',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  samplingRate: 'cr:samplingRate',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
} as const;

/** By which mlcroissant 1.1.1 knows what to read; the registered one it doesn't know. */
const UNREGISTERED_PARQUET = 'application/x-parquet';

const DATA_TYPES = { text: 'sc:Text', number: 'cr:Float64', boolean: 'sc:Boolean', moment: 'sc:DateTime' } as const;

/** `files`: the snapshot's, as they are to be found; its records are those of the one whose kind is `parquet`. */
export function toCroissant(snapshot: CitableSnapshot, files: readonly Described<SnapshotFileContent>[]): string {
  const { id, url, doi, createdAt } = snapshot;
  const [year, month, day] = dateParts(snapshot);
  const organization = { '@type': 'Organization', name: PUBLISHER };
  return `${JSON.stringify(
    {
      '@context': CONTEXT,
      '@type': 'sc:Dataset',
      '@id': url,
      conformsTo: 'http://mlcommons.org/croissant/1.1',
      name: titleOf(snapshot),
      description: descriptionOf(snapshot),
      url,
      ...(doi === null ? {} : { identifier: `https://doi.org/${doi}` }),
      // Croissant wants three numbers; which of a day's it is stands in alternateName.
      version: `${year}.${month}.${day}`,
      datePublished: createdAt.slice(0, 10),
      creator: organization,
      publisher: organization,
      license: LICENCE.url,
      keywords: [...KEYWORDS],
      citeAs: toBibtex(snapshot).trim(),
      isLiveDataset: false,
      inLanguage: 'en',
      alternateName: id,
      distribution: files.map(({ kind, name, address, mediaType, bytes, sha256, meaning }) => ({
        '@type': 'cr:FileObject',
        '@id': kind,
        name,
        description: meaning,
        contentUrl: address,
        contentSize: `${bytes} B`,
        encodingFormat: kind === 'parquet' ? [mediaType, UNREGISTERED_PARQUET] : mediaType,
        sha256,
      })),
      recordSet: [
        {
          '@type': 'cr:RecordSet',
          '@id': 'measures',
          name: 'measures',
          description: 'The long table: a row for each entry, benchmark and metric.',
          key: ['tier', 'entry', 'benchmark', 'metric'].map((name) => ({ '@id': `measures/${name}` })),
          field: LONG_NAMES.map((name) => ({
            '@type': 'cr:Field',
            '@id': `measures/${name}`,
            name,
            description: LONG_COLUMNS[name].meaning,
            dataType: DATA_TYPES[LONG_COLUMNS[name].type],
            source: { fileObject: { '@id': 'parquet' }, extract: { column: name } },
          })),
        },
      ],
    },
    null,
    2,
  )}\n`;
}
