/** What divisions, tiers and states are called on pages, in plain words. */
import type { Tier } from '../../benchmarks/protocol/ids.ts';
import type { BoardDivision, ScoreState } from '../../leaderboard/views.ts';

export const DIVISION_WORDS: Readonly<Record<BoardDivision, string>> = {
  all: 'Every entry, whatever it was allowed. Scores and costs can be read side by side, but entries with different rights are not ranked against each other. Choose a division for ranks.',
  closed:
    'Only the last generation’s model: how to fit, sample and select, with at most ten times the training size drawn. No real data after generation 0, nothing from outside.',
  anchored: 'As closed, but generation 0 may be looked at: its model, its samples, or statistics of the original data.',
  retained:
    'At most 20% of each training set, by count and by weight, is original real data. Fixed size, nothing from outside.',
  fresh: 'At most 20% of each training set is real, new draws included. Fixed size, nothing from outside.',
  accumulating:
    'The original data and all synthetic data may be kept, and no source may be overrepresented in the training set. No fresh real data.',
  assisted:
    'A verifier or simulator of the suite may be asked, at most twice the training size a generation. At most 20% real data.',
  open: 'Everything else. Shown, never ranked.',
};

export const TIER_WORDS: Readonly<Record<Tier, string>> = {
  smoke: 'a few seeds, to see that it runs',
  quick: 'a laptop’s minutes',
  standard: 'leads the board',
  full: 'paper scale',
};

/** What stands in a cell that has no number. */
export const STATE_WORDS: Readonly<Record<Exclude<ScoreState, 'scored'>, string>> = {
  pending: 'computing',
  uncontrolled: 'no controls',
  inseparable: 'not separable',
  diverged: 'diverged',
  failed: 'failed',
  inapplicable: 'not applicable',
  missing: 'not run',
  incomplete: 'incomplete',
};
