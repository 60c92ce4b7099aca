/** The words for where an entry is ranked, as addresses and tables have them; which is whose, benchmarks/board/place.ts says. */
import type { Division } from './regime.ts';

/** Largest share of real examples trained on, in percent: 0, at most 1, 5, 10, 20, more. */
export const BUDGETS = ['0', '1', '5', '10', '20', 'more'] as const;
export type Budget = (typeof BUDGETS)[number];

/** Examples trained on in a generation, all fits summed: at most M, at most 3·M, more. */
export const TRAINING_CLASSES = ['1', '3', 'more'] as const;
export type TrainingClass = (typeof TRAINING_CLASSES)[number];

/** Calls to a verifier or simulator in a generation: none, at most ½·M, at most 2·M, more. */
export const CALL_CLASSES = ['0', 'half', '2', 'more'] as const;
export type CallClass = (typeof CALL_CLASSES)[number];

export interface Classes {
  readonly budget: Budget;
  readonly training: TrainingClass;
  readonly calls: CallClass;
}

export interface Place {
  readonly division: Division;
  /** Null where the suite's rules know divisions alone. */
  readonly classes: Classes | null;
}
