/** Canonical JSON (RFC 8785) and the digest of a result. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { HeirloomError } from './errors.ts';
import { type RunRecord, runRecordSchema, type SeedStatus, sampleFileSchema } from './record.ts';
import { moduleSchema } from './recorded-module.ts';

/** Hex SHA-256 of bytes or of a UTF-8 string. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * Serialises a value as RFC 8785 canonical JSON. `-0` is written as 0 (as RFC 8785 does).
 * @throws bad-parameter for `undefined`, non-finite numbers and typed arrays, which JSON would drop or change in silence.
 */
export function canonicalJson(value: unknown): string {
  requireJson(value, '#');
  const text = canonicalize(value);
  if (text === undefined)
    throw new HeirloomError('bad-parameter', 'Received undefined where a JSON value was expected.');
  return text;
}

/** Whether two JSON values say the same: the order of an object's keys says nothing. @throws as canonicalJson */
export function sameJson(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

function requireJson(value: unknown, path: string): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (Array.isArray(value)) {
    // Not forEach: it would skip the holes of a sparse array.
    for (let i = 0; i < value.length; i++) requireJson(value[i], `${path}/${i}`);
    return;
  }
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [key, item] of Object.entries(value)) requireJson(item, `${path}/${key}`);
    return;
  }
  throw new HeirloomError(
    'bad-parameter',
    `Received ${describe(value)} at ${path}; canonical JSON takes finite numbers, strings, booleans, null, arrays and plain objects.`,
  );
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? (value.constructor?.name ?? 'an object') : String(value);
}

/** What `resultDigest` covers: everything a result claims, and nothing of where or when it was made. */
export const digestibleSchema = runRecordSchema
  .pick({
    format: true,
    suite: true,
    benchmark: true,
    official: true,
    regime: true,
    division: true,
    seeds: true,
    engine: true,
    truth: true,
    trajectories: true,
    ledger: true,
  })
  .extend({
    strategy: z.array(
      runRecordSchema.shape.strategy.shape.parts.element.pick({ id: true, version: true, resolved: true }),
    ),
    /** Only of a strategy that was a module. */
    module: moduleSchema.optional(),
    statuses: z.array(z.strictObject({ state: z.string(), generation: z.int().nullable() })),
    samples: z.array(sampleFileSchema.shape.sha256),
  });
export type Digestible = z.infer<typeof digestibleSchema>;

/** A record before it has its digests. */
export type UndigestedRecord = Omit<RunRecord, 'resultDigest' | 'metricDigests'>;

/**
 * What a result claims, by the metrics that its protocol began with.
 * @param later ids of the metrics that came later: those that have digests of their own
 */
export function toDigestible(
  record: UndigestedRecord & Pick<RunRecord, 'metricDigests'>,
  later: readonly string[] = Object.keys(record.metricDigests ?? {}),
): Digestible {
  const { format, suite, benchmark, official, regime, division, seeds, engine, ledger } = record;
  const truth = without(record.truth, later);
  const trajectories = without(record.trajectories, later);
  return {
    format,
    suite,
    benchmark,
    official,
    regime,
    division,
    seeds,
    engine,
    truth,
    trajectories,
    ledger,
    strategy: record.strategy.parts.map(({ id, version, resolved }) => ({ id, version, resolved })),
    ...(record.strategy.module && { module: record.strategy.module }),
    statuses: record.statuses.map(toDigestibleStatus),
    samples: record.samples.map((file) => file.sha256),
  };
}

function toDigestibleStatus(status: SeedStatus): Digestible['statuses'][number] {
  return { state: status.state, generation: status.state === 'completed' ? null : status.generation };
}

function without<Value>(values: Readonly<Record<string, Value>>, ids: readonly string[]): Record<string, Value> {
  return ids.length === 0 ? values : Object.fromEntries(Object.entries(values).filter(([id]) => !ids.includes(id)));
}

/** SHA-256 over the canonical JSON of the record's digestible part. */
export function resultDigest(record: UndigestedRecord & Pick<RunRecord, 'metricDigests'>): string {
  return sha256(canonicalJson(toDigestible(record)));
}

/** The digest of one metric that came later, bound to the result that it is of: `resultDigest`, the metric's truth and its values. */
export function metricDigest(
  { truth, trajectories }: Pick<RunRecord, 'truth' | 'trajectories'>,
  metric: string,
  result: string,
): string {
  return sha256(
    canonicalJson({
      metric,
      resultDigest: result,
      truth: truth[metric] ?? null,
      trajectory: trajectories[metric] ?? [],
    }),
  );
}

/** Completes a record. `later`: ids of the metrics that came later than those that its protocol began with. */
export function withDigests(record: UndigestedRecord, later: readonly string[]): RunRecord {
  const digest = sha256(canonicalJson(toDigestible(record, later)));
  if (later.length === 0) return { ...record, resultDigest: digest };
  const digests = later.map((id) => [id, metricDigest(record, id, digest)] as const);
  return { ...record, resultDigest: digest, metricDigests: Object.fromEntries(digests) };
}
