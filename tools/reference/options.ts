/** What `npm run reference` is asked for. */
import { parseArgs } from 'node:util';
import { REFERENCE_SETS, type ReferenceSet } from '#benchmarks/bundle/reference-sets.ts';
import { USAGE } from '../../scripts/support/heirloom.mjs';
import { SetupError } from '../../scripts/support/steps.mjs';
import { benchmarkNames, FIRST_SET } from './results.ts';
import { specsOf } from './specs.ts';

const ACTIONS = ['all', 'from', 'samples'] as const;

interface Chosen {
  readonly set: ReferenceSet;
  /** In the table's order; all where none is named. */
  readonly specs: readonly string[];
  /** By the names that commands take, in the suite's order; all where none is named. */
  readonly benchmarks: readonly string[];
}

export type ReferenceRequest =
  | ({ readonly action: 'make'; readonly redo: boolean } & Chosen)
  | { readonly action: 'keep'; readonly set: ReferenceSet; readonly bundles: readonly string[] }
  /** Once for each set that has some of what is named. */
  | { readonly action: 'samples'; readonly chosen: readonly Chosen[] };

/** @throws SetupError for what is none of the options, and for a name that is none of those known */
export function readReferenceRequest(args: readonly string[]): ReferenceRequest {
  const { values, positionals } = parsed(args);
  const given = ACTIONS.filter((action) => values[action]);
  if (given.length > 1)
    throw new SetupError(
      `Received ${given.map((action) => `--${action}`).join(' and ')}; expected one of them, or none.`,
      USAGE,
    );
  const set = values.suite === undefined ? null : setOf(values.suite);
  if (values.from) {
    if (positionals.length === 0)
      throw new SetupError(
        'Received --from without a bundle; expected the paths of some that heirloom run wrote.',
        USAGE,
      );
    return { action: 'keep', set: set ?? FIRST_SET, bundles: positionals };
  }
  if (values.samples) {
    const sets = set === null ? REFERENCE_SETS : [set];
    requireKnown(positionals, sets);
    return { action: 'samples', chosen: sets.flatMap((one) => chosenIn(one, positionals, sets) ?? []) };
  }
  const own = set ?? FIRST_SET;
  requireKnown(positionals, [own]);
  return { action: 'make', redo: values.all ?? false, ...(chosenIn(own, positionals, [own]) as Chosen) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        suite: { type: 'string' },
        all: { type: 'boolean' },
        from: { type: 'boolean' },
        samples: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new SetupError(
      `${(error as Error).message}\nExpected npm run reference [-- [--suite ID] [--all | --from | --samples] [NAME…]].`,
      USAGE,
    );
  }
}

function setOf(suite: string): ReferenceSet {
  const found = REFERENCE_SETS.find((set) => set.suite === suite);
  if (found) return found;
  const known = REFERENCE_SETS.map((set) => set.suite).join(', ');
  throw new SetupError(`Received --suite ${suite}; results are kept of ${known} (0.2 has those of 0.1).`, USAGE);
}

/** What can be named of a set. */
const namesOf = (set: ReferenceSet): string[] => [...specsOf(set).map(({ spec }) => spec), ...benchmarkNames(set)];

function requireKnown(named: readonly string[], sets: readonly ReferenceSet[]): void {
  const known = [...new Set(sets.flatMap(namesOf))];
  const unknown = named.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const elsewhere = REFERENCE_SETS.find((set) => unknown.every((name) => namesOf(set).includes(name)));
  const hint = elsewhere === undefined ? '' : ` Suite ${elsewhere.suite} has it: add --suite ${elsewhere.suite}.`;
  throw new SetupError(`Received ${unknown.join(', ')}; expected some of ${known.join(', ')}.${hint}`, USAGE);
}

/** What is named of a set; null where specifications or benchmarks are named and it has none of them. */
function chosenIn(set: ReferenceSet, named: readonly string[], sets: readonly ReferenceSet[]): Chosen | null {
  const own = benchmarkNames(set);
  const isOfBenchmarks = named.some((name) => sets.some((one) => benchmarkNames(one).includes(name)));
  const benchmarks = isOfBenchmarks ? own.filter((name) => named.includes(name)) : own;
  if (benchmarks.length === 0) return null;
  const all = specsOf(set).map(({ spec }) => spec);
  const isOfSpecs = named.some((name) => sets.some((one) => specsOf(one).some(({ spec }) => spec === name)));
  const specs = isOfSpecs ? all.filter((spec) => named.includes(spec)) : all;
  if (specs.length === 0) return null;
  return { set, benchmarks, specs };
}
