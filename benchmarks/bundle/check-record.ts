/** Checks one run record: field by field for its shape, then what it says of itself. Sample files are looked at elsewhere. */
import { z } from 'zod';
import { type BenchmarkCard, updatesOfFit } from '../protocol/card.ts';
import { metricDigest, resultDigest } from '../protocol/digest.ts';
import { countSchema } from '../protocol/ids.ts';
import { isLater } from '../protocol/metric.ts';
import { type RunRecord, runRecordSchema, sampleFileSchema, statusSchema, timingsSchema } from '../protocol/record.ts';
import { checkBenchmark, checkFormat, checkOfficial } from './check-benchmark.ts';
import { warnOfGeneration0, warnOfReference } from './check-known.ts';
import { checkLearner } from './check-learner.ts';
import { checkDivision, checkLedger, readLedger } from './check-ledger.ts';
import { checkMakers } from './check-makers.ts';
import { checkRelations } from './check-relations.ts';
import { checkRepeats } from './check-repeats.ts';
import { checkSampleList } from './check-samples.ts';
import { checkSeeds, expectedLengths, isPerSeed } from './check-seeds.ts';
import { type CheckedStrategy, checkRegime, checkStrategy } from './check-strategy.ts';
import { readTrajectories } from './check-trajectories.ts';
import { checkTruth } from './check-truth.ts';
import { at, type FileCheck, type Step, show } from './findings.ts';
import { checkElements, checkSchema } from './schema-problems.ts';

/** What is well-shaped of a record, and the record where all of it is. */
export interface CheckedRecord {
  readonly file: string;
  /** As the file's name says. */
  readonly benchmark: string;
  /** Whether its samples were left out (check-light.ts). */
  readonly isLight: boolean;
  readonly fields: Partial<RunRecord>;
  readonly record: RunRecord | null;
}

/** Checks a parsed record of `runs/`, whose name says the benchmark. */
export function checkRecord(value: unknown, benchmark: string, check: FileCheck): CheckedRecord {
  const raw = readObject(value, check);
  const fields = readFields(raw, check);
  const card = fields.benchmark === undefined ? null : checkBenchmark(fields.benchmark, fields.suite, benchmark, check);
  if (fields.format !== undefined && card !== null) checkFormat(fields.format, card, check);
  const strategy = fields.strategy === undefined ? null : checkStrategy(fields.strategy, card, check);
  checkLearner(fields, card, check);
  if (fields.regime !== undefined && strategy !== null) checkRegime(fields.regime, strategy, check);
  if (fields.seeds !== undefined) checkSeeds(fields.seeds, check);
  const makers = fields.environment?.madeBy;
  if (fields.seeds !== undefined && makers !== undefined) checkMakers({ seeds: fields.seeds, makers }, check);
  if (card !== null) checkOfficial(fields, card, check);
  if (fields.truth !== undefined && card !== null)
    checkTruth(fields.truth, { ...fields, measured: namesOf(raw.trajectories) }, card, check);
  checkRows(raw, fields, card, strategy, check);
  const isWhole = REQUIRED.every((name) => Object.hasOwn(fields, name));
  const record = isWhole ? (fields as RunRecord) : null;
  if (record !== null) {
    if (card !== null) checkDigests(record, card, check);
    warnOfReference(record, check);
  }
  return { file: check.file, benchmark, isLight: false, fields, record };
}

/** Checks what has one row a seed and adds it to the fields where it is well-shaped. */
function checkRows(
  raw: Readonly<Record<string, unknown>>,
  fields: Partial<RunRecord>,
  card: BenchmarkCard | null,
  strategy: CheckedStrategy | null,
  check: FileCheck,
): void {
  const { seeds, timings, statuses } = fields;
  if (seeds !== undefined) {
    if (statuses !== undefined) isPerSeed(['statuses'], statuses, seeds, check);
    if (timings !== undefined) isPerSeed(['timings', 'seedDurationMs'], timings.seedDurationMs, seeds, check);
  }
  const lengths = expectedLengths(fields, check);
  checkSampleList(fields, lengths, check);
  const trajectories = readTrajectories(raw.trajectories, card, seeds, lengths, check);
  if (trajectories !== null) {
    fields.trajectories = trajectories;
    if (card !== null) checkNumbers(trajectories, fields, card, check);
  }
  const ledger = readLedger(raw.ledger, card, seeds, lengths, check);
  if (ledger === null) return;
  fields.ledger = ledger;
  if (fields.benchmark === undefined) return;
  const { size, params } = fields.benchmark;
  // How many updates an outside learner makes is its own affair.
  const fitUpdates = card === null || fields.learner !== undefined ? null : updatesOfFit(card, params);
  checkLedger(ledger, { size, fitUpdates, regime: fields.regime ?? null, card, strategy }, check);
  if (fields.regime !== undefined && fields.division !== undefined)
    checkDivision(fields.division, fields.regime, ledger, { size, fitUpdates }, check);
}

/** Checks what the numbers of a run say of each other and of other runs. */
function checkNumbers(
  trajectories: RunRecord['trajectories'],
  fields: Partial<RunRecord>,
  card: BenchmarkCard,
  check: FileCheck,
): void {
  const { benchmark, seeds, official } = fields;
  if (benchmark === undefined || seeds === undefined) return;
  checkRelations(trajectories, benchmark, card, check);
  checkRepeats({ trajectories, seeds, official: official ?? false, benchmark }, card, check);
  warnOfGeneration0(fields, check);
}

/** The fields of what should be an object. */
function namesOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function readObject(value: unknown, { file, findings }: FileCheck): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  findings.add(at(file), `received ${show(value)}; expected an object, a run record`);
  return {};
}

/** Long arrays are read element by element, up to a number of problems. */
const ELEMENTS: Readonly<Record<string, z.ZodType>> = {
  seeds: countSchema,
  statuses: statusSchema,
  samples: sampleFileSchema,
};
/** Every field but those that only some protocols have. */
const REQUIRED = Object.entries(runRecordSchema.shape).flatMap(([name, schema]) =>
  schema instanceof z.ZodOptional ? [] : [name],
);
/** Read row by row, when it is known how many there should be. */
const ROWS = ['trajectories', 'ledger'];

const anyArray = z.array(z.unknown());
const timingsHead = timingsSchema.extend({ seedDurationMs: anyArray });

/** The fields that have the shape they should have; a problem for each that hasn't. */
function readFields(raw: Readonly<Record<string, unknown>>, { file, findings }: FileCheck): Partial<RunRecord> {
  const fields: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(runRecordSchema.shape)) {
    const check = { findings, file, steps: [name] };
    if (!Object.hasOwn(raw, name)) {
      if (REQUIRED.includes(name)) findings.add(at(file, name), 'missing; expected this field of a run record');
    } else if (!ROWS.includes(name) && isShaped(name, schema, raw[name], check)) fields[name] = raw[name];
  }
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(runRecordSchema.shape, name)) findings.add(at(file, name), 'unknown field; remove it');
  }
  return fields;
}

function isShaped(
  name: string,
  schema: z.ZodType,
  value: unknown,
  check: FileCheck & { readonly steps: string[] },
): boolean {
  if (name === 'timings') {
    const timings = checkSchema(timingsHead, value, check);
    const steps = [...check.steps, 'seedDurationMs'];
    return timings !== null && checkElements(z.number().nonnegative(), timings.seedDurationMs, { ...check, steps });
  }
  const element = ELEMENTS[name];
  if (element === undefined) return checkSchema(schema, value, check) !== null;
  const items = checkSchema(anyArray, value, check);
  return items !== null && checkElements(element, items, check);
}

function checkDigests(record: RunRecord, card: BenchmarkCard, { file, findings }: FileCheck): void {
  const { trajectories, metricDigests = {} } = record;
  const later = card.metrics.filter((metric) => isLater(metric) && trajectories[metric.id] !== undefined);
  const ids = later.map(({ id }) => id);
  const claimed = Object.keys(metricDigests);
  for (const id of claimed) {
    if (ids.includes(id)) continue;
    findings.add(
      at(file, 'metricDigests', id),
      'remove it; expected a digest for each metric that the record has and its protocol did not begin with, and no other',
    );
  }
  const result = resultDigest({ ...record, metricDigests: Object.fromEntries(ids.map((id) => [id, ''])) });
  compareDigest(['resultDigest'], record.resultDigest, result);
  for (const id of ids) {
    const computed = metricDigest(record, id, result);
    const said = metricDigests[id];
    if (said === undefined) findings.add(at(file, 'metricDigests', id), `missing; expected ${computed}`);
    else compareDigest(['metricDigests', id], said, computed);
  }

  function compareDigest(steps: readonly Step[], said: string, computed: string): void {
    if (computed === said) return;
    findings.add(
      at(file, ...steps),
      `the record says ${said}, its content gives ${computed}; the content was changed, or the digest was computed otherwise (docs/bundle-format.md)`,
    );
  }
}
