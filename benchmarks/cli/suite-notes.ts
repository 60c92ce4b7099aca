/** What is said of a run whose benchmarks no suite has together: its bundles can be reported, and not submitted whole. */
import type { RunPlan } from '../runner/plan.ts';
import { areListedTogether, findSuite, MANIFESTS, suiteEntries } from '../suite/manifests.ts';

/** A line where that is so, naming the protocols that the newest of the suites concerned has. */
export function suiteNotes(runs: readonly Pick<RunPlan, 'benchmark'>[]): string[] {
  const planned = new Map(runs.map(({ benchmark }) => [`${benchmark.id}@${benchmark.version}`, benchmark]));
  const all = [...planned.values()];
  if (areListedTogether(all)) return [];
  const suites = MANIFESTS.map(({ id }) => id).filter((id) => all.some((benchmark) => findSuite(benchmark) === id));
  const newest = suites.at(-1) ?? '';
  const names = all.map(({ id }) => {
    const listed = suiteEntries(newest).find((entry) => entry.id === id);
    return listed ? `${id}@${listed.protocol}` : null;
  });
  const remedy = names.includes(null)
    ? 'Run those of each suite by themselves.'
    : `Suite ${newest} has ${names.join(', ')}.`;
  return [
    `Note: no suite has ${[...planned.keys()].join(' and ')} together, so that these bundles can be reported but not submitted. ${remedy}`,
  ];
}
