/**
 * The light result `heirloom.light/1`: a run record and excerpts of its samples in one compact file. The format is described in
 * docs/light-results.md; a file has to be read for ten years.
 */
import { z } from 'zod';
import type { CompactLedger } from '../../protocol/compact-ledger.ts';
import { countSchema, positiveSchema, sha256Schema } from '../../protocol/ids.ts';
import { ledgerEntrySchema } from '../../protocol/ledger.ts';
import { LEDGER_2 } from '../../protocol/ledger-2.ts';
import type { SampleForm } from '../../protocol/sample-form.ts';
import { benchmarkName } from '../../suite/catalog.ts';
import type { Versioned } from '../../suite/manifests.ts';
import { SAMPLE_KINDS } from '../layout.ts';
import { MAX_ARRAY_LENGTH } from '../limits.ts';

export const LIGHT_FORMAT = 'heirloom.light/1';

/** Ends the header; the columns, hashes and excerpts follow. */
export const HEADER_END = 0x0a;
/** Bytes of a SHA-256. */
export const HASH_BYTES = 32;

const indexSchema = countSchema;
const listOf = <T extends z.ZodType>(schema: T) => z.array(schema).max(MAX_ARRAY_LENGTH);

/** Which of the fields a protocol has is the record's to say, and checked there. */
const { updates: _, ...ledger2 } = z.strictObject(LEDGER_2).partial().shape;

const compactLedgerSchema: z.ZodType<CompactLedger> = z.strictObject({
  kinds: listOf(ledgerEntrySchema.omit({ generation: true, epochs: true }).extend(ledger2)),
  rows: listOf(
    z.strictObject({
      kinds: listOf(indexSchema),
      epochs: listOf(ledgerEntrySchema.shape.epochs),
      updates: listOf(LEDGER_2.updates).optional(),
    }),
  ),
  seeds: listOf(indexSchema),
});

/** Distinct values that a column begins with, 0 for a plain one; positions without a value, ascending. */
const storedMetricSchema = z.strictObject({
  id: z.string().max(64),
  distinct: countSchema,
  missing: listOf(countSchema),
});
const derivedMetricSchema = z.strictObject({ id: z.string().max(64), derived: z.literal(true) });

const excerptSchema = z.strictObject({
  seed: countSchema,
  generation: countSchema,
  kind: z.enum(SAMPLE_KINDS),
  bytes: positiveSchema,
  sha256: sha256Schema,
});

export const lightHeaderSchema = z.strictObject({
  format: z.literal(LIGHT_FORMAT),
  /** The record without `trajectories`, `ledger` and `samples`. */
  record: z.record(z.string(), z.unknown()),
  /** Generations of each seed. `[seedIndex]` */
  lengths: listOf(countSchema),
  /** In the order of the record's trajectories, which is that of the columns. */
  metrics: listOf(z.union([storedMetricSchema, derivedMetricSchema])),
  ledger: compactLedgerSchema,
  /** Of each sample file its seed, generation and kind, in the record's order, which is that of the hashes. */
  samples: listOf(z.tuple([countSchema, countSchema, z.enum(SAMPLE_KINDS)])),
  excerpts: listOf(excerptSchema),
});
export type LightHeader = z.infer<typeof lightHeaderSchema>;

/** The first examples of a sample file, as a sample file. */
export interface Excerpt extends Omit<z.infer<typeof excerptSchema>, 'bytes'> {
  readonly content: Buffer;
}

/** Examples of one generation in an excerpt, at most. Pictures are the bulk of a file: half a page of them shows as much. */
export const maxExcerptExamples = (form: Pick<SampleForm, 'kind'>): number => (form.kind === 'images' ? 50 : 100);

/** What makes the sample files again that a light result leaves out. */
export const samplesCommand = (strategy: string, benchmark: Versioned): string =>
  `npm run reference -- --samples ${strategy} ${benchmarkName(benchmark)}`;

/** Generations that are excerpted, at most. */
export const MAX_EXCERPTS = 5;

/** Which generations are excerpted of a seed that has `length` of them: evenly spaced, with the first and the last. */
export function excerptGenerations(length: number): number[] {
  if (length <= MAX_EXCERPTS) return Array.from({ length }, (_, generation) => generation);
  return Array.from({ length: MAX_EXCERPTS }, (_, index) => Math.round((index * (length - 1)) / (MAX_EXCERPTS - 1)));
}

/** `[generation][seed]` as a list of places in `[seed][generation]`: a column's order, in which neighbours are alike. */
export function columnOrder(lengths: readonly number[]): (readonly [seedIndex: number, generation: number])[] {
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  const order: (readonly [number, number])[] = [];
  for (let generation = 0; generation < longest; generation++)
    for (const [seedIndex, length] of lengths.entries()) if (generation < length) order.push([seedIndex, generation]);
  return order;
}
