/** What the site promises under load, by row. Rows that are not here have no target. */

import type { Target } from '../bench/measure.ts';

export interface RowTarget extends Target {
  readonly of: 'value' | 'ratio';
}

export const TARGETS: Readonly<Record<string, RowTarget>> = {
  'rate/leaderboard': { atLeast: 0.5, of: 'ratio' },
  'rate/file': { atLeast: 0.3, of: 'ratio' },
  'rate/board': { atLeast: 0.5, of: 'ratio' },
  'rate/compare': { atLeast: 0.5, of: 'ratio' },
  'rate/submission': { atLeast: 0.5, of: 'ratio' },
  'upload/both': { atMost: 3, of: 'ratio' },
  memory: { atMost: 1500, of: 'value' },
  disk: { atMost: 600, of: 'value' },
};

/** 99th percentile of an answer while something else goes on, in ms. */
export const PROBE_TARGET: RowTarget = { atMost: 200, of: 'value' };

/** @param name of a row */
export const targetOf = (name: string): RowTarget | null =>
  TARGETS[name] ?? (name.startsWith('during/') ? PROBE_TARGET : null);
