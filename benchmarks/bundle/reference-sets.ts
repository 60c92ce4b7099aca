/**
 * Where the repository keeps its own results of built-in strategies (docs/light-results.md): for each suite that has protocols which
 * no earlier one has, a folder of bundles with these, because a bundle has one protocol of a benchmark.
 */
import type { SuiteId } from '../suite/manifests.ts';

export interface ReferenceSet {
  /** What this suite lists has its results here. */
  readonly suite: SuiteId;
  /** Relative to the checkout; each strategy has a folder in it. */
  readonly folder: string;
}

/** The oldest first. The first has all of suite 0.1 as well, and is what sites begin with. */
export const REFERENCE_SETS = [
  { suite: '0.2', folder: 'reference' },
  { suite: '0.3', folder: 'reference/0.3' },
  { suite: '0.4', folder: 'reference/0.4' },
] as const satisfies readonly ReferenceSet[];
