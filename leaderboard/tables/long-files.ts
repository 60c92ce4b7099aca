/** The long table as files. */
import { parquetWriteBuffer, type SchemaElement } from 'hyparquet-writer';
import { type Cell, toTable } from '#benchmarks/snapshot/csv.ts';
import { LONG_COLUMNS, LONG_NAMES, type LongColumn } from '#benchmarks/snapshot/long/columns.ts';
import type { LongRow } from '#benchmarks/snapshot/long/rows.ts';

/** CSV, its cells as those of every table (csv.ts); the header alone where there are no rows. */
export function longCsv(rows: readonly LongRow[]): string {
  return toTable(
    rows.map((row) => Object.fromEntries(LONG_NAMES.map((name) => [name, cellOf(row[name])]))),
    LONG_NAMES,
  );
}

/** `TRUE` and `FALSE`, which pandas, R, DuckDB and spreadsheets take for booleans; `true` is a text to R. */
const cellOf = (value: LongRow[LongColumn]): Cell => (typeof value === 'boolean' ? String(value).toUpperCase() : value);

/** Types of Parquet. The timestamp says of itself that it is UTC: of one with the older mark alone, DuckDB forgets the zone. */
const ELEMENTS: Readonly<Record<(typeof LONG_COLUMNS)[LongColumn]['type'], Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  moment: { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' } },
};

/** Parquet, compressed with Snappy: the same rows, typed, and texts as they are, since nothing runs them there. */
export function longParquet(rows: readonly LongRow[]): Uint8Array<ArrayBuffer> {
  const columnData = LONG_NAMES.map((name) => {
    const values = rows.map((row) => row[name]);
    const isMoment = LONG_COLUMNS[name].type === 'moment';
    return { name, data: isMoment ? values.map((value) => new Date(value as string)) : values };
  });
  const elements = LONG_NAMES.map(
    (name): SchemaElement => ({ name, repetition_type: 'OPTIONAL', ...ELEMENTS[LONG_COLUMNS[name].type] }),
  );
  const schema: SchemaElement[] = [{ name: 'root', num_children: elements.length }, ...elements];
  return new Uint8Array(parquetWriteBuffer({ columnData, schema, createdBy: 'heirloom' }));
}
