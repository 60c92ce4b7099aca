/** Why an entry of a board can't be ranked whatever others do: what its own facts say, whatever a site or a file says of it. */
import type { Tier } from '../protocol/ids.ts';
import type { Division } from '../protocol/regime.ts';
import type { RankRules } from '../suite/suites/manifest.ts';
import type { ControlsSource } from './choose-controls.ts';
import { type Role, type RoleFacts, roleOf, roleOfSpec } from './roles.ts';

/**
 * A control or baseline; what ran as one under another name (`same`); a control or baseline of the site that a newer run has
 * replaced; or what an entry lacks. `own-controls`: it is scored against controls of its sender. `reported`: a site has not run it again, or not yet; `refuted`: it did, and it is not what it was said to be. `indistinct`: its interval doesn't lie above the control that a rank has to be above.
 */
export type Bar =
  | 'control'
  | 'baseline'
  | 'same'
  | 'replaced'
  | 'own-controls'
  | 'reported'
  | 'refuted'
  | 'unofficial'
  | 'smoke'
  | 'open'
  | 'incomplete'
  | 'indistinct';

export interface RankFacts extends RoleFacts {
  /** `entry`, too, for a control or baseline of the site that a newer run has replaced. */
  readonly role: Role;
  /** As which control or baseline it ran under another name; null or left out where it did not. */
  readonly sameAs?: string | null | undefined;
  /** How far a site has verified what others sent; left out where nothing says. */
  readonly verification?: string | undefined;
  readonly tier: Tier;
  readonly division: Division;
  /** Whose controls it is scored against; null or left out where that says nothing. */
  readonly source?: ControlsSource | null;
  /** Whether every benchmark of the board is scored. */
  readonly isComplete: boolean;
  /** The lower end of the overall score's 95% interval: null where there is none, left out where it is still to come. */
  readonly low?: number | null | undefined;
}

/** The score of `replace`: where scores begin. */
const REPLACE_SCORE = 0;

/** The first thing that keeps an entry from a rank by a suite's rules; null where nothing does. */
export function barOf(
  { tier, division, role, sameAs = null, source = null, verification, isComplete, low, ...run }: RankFacts,
  rules: Pick<RankRules, 'above'> = {},
): Bar | null {
  if (sameAs !== null) return 'same';
  if (role !== 'entry') return role;
  if (roleOf(run) !== 'entry') return 'replaced';
  if (source === 'own') return 'own-controls';
  if (verification === 'refuted') return 'refuted';
  if (run.label !== 'maintained') {
    if (verification !== 'reproduced') return 'reported';
    // Anybody's run of a control or baseline is one, and no contender, once it is known to be it.
    const reference = roleOfSpec(run.spec);
    if (reference !== null) return reference;
  }
  if (!run.official) return 'unofficial';
  if (tier === 'smoke') return 'smoke';
  if (division === 'open') return 'open';
  if (!isComplete) return 'incomplete';
  const isAbove = low === undefined || (low !== null && low > REPLACE_SCORE);
  return rules.above === 'replace' && !isAbove ? 'indistinct' : null;
}
