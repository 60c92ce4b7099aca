/** Who can have a rank, as far as the results themselves say: the rule of boards and of the report. */
import type { Tier } from '../protocol/ids.ts';

export const RANK_BARS = ['control', 'baseline', 'unofficial', 'smoke', 'open', 'incomplete'] as const;
/** Why there is no rank. */
export type RankBar = (typeof RANK_BARS)[number];

export interface RankCandidate {
  readonly role: 'control' | 'baseline' | 'entry';
  /** Whether parameters, seeds and generations of all its runs are the tier's. */
  readonly official: boolean;
  readonly tier: Tier;
  readonly division: string;
  /** Whether every benchmark of the board has a score. */
  readonly isComplete: boolean;
}

/** The first thing that keeps an entry from a rank; null where nothing does. */
export function rankBar({ role, official, tier, division, isComplete }: RankCandidate): RankBar | null {
  if (role !== 'entry') return role;
  if (!official) return 'unofficial';
  if (tier === 'smoke') return 'smoke';
  if (division === 'open') return 'open';
  return isComplete ? null : 'incomplete';
}
