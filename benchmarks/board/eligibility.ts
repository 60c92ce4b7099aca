/** Why an entry of a board can't be ranked whatever others do: what its own facts say, whatever a site or a file says of it. */
import type { Tier } from '../protocol/ids.ts';
import type { Division } from '../protocol/regime.ts';
import type { ControlsSource } from './choose-controls.ts';
import { type Role, type RoleFacts, roleOf } from './roles.ts';

/** A control or baseline; a control or baseline of the site that a newer run has replaced; or what an entry lacks. */
export type Bar =
  | 'control'
  | 'baseline'
  | 'replaced'
  | 'own-controls'
  | 'reported'
  | 'unofficial'
  | 'smoke'
  | 'open'
  | 'incomplete';

export interface RankFacts extends RoleFacts {
  /** `entry`, too, for a control or baseline of the site that a newer run has replaced. */
  readonly role: Role;
  readonly tier: Tier;
  readonly division: Division;
  /** Whose controls it is scored against; null or left out where that says nothing. */
  readonly source?: ControlsSource | null;
  /** Whether every benchmark of the board is scored. */
  readonly isComplete: boolean;
}

/** The first thing that keeps an entry from a rank; null where nothing does. */
export function barOf({ tier, division, role, source = null, isComplete, ...run }: RankFacts): Bar | null {
  if (role !== 'entry') return role;
  if (roleOf(run) !== 'entry') return 'replaced';
  if (source === 'own') return 'own-controls';
  if (run.label !== 'maintained') return 'reported';
  if (!run.official) return 'unofficial';
  if (tier === 'smoke') return 'smoke';
  if (division === 'open') return 'open';
  return isComplete ? null : 'incomplete';
}
