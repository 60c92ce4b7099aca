/** All suites, the oldest first. What a released one says never changes; what is new goes into the open one. */

import type { OverallRule } from '../protocol/overall-rule.ts';
import { SUITE_0_1 } from './suites/0.1.ts';
import { SUITE_0_2 } from './suites/0.2.ts';
import { SUITE_0_3 } from './suites/0.3.ts';
import { SUITE_0_4 } from './suites/0.4.ts';
import { entryName, type RankRules, type SuiteEntry, type SuiteManifest } from './suites/manifest.ts';

export const MANIFESTS = [SUITE_0_1, SUITE_0_2, SUITE_0_3, SUITE_0_4] as const satisfies readonly SuiteManifest[];
export type SuiteId = (typeof MANIFESTS)[number]['id'];

/** Id of a benchmark that a suite lists. */
export type SuiteBenchmark = (typeof MANIFESTS)[number]['benchmarks'][number]['id'];

type Listed = Pick<SuiteEntry, 'id' | 'protocol'>;

/** A benchmark's protocol, as cards and records name it. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** The first suite that lists a benchmark's protocol; null where none does. */
export function findSuite({ id, version }: Versioned): SuiteId | null {
  return MANIFESTS.find((manifest) => lists(manifest, { id, protocol: version }))?.id ?? null;
}

/** The first suite that lists a benchmark's protocol: what its records name. @throws where none does */
export function suiteOf(benchmark: Versioned): SuiteId {
  const suite = findSuite(benchmark);
  if (suite === null)
    throw new Error(
      `no suite lists ${benchmark.id}@${benchmark.version}; add it to the open one (benchmarks/suite/suites)`,
    );
  return suite;
}

/** The first suite that lists all of these benchmarks; the newest where none does. */
export function firstSuiteOf(benchmarks: readonly Versioned[]): SuiteId {
  return listingAll(benchmarks)?.id ?? SUITE;
}

function listingAll(benchmarks: readonly Versioned[]): (typeof MANIFESTS)[number] | undefined {
  return MANIFESTS.find((manifest) =>
    benchmarks.every(({ id, version }) => lists(manifest, { id, protocol: version })),
  );
}

/** Whether some suite lists all of these: no bundle can be submitted that has others. */
export function areListedTogether(benchmarks: readonly Versioned[]): boolean {
  return MANIFESTS.some((manifest) =>
    benchmarks.every(({ id, version }) => lists(manifest, { id, protocol: version })),
  );
}

/** Whether a released suite lists a benchmark's protocol: it is complete then. What only the open one lists may still lack results. */
export function isReleased({ id, version }: Versioned): boolean {
  return MANIFESTS.some((manifest) => manifest.released && lists(manifest, { id, protocol: version }));
}

/** The suites that have boards, the oldest first: an open one only with something that no earlier one lists. */
export const SUITES: readonly SuiteId[] = MANIFESTS.filter(
  ({ id, benchmarks, released }) =>
    released || benchmarks.some((entry) => findSuite({ id: entry.id, version: entry.protocol }) === id),
).map(({ id }) => id);

/** The newest released suite: what boards show unless another is asked for. */
export const SUITE: SuiteId = MANIFESTS.filter(({ released }) => released).at(-1)?.id ?? '0.1';

/** Open suites behind the one that is released next. */
export const LATER_SUITES: readonly SuiteId[] = MANIFESTS.filter(({ released }) => !released)
  .slice(1)
  .map(({ id }) => id);

/** Whether it is a suite with a board of its own. */
export function isSuite(text: string | undefined): text is SuiteId {
  return SUITES.some((suite) => suite === text);
}

/** Whether there is such a suite, with a board or without one yet. */
export function isListed(text: string): text is SuiteId {
  return MANIFESTS.some(({ id }) => id === text);
}

/** Who is ranked on a suite's boards. A suite that this checkout doesn't know has the rules of the first. */
export function rankRulesOf(suite: string): RankRules {
  const manifests: readonly SuiteManifest[] = MANIFESTS;
  return (manifests.find(({ id }) => id === suite) ?? SUITE_0_1).rules.ranked;
}

/**
 * How a suite's overall scores weigh its benchmarks; undefined where each weighs the same, and of a suite that this checkout
 * doesn't know.
 */
export function overallRuleOf(suite: string): OverallRule | undefined {
  const manifests: readonly SuiteManifest[] = MANIFESTS;
  const { rules, benchmarks = [] } = manifests.find(({ id }) => id === suite) ?? {};
  if (rules?.overall === undefined) return undefined;
  return { weights: rules.overall.weights, groups: Object.fromEntries(benchmarks.map(({ id, group }) => [id, group])) };
}

/** Boards that a suite has beside its whole one and its groups'. */
export function viewsOf(suite: string): readonly 'networks'[] {
  const manifests: readonly SuiteManifest[] = MANIFESTS;
  return manifests.find(({ id }) => id === suite)?.rules.views ?? [];
}

/** What a suite lists, in table order; empty where there is no such suite. */
export function suiteEntries(suite: string): readonly SuiteEntry[] {
  return MANIFESTS.find(({ id }) => id === suite)?.benchmarks ?? [];
}

/** What a suite lists apart from these, in table order: on the boards of their groups alone. */
export function apartEntries(suite: string): readonly SuiteEntry[] {
  const manifests: readonly SuiteManifest[] = MANIFESTS;
  return manifests.find(({ id }) => id === suite)?.apart ?? [];
}

function lists({ benchmarks, apart = [] }: SuiteManifest, wanted: Listed): boolean {
  return [...benchmarks, ...apart].some((entry) => entryName(entry) === entryName(wanted));
}
