/** The long table as those read it who guess what cells are, and as Parquet’s own reader does. */
import { readFileSync } from 'node:fs';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { toCroissant } from '#benchmarks/snapshot/cite/croissant.ts';
import { describeFile } from '#benchmarks/snapshot/cite/described-file.ts';
import { identify } from '#benchmarks/snapshot/identity.ts';
import { dictionaryCsv, LONG_COLUMNS, LONG_METRICS, LONG_NAMES } from '#benchmarks/snapshot/long/columns.ts';
import { snapshotLongRows } from '#benchmarks/snapshot/long/rows.ts';
import { snapshotFiles } from '#leaderboard/snapshots/data-files.ts';
import { longCsv, longParquet } from '#leaderboard/tables/long-files.ts';
import { tinySnapshot } from '../../support/tiny-snapshot.ts';

const read = (text: string) => Papa.parse<Record<string, string>>(text.trim(), { header: true }).data;

const snapshot = tinySnapshot();
const [board] = snapshot.boards;
const [, , near, , far] = board!.entries;
near!.title = '=1+1';
near!.submission = '1234567890123456';
near!.overall.low = -1e-300;
far!.official = false;
delete far!.runs.beta;
const rows = snapshotLongRows(snapshot);

describe('rows', () => {
  it('are one for each entry, benchmark and metric', () => {
    const keys = rows.map(({ tier, entry, benchmark, metric }) => [tier, entry, benchmark, metric].join());
    expect(new Set(keys).size).toBe(rows.length);
    const of = rows.filter(({ entry, metric }) => entry === 'sub-1234567890123456' && metric === 'score');
    expect(of.map(({ benchmark, protocol, value, state }) => [benchmark, protocol, value, state])).toEqual([
      ['all', '', near!.overall.value, 'scored'],
      ['alpha', 'alpha@1', near!.runs.alpha!.score.value, 'scored'],
      ['beta', 'beta@1', near!.runs.beta!.score.value, 'scored'],
    ]);
  });

  it('say of a score why there is none, and leave out what else has no value', () => {
    const own = rows.filter(({ strategy }) => strategy === 'far');
    expect(own.find(({ benchmark }) => benchmark === 'beta')).toMatchObject({ value: null, state: 'missing' });
    expect(own.some(({ metric }) => metric === 'updates')).toBe(false);
    expect(own.find(({ metric }) => metric === 'rank')).toMatchObject({ value: far!.rank!.position, unit: 'place' });
  });

  it('have metrics that the dictionary knows', () => {
    const named = new Set(read(dictionaryCsv()).map(({ name }) => name));
    for (const { metric } of rows) expect(named).toContain(metric);
  });
});

describe('as CSV', () => {
  const cells = read(longCsv(rows));

  it('has the columns of the dictionary, without rows, too', () => {
    expect(Object.keys(cells[0] ?? {})).toEqual(LONG_NAMES);
    expect(longCsv([])).toBe(`${LONG_NAMES.join()}\n`);
  });

  it('has numbers as they are, ids that are no numbers and texts that are no formulas', () => {
    const numbers = (name: 'value' | 'low' | 'high') =>
      cells.map((row) => (row[name] === '' ? null : Number(row[name])));
    for (const name of ['value', 'low', 'high'] as const) expect(numbers(name)).toEqual(rows.map((row) => row[name]));
    const own = cells.find(({ strategy }) => strategy === 'near');
    expect(own).toMatchObject({ entry: 'sub-1234567890123456', suite: 'suite-0.1', title: "'=1+1", official: 'TRUE' });
    expect(own?.low).toBe('-1e-300');
    expect(cells.find(({ strategy }) => strategy === 'far')?.official).toBe('FALSE');
  });
});

describe('as Parquet', () => {
  const bytes = longParquet(rows);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);

  it('has the same rows with their types, and texts as they are', async () => {
    const found = await parquetReadObjects({ file: buffer });
    const moment = (text: unknown) => new Date(text as string);
    expect(found).toEqual(rows.map((row) => ({ ...row, submitted_at: moment(row.submitted_at) })));
    expect(found.find(({ strategy }) => strategy === 'near')?.title).toBe('=1+1');
  });

  it('says that its times are UTC', () => {
    const { schema } = parquetMetadata(buffer);
    expect(schema.find(({ name }) => name === 'submitted_at')?.logical_type).toEqual({
      type: 'TIMESTAMP',
      isAdjustedToUTC: true,
      unit: 'MILLIS',
    });
  });

  it('can be empty', async () => {
    const empty = longParquet([]);
    expect(await parquetReadObjects({ file: empty.buffer })).toEqual([]);
  });
});

describe('descriptions', () => {
  it('of Croissant name every column, read from a file whose digest is its own', () => {
    const { id, digest, content } = identify(tinySnapshot());
    const files = snapshotFiles(id, tinySnapshot(), content).map((file) =>
      describeFile(file, `https://x/${file.kind}`),
    );
    const citable = {
      id,
      digest,
      suite: '0.1',
      createdAt: '2026-11-23T12:00:00Z',
      url: 'https://x/s',
      doi: null,
      entries: 5,
      tiers: ['quick' as const],
    };
    const { conformsTo, distribution, recordSet } = JSON.parse(toCroissant(citable, files));
    expect(conformsTo).toBe('http://mlcommons.org/croissant/1.1');
    expect(distribution.map((file: Record<string, unknown>) => [file['@id'], file.contentUrl, file.sha256])).toEqual(
      files.map(({ kind, address, sha256 }) => [kind, address, sha256]),
    );
    expect(files.find(({ kind }) => kind === 'json')?.sha256).toBe(digest);
    const fields: { name: string; source: unknown }[] = recordSet[0].field;
    expect(fields.map(({ name }) => name)).toEqual(LONG_NAMES);
    expect(fields[0]?.source).toEqual({ fileObject: { '@id': 'parquet' }, extract: { column: 'suite' } });
  });

  it('of docs/tables.md have every column and metric, in the dictionary’s words', () => {
    const page = readFileSync(new URL('../../../docs/tables.md', import.meta.url), 'utf8');
    for (const [name, { meaning }] of [...Object.entries(LONG_COLUMNS), ...Object.entries(LONG_METRICS)]) {
      expect(page).toContain(`| \`${name}\` |`);
      expect(page).toContain(meaning);
    }
  });
});
