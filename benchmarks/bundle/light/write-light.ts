/** Writes a light result. The same record and excerpts give the same bytes, as long as Node's Brotli is the same. */
import { isDeepStrictEqual } from 'node:util';
import { brotliCompressSync, constants, deflateRawSync } from 'node:zlib';
import { withoutDerived } from '../../metrics/derived.ts';
import { compactLedger } from '../../protocol/compact-ledger.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import type { RunRecord, Trajectory } from '../../protocol/record.ts';
import { findCard } from '../../suite/catalog.ts';
import { Findings } from '../findings.ts';
import { placeOf, type SampleKind } from '../layout.ts';
import { type PackedColumn, packColumn } from './columns.ts';
import { columnOrder, type Excerpt, LIGHT_FORMAT, type LightHeader } from './format.ts';
import { readLight } from './read-light.ts';

type Column = readonly (number | null)[];

/**
 * The bytes of a light result.
 * @throws check-failed where the file would not give the record back: one whose rows differ in length between metrics, for one
 */
export function writeLight(record: RunRecord, excerpts: readonly Excerpt[]): Buffer {
  const { trajectories, ledger, samples, ...rest } = record;
  const [first = []] = Object.values(trajectories);
  const lengths = first.map((row) => row.length);
  const order = columnOrder(lengths);
  const columns = new Map(Object.entries(trajectories).map(([id, rows]) => [id, toColumn(rows, order)]));
  const stored = storedOf(record);
  const packed = [...columns].map(([id, column]) =>
    Object.hasOwn(stored, id) ? { id, column: smallest(column) } : { id },
  );
  const header: LightHeader = {
    format: LIGHT_FORMAT,
    record: rest,
    lengths,
    metrics: packed.map(({ id, column }) =>
      column === undefined
        ? { id, derived: true }
        : { id, distinct: column.distinct, missing: missingOf(columns.get(id)) },
    ),
    ledger: compactLedger(ledger),
    samples: samples.map(({ path, seed, generation }) => [seed, generation, kindOf(path)]),
    excerpts: excerpts.map(({ content, ...excerpt }) => ({ ...excerpt, bytes: content.length })),
  };
  const bytes = compress(
    Buffer.concat([
      Buffer.from(`${JSON.stringify(header)}\n`),
      ...packed.flatMap(({ column }) => column?.bytes ?? []),
      ...samples.map(({ sha256 }) => Buffer.from(sha256, 'hex')),
      ...excerpts.map(({ content }) => content),
    ]),
  );
  requireSame(bytes, record);
  return bytes;
}

const toColumn = (rows: Trajectory, order: ReturnType<typeof columnOrder>): Column =>
  order.map(([seedIndex, generation]) => rows[seedIndex]?.[generation] ?? null);

const missingOf = (column: Column = []): number[] =>
  column.flatMap((value, position) => (value === null ? [position] : []));

/** The metrics that stay: the others follow from them, bit for bit. */
function storedOf({ benchmark, trajectories }: RunRecord): Readonly<Record<string, Trajectory>> {
  const { id, version, params, size } = benchmark;
  const card = findCard({ id, protocol: version });
  return card === null ? trajectories : withoutDerived(trajectories, { card, params, size });
}

/** The packing that takes less room when it is compressed. */
function smallest(column: Column): PackedColumn {
  const values = Float64Array.from(column.filter((value) => value !== null));
  const [plain, distinct] = [packColumn(values, 'plain'), packColumn(values, 'distinct')];
  return deflateRawSync(distinct.bytes).length < deflateRawSync(plain.bytes).length ? distinct : plain;
}

function kindOf(path: string): SampleKind {
  const place = placeOf(path);
  if (place?.kind !== 'sample') throw new TypeError(`unreachable: a record lists ${path}`);
  return place.as;
}

function compress(bytes: Uint8Array): Buffer {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

function requireSame(bytes: Buffer, record: RunRecord): void {
  const findings = new Findings();
  const read = readLight(bytes, '', findings);
  // Of numbers −0 and 0 are told apart.
  if (read !== null && isDeepStrictEqual(read.record, record)) return;
  const why = findings.problems[0]?.message ?? 'the record differs';
  throw new HeirloomError(
    'check-failed',
    `The record of ${record.strategy.spec} on ${record.benchmark.id} can't be written as a light result: ${why}.`,
  );
}
