/** Who is ranked on a board: what an entry's own facts say, whatever a site or a file says of it. */
import type { Tier } from '../protocol/ids.ts';
import type { Division } from '../protocol/regime.ts';
import { type RankBar, rankBar } from '../scoring/index.ts';
import { STRATEGIES } from '../strategies/catalog.ts';

export type Role = 'control' | 'baseline' | 'entry';

const GROUPS = new Map(STRATEGIES.map(({ card }) => [card.id, card.group]));

/** What a run is to a board. `label`: `baseline` for what the site's owner sent. */
export interface RoleFacts {
  readonly spec: string;
  readonly label: string;
  readonly official: boolean;
}

/** The role of a specification that the site itself ran; anybody else's run of a control is an entry like others. */
export function roleOf({ spec, label, official }: RoleFacts): Role {
  const group = GROUPS.get(spec);
  return label === 'baseline' && official && (group === 'control' || group === 'baseline') ? group : 'entry';
}

export interface RankFacts extends RoleFacts {
  readonly tier: Tier;
  readonly division: Division;
  readonly role: Role;
  /** Whether every benchmark of the board is scored. */
  readonly isComplete: boolean;
}

export type Bar = RankBar | 'replaced' | 'reported';

/**
 * Why an entry can't be ranked whatever others do; null where it can. `role` is `entry` for a control or baseline of the
 * site that a newer run has replaced.
 */
export function barOf({ tier, division, role, isComplete, ...run }: RankFacts): Bar | null {
  if (role === 'entry' && roleOf(run) !== 'entry') return 'replaced';
  if (role === 'entry' && run.label !== 'baseline') return 'reported';
  return rankBar({ role, official: run.official, tier, division, isComplete });
}
