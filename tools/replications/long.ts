/**
 * The long horizon of docs/replications.md: four times the generations of the standard tier, once, on the benchmarks that take
 * seconds, with fewer seeds. Kept beside the document as what scores are made of, each seed's mean of the primary metric.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runPath } from '#benchmarks/bundle/layout.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { parseSpec, specSlug } from '#benchmarks/protocol/spec.ts';
import { resolveStrategy } from '#benchmarks/runner/plan.ts';
import { runOutcome } from '#benchmarks/scoring/index.ts';
import { inapplicableReason, requireStrategy } from '#benchmarks/strategies/catalog.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { inRoot } from '../../scripts/support/root.mjs';
import { SetupError, say } from '../../scripts/support/steps.mjs';
import { TIER } from '../reference/results.ts';
import { runOrResume } from '../support/run-or-resume.ts';

const TIMES = 4;
/** By name, and how many seeds of it. */
const SEEDS: Readonly<Record<string, number>> = {
  'gaussian@2': 50,
  'regression@2': 50,
  'gaussian-drift': 50,
  'word-frequencies@2': 20,
  'words-drift': 10,
  'gmm-2d@2': 10,
};

const FILE = inRoot('docs', 'replications', 'long.json');
const WORK = inRoot('artifacts', 'long');

/** Mean of the primary metric over generations 1 to the horizon, of each seed; null where a seed diverged. */
export type Averages = readonly number[] | null;

export interface LongRuns {
  readonly generations: number;
  /** By `id@version`. */
  readonly benchmarks: Readonly<
    Record<
      string,
      {
        readonly commit: string | null;
        readonly seeds: number;
        /** Versions by id, as they were run. */
        readonly strategies: Readonly<Record<string, number>>;
        /** By specification: the mean of the primary metric over all generations but 0, by seed; null where one diverged. */
        readonly averages: Readonly<Record<string, Averages>>;
      }
    >
  >;
}

/** Runs the specifications, going on where it was interrupted, benchmark by benchmark, and keeps what came out. */
export async function runLong(specs: readonly string[]): Promise<void> {
  for (const [name, seeds] of Object.entries(SEEDS)) {
    const { card } = benchmarkNamed(name);
    const generations = TIMES * card.tiers[TIER].generations;
    const applicable = specs.filter((spec) => inapplicableReason(resolveStrategy(spec).parts, card) === null);
    const out = path.join(WORK, card.id);
    say(`▸ ${name}: ${applicable.length} specifications, ${generations} generations, ${seeds} seeds`);
    await runOrResume(
      [name, '--strategy', ...applicable, '--tier', TIER, '--generations', `${generations}`, '--seeds', `${seeds}`],
      out,
    );
    const averages: Record<string, Averages> = {};
    const strategies: Record<string, number> = {};
    let commit: string | null = null;
    for (const spec of applicable) {
      const file = path.join(out, specSlug(spec), runPath(card.id));
      const record: RunRecord = JSON.parse(readFileSync(file, 'utf8'));
      const outcome = runOutcome(record, card.primary);
      if (outcome.state === 'failed') throw new SetupError(`${spec} failed on ${name}: ${file} says why.`);
      // Eight digits are more than any interval is known to.
      averages[spec] =
        outcome.state === 'completed'
          ? Array.from(outcome.averages.full, (value) => Number(value.toPrecision(8)))
          : null;
      for (const { id, version } of record.strategy.parts) strategies[id] = version;
      commit = record.environment.commit;
    }
    const kept = existsSync(FILE) ? readLongRuns().benchmarks : {};
    const benchmarks = { ...kept, [`${card.id}@${card.version}`]: { commit, seeds, strategies, averages } };
    writeFileSync(FILE, `${JSON.stringify({ generations, benchmarks })}\n`);
  }
}

/** What is kept. @throws Error where there is nothing */
export const readLongRuns = (): LongRuns => JSON.parse(readFileSync(FILE, 'utf8'));

/** The averages of a specification on a benchmark, `id@version`; undefined where it was not run, or with other versions of strategies. */
export function longAverages({ benchmarks }: LongRuns, benchmark: string, spec: string): Averages | undefined {
  const own = benchmarks[benchmark];
  const isCurrent = parseSpec(spec).every(({ id }) => own?.strategies[id] === requireStrategy(id).card.version);
  return isCurrent ? own?.averages[spec] : undefined;
}
