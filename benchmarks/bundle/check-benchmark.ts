/** Checks which benchmark a record is of, at which tier and with which parameters, and whether that is official. */
import { z } from 'zod';
import { type BenchmarkCard, recordFormat, tierParams } from '../protocol/card.ts';
import type { Params } from '../protocol/ids.ts';
import { didYouMean } from '../protocol/nearest.ts';
import type { RunRecord } from '../protocol/record.ts';
import { BENCHMARKS, LEADING } from '../suite/catalog.ts';
import { suiteOf } from '../suite/manifests.ts';
import { at, type FileCheck, show } from './findings.ts';
import { checkSchema } from './schema-problems.ts';

/** The card of the record's benchmark, or null where no suite of this checkout has one of that id and version. */
export function checkBenchmark(
  benchmark: RunRecord['benchmark'],
  suite: string | undefined,
  fileId: string,
  check: FileCheck,
): BenchmarkCard | null {
  const { file, findings } = check;
  if (benchmark.id !== fileId) {
    findings.add(
      at(file, 'benchmark', 'id'),
      `received ${show(benchmark.id)}; expected "${fileId}", as the file is named`,
    );
  }
  const protocols = BENCHMARKS.map(({ card }) => card).filter(({ id }) => id === benchmark.id);
  if (protocols.length === 0) {
    const known = LEADING.map(({ card }) => card.id);
    findings.add(
      at(file, 'benchmark', 'id'),
      `received ${show(benchmark.id)}; ${didYouMean(benchmark.id, known) ?? 'expected a benchmark of this checkout'} (npx heirloom list benchmarks)`,
    );
    return null;
  }
  const card = protocols.find(({ version }) => version === benchmark.version);
  if (card === undefined) {
    const versions = protocols.map(({ version }) => version).sort((a, b) => a - b);
    findings.add(
      at(file, 'benchmark', 'version'),
      versions.length === 1
        ? `received ${benchmark.version}; expected ${versions[0]}, this checkout's version`
        : `received ${benchmark.version}; expected one of ${versions.join(', ')}, this checkout's versions`,
    );
    return null;
  }
  if (suite !== undefined && suite !== suiteOf(card)) {
    findings.add(
      at(file, 'suite'),
      `received ${show(suite)}; expected "${suiteOf(card)}", the first suite that lists ${card.id}@${card.version}`,
    );
  }
  checkParams(benchmark, card, check);
  return card;
}

/** A protocol's records are all of one format. */
export function checkFormat(format: string, card: BenchmarkCard, { file, findings }: FileCheck): void {
  const expected = recordFormat(card);
  if (format === expected) return;
  findings.add(
    at(file, 'format'),
    `received ${show(format)}; expected "${expected}", the format of ${card.id}@${card.version}`,
  );
}

/** All parameters have to be there, defaults filled in, and to be in range. */
function checkParams(
  { params, size }: RunRecord['benchmark'],
  card: BenchmarkCard,
  { file, findings }: FileCheck,
): void {
  const steps = ['benchmark', 'params'];
  const parsed = checkSchema(card.params, params, { file, findings, steps }) as Params | null;
  // What is optional may be left out: it is in no record that doesn't set it.
  for (const name of parsed === null ? requiredOf(card.params) : Object.keys(parsed)) {
    if (Object.hasOwn(params, name)) continue;
    findings.add(
      at(file, ...steps, name),
      `missing; expected this parameter of ${card.id}${parsed === null ? '' : `, by default ${show(parsed[name])}`}`,
    );
  }
  const sampleSize = params.sampleSize;
  if (typeof sampleSize === 'number' && sampleSize !== size) {
    findings.add(at(file, 'benchmark', 'size'), `received ${size}; expected ${sampleSize}, the parameter sampleSize`);
  }
}

/** Derives `official` anew: a claim that is wrong in either direction is a problem. */
export function checkOfficial(
  { benchmark, seeds, official }: Partial<RunRecord>,
  card: BenchmarkCard,
  { file, findings }: FileCheck,
): void {
  if (benchmark === undefined || seeds === undefined || official === undefined) return;
  const differences = differencesFromTier(benchmark, seeds, card);
  if (official && differences.length > 0) {
    findings.add(at(file, 'official'), `received true; expected false: ${differences.join('; ')}`);
  }
  if (!official && differences.length === 0) {
    findings.add(
      at(file, 'official'),
      `received false; expected true: parameters, seeds and generations are those of tier ${benchmark.tier}`,
    );
  }
}

/** What keeps a run from being official, a sentence each: parameters, generations or seeds other than the tier's. */
export function differencesFromTier(
  benchmark: RunRecord['benchmark'],
  seeds: readonly number[],
  card: BenchmarkCard,
): string[] {
  const { tier, params, generations } = benchmark;
  const plan = card.tiers[tier];
  const expected = tierParams(card, tier);
  const changed = Object.keys({ ...expected, ...params }).filter(
    (name) => !Object.hasOwn(params, name) || params[name] !== expected[name],
  );
  const differences = changed.map((name) =>
    Object.hasOwn(expected, name)
      ? `tier ${tier} has ${name}=${expected[name]}`
      : `tier ${tier} leaves ${show(name)} out`,
  );
  if (generations !== plan.generations)
    differences.push(`tier ${tier} has ${plan.generations} generations, not ${generations}`);
  if (seeds.length !== plan.seeds || seeds.some((seed, index) => seed !== index + 1)) {
    differences.push(`tier ${tier} has the seeds 1 to ${plan.seeds}`);
  }
  return differences;
}

const requiredOf = ({ shape }: z.ZodObject): string[] =>
  Object.keys(shape).filter((name) => !(shape[name] instanceof z.ZodOptional));
