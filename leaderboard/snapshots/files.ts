/** A snapshot in other forms: a table, citations, and a package to deposit. */
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { toCroissant } from '#benchmarks/snapshot/cite/croissant.ts';
import { toDeposit } from '#benchmarks/snapshot/cite/deposit.ts';
import { describeFile, type SnapshotFileContent } from '#benchmarks/snapshot/cite/described-file.ts';
import { toApa, toBibtex, toCff, toCslJson, toRis } from '#benchmarks/snapshot/cite/formats.ts';
import { toJsonLd } from '#benchmarks/snapshot/cite/metadata.ts';
import { toCsv } from '#benchmarks/snapshot/table.ts';
import type { Database } from '../db/database.ts';
import type { CitationView, SnapshotView } from '../views/index.ts';
import { toCitable } from './citable.ts';
import { snapshotFiles } from './data-files.ts';
import { getSnapshot, getSnapshotContent } from './read.ts';

export const SNAPSHOT_FORMATS = [
  'csv',
  'long',
  'parquet',
  'columns',
  'croissant',
  'bibtex',
  'csl-json',
  'ris',
  'cff',
  'apa',
  'json-ld',
  'deposit',
] as const;
export type SnapshotFormat = (typeof SNAPSHOT_FORMATS)[number];

export const MEDIA_TYPES: Readonly<Record<SnapshotFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  long: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  columns: 'text/csv; charset=utf-8',
  croissant: 'application/ld+json',
  bibtex: 'application/x-bibtex; charset=utf-8',
  'csl-json': 'application/vnd.citationstyles.csl+json',
  ris: 'application/x-research-info-systems',
  cff: 'application/yaml; charset=utf-8',
  apa: 'text/plain; charset=utf-8',
  'json-ld': 'application/ld+json',
  deposit: 'application/zip',
};

export interface SnapshotFile {
  readonly name: string;
  readonly mediaType: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** Path of a snapshot in one form; its own bytes without a form. */
export function snapshotFilePath(id: string, format?: SnapshotFormat): string {
  return `/api/v1/snapshots/${id}${format === undefined ? '' : `/${format}`}`;
}

/** Null where there is no such snapshot. `site`: the site's public address. */
export async function getSnapshotFile(
  database: Database,
  id: string,
  format: SnapshotFormat,
  site: string,
): Promise<SnapshotFile | null> {
  const view = await getSnapshot(database, id);
  if (!view) return null;
  const citable = toCitable(view, site);
  const file = (name: string, body: SnapshotFile['body']): SnapshotFile => ({
    name,
    mediaType: MEDIA_TYPES[format],
    body,
  });
  const name = `heirloom-snapshot-${id}`;
  switch (format) {
    case 'csv':
    case 'long':
    case 'parquet':
    case 'columns': {
      const found = (await dataOf(database, view)).find(({ kind }) => kind === format) as SnapshotFileContent;
      return file(found.name, found.body);
    }
    case 'croissant': {
      const described = (await dataOf(database, view)).map((own) =>
        describeFile(own, `${site}${snapshotFilePath(id, own.kind === 'json' ? undefined : own.kind)}`),
      );
      return file(`${name}-croissant.json`, toCroissant(citable, described));
    }
    case 'bibtex':
      return file(`${name}.bib`, toBibtex(citable));
    case 'csl-json':
      return file(`${name}.csl.json`, toCslJson(citable));
    case 'ris':
      return file(`${name}.ris`, toRis(citable));
    case 'cff':
      return file('CITATION.cff', toCff(citable));
    case 'apa':
      return file(`${name}.txt`, toApa(citable));
    case 'json-ld':
      return file(`${name}.jsonld`, `${JSON.stringify(jsonLdOf(view, site), null, 2)}\n`);
    case 'deposit':
      return file(`${name}.zip`, new Uint8Array(toDeposit(citable, await dataOf(database, view))));
  }
}

async function dataOf(database: Database, { id, snapshot }: SnapshotView): Promise<SnapshotFileContent[]> {
  const { content } = (await getSnapshotContent(database, id)) as { content: string };
  return snapshotFiles(id, snapshot, content);
}

/** The citations that a page shows, in the order in which people ask for them. */
export function citationsOf(view: SnapshotView, site: string): CitationView[] {
  const citable = toCitable(view, site);
  return [
    { format: 'apa', name: 'APA', text: toApa(citable) },
    { format: 'bibtex', name: 'BibTeX', text: toBibtex(citable) },
    { format: 'ris', name: 'RIS', text: toRis(citable) },
    { format: 'csl-json', name: 'CSL-JSON', text: toCslJson(citable) },
    { format: 'cff', name: 'CITATION.cff', text: toCff(citable) },
  ];
}

export function jsonLdOf(view: SnapshotView, site: string): object {
  const address = (format?: SnapshotFormat): string => `${site}${snapshotFilePath(view.id, format)}`;
  return toJsonLd(toCitable(view, site), {
    json: address(),
    csv: address('csv'),
    csvSha256: sha256(toCsv(view.snapshot)),
  });
}
