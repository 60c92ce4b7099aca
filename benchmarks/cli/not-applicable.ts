/** What is said of the pairs of strategy and benchmark that a run leaves out. */
import type { Plan } from '../runner/plan.ts';

/** One line with their number; a line each where that is asked for, or where no pair is left. */
export function notApplicableLines({ runs, notApplicable }: Plan, isVerbose: boolean): string[] {
  if (isVerbose || runs.length === 0)
    return notApplicable.map(({ spec, reason }) => `Not applicable: ${spec}: ${reason}.`);
  if (notApplicable.length === 0) return [];
  const pairs = runs.length + notApplicable.length;
  return [
    `Not applicable: ${notApplicable.length} of ${pairs} ${pairs === 1 ? 'pair' : 'pairs'} of strategy and benchmark (--verbose says which and why).`,
  ];
}
