/** A snapshot's data as files: its own bytes, and its boards as tables. */
import type { SnapshotFileContent } from '#benchmarks/snapshot/cite/described-file.ts';
import { dictionaryCsv } from '#benchmarks/snapshot/long/columns.ts';
import { snapshotLongRows } from '#benchmarks/snapshot/long/rows.ts';
import type { Snapshot } from '#benchmarks/snapshot/schema.ts';
import { toCsv } from '#benchmarks/snapshot/table.ts';
import { longCsv, longParquet } from '../tables/long-files.ts';

/** `content`: the canonical bytes that the digest covers. */
export function snapshotFiles(id: string, snapshot: Snapshot, content: string): SnapshotFileContent[] {
  const name = `heirloom-snapshot-${id}`;
  const rows = snapshotLongRows(snapshot);
  return [
    {
      kind: 'json',
      name: `${name}.json`,
      mediaType: 'application/json',
      meaning:
        'The snapshot in canonical JSON (RFC 8785): its SHA-256 names it, and its field "rules" says how to read it.',
      body: content,
    },
    {
      kind: 'csv',
      name: `${name}.csv`,
      mediaType: 'text/csv',
      meaning: 'Its boards as one wide table: a row for each entry.',
      body: toCsv(snapshot),
    },
    {
      kind: 'long',
      name: `${name}-long.csv`,
      mediaType: 'text/csv',
      meaning: 'Its boards as one long table: a row for each entry, benchmark and metric.',
      body: longCsv(rows),
    },
    {
      kind: 'parquet',
      name: `${name}.parquet`,
      mediaType: 'application/vnd.apache.parquet',
      meaning: 'The long table, typed.',
      body: longParquet(rows),
    },
    {
      kind: 'columns',
      name: 'columns.csv',
      mediaType: 'text/csv',
      meaning: 'What the columns and metrics of the long table mean.',
      body: dictionaryCsv(),
    },
  ];
}
