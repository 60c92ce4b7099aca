/** Who an entry is on a board, and its rank there. Plain JSON values; see index.ts. */
import type { Bar } from '#benchmarks/board/eligibility.ts';

export type EntryLabel = 'maintained' | 'reported';

/** `control` and `baseline` are the site's own current runs of those strategies: shown in every division, never ranked. */
export type EntryRole = 'control' | 'baseline' | 'entry';

/** `ranked`: has a rank interval. `pending`: will have one as soon as the ranking is computed. `unranked`: see the reason. */
export type RankState = 'ranked' | 'pending' | 'unranked';

/**
 * Why an entry has no rank: what bars it by itself, or what others do. `outdone`: its sender has a better one of the family. `basis`:
 * scored against other controls. `everywhere`: the board of all divisions. `places`: a board of several budgets or classes. `gone`: off
 * the boards.
 */
export type RankReason = Bar | 'outdone' | 'basis' | 'pending' | 'everywhere' | 'places' | 'gone';

/** Rank interval, simultaneous 95%: the true rank lies in [low, high], 1 is best. */
export interface RankView {
  readonly low: number;
  readonly high: number;
  /** Place by score among those that it is ranked among, 1…of. */
  readonly position: number;
  readonly of: number;
}
