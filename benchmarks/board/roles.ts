/** What an entry is to a board: a control, a baseline, or an entry that may be ranked. */
import type { StrategyGroup } from '../protocol/card.ts';
import { STRATEGIES } from '../strategies/catalog.ts';
import type { RankRules } from '../suite/suites/manifest.ts';
import { countBases } from './basis.ts';
import { findSame, type ReferenceRuns, type Tracks } from './same-runs.ts';

export type Role = 'control' | 'baseline' | 'entry';

const GROUPS = new Map<string, StrategyGroup>(STRATEGIES.map(({ card }) => [card.id, card.group]));

function isReference(group: StrategyGroup | undefined): group is 'control' | 'baseline' {
  return group === 'control' || group === 'baseline';
}

/** Group of the first strategy of a specification; null where this checkout doesn't know it. */
export function groupOf(spec: string): StrategyGroup | null {
  return GROUPS.get(/^[a-z0-9-]+/.exec(spec)?.[0] ?? '') ?? null;
}

/** What a run is to a board. `label`: `maintained` for what the site's owner sent. */
export interface RoleFacts {
  readonly spec: string;
  readonly label: string;
  readonly official: boolean;
}

/** The role of a specification that the site itself ran; anybody else's run of a control is an entry like others. */
export function roleOf({ spec, label, official }: RoleFacts): Role {
  const group = GROUPS.get(spec);
  return label === 'maintained' && official && isReference(group) ? group : 'entry';
}

/** An entry as far as its role depends on what it scored. */
export interface RoleCandidate extends RoleFacts {
  readonly overall: {
    /** What its scores rest on: see basis.ts. */
    readonly basis: string;
    /** Benchmarks of the board without a score. */
    readonly lacking: readonly string[];
  };
  /** What its runs on the board did; left out where the suite's rules don't ask. */
  readonly tracks?: Tracks;
}

export interface Assigned {
  /** Only one of the site's own runs of a control or baseline has that role, and whatever ran as such a strategy does. */
  readonly role: Role;
  /** The control or baseline as which it ran under another name, bit for bit; null for all others. */
  readonly sameAs: string | null;
  /** A control or baseline of the site that a newer one has replaced. */
  readonly isReplaced: boolean;
}

/** What roles are assigned by, beside the entries. */
export interface RoleRules {
  readonly rules?: Pick<RankRules, 'roles'>;
  /** Runs of controls that the entries are scored against and that are no entries themselves. */
  readonly elsewhere?: readonly ReferenceRuns[];
}

/**
 * Gives the site's own run of each control and baseline its role: of several one that is good, with scores on the most
 * benchmarks, on the ground that most entries stand on (controls of another engine are few entries'), then the newest.
 * Where the suite's rules say so, what ran as one of them, bit for bit, has its role, too, controls before baselines. `entries`: newest first; stays in that order. `isGood`: whether its run of what is shown completed.
 */
export function assignRoles<Row extends RoleCandidate>(
  entries: readonly Row[],
  isGood: (entry: Row) => boolean = () => true,
  { rules = {}, elsewhere = [] }: RoleRules = {},
): (Row & Assigned)[] {
  const sharing = countBases(entries);
  const precedence = (entry: Row): number[] => {
    const { lacking, basis } = entry.overall;
    return [isGood(entry) ? 0 : 1, lacking.length, -(sharing.get(basis) ?? 0)];
  };
  const current = new Map<string, Row>();
  for (const entry of entries) {
    if (roleOf(entry) === 'entry') continue;
    const known = current.get(entry.spec);
    if (!known || isBefore(precedence(entry), precedence(known))) current.set(entry.spec, entry);
  }
  const sameAsOf = sameAsFinder(entries, { rules, elsewhere });
  return entries.map((entry) => {
    const role = roleOf(entry);
    const isReplaced = role !== 'entry' && current.get(entry.spec) !== entry;
    const sameAs = sameAsOf(entry);
    return { ...entry, role: isReplaced ? 'entry' : (roleOfSpec(sameAs) ?? role), isReplaced, sameAs };
  });
}

/** What a run is to a board, and what it did. */
type Tracked = RoleFacts & Pick<RoleCandidate, 'tracks'>;

/** The role that a control's or baseline's specification has; null of any other. */
export function roleOfSpec(spec: string | null): 'control' | 'baseline' | null {
  const group = GROUPS.get(spec ?? '');
  return isReference(group) ? group : null;
}

/** Finds for each entry of a board the control or baseline as which it ran under another name; always null where the rules don't ask. */
export function sameAsFinder(
  entries: readonly Tracked[],
  { rules = {}, elsewhere = [] }: RoleRules,
): (entry: Tracked) => string | null {
  if (rules.roles !== 'trajectories') return () => null;
  const references = referencesOf(entries, elsewhere);
  return (entry) => (isReferenceRun(entry) ? null : findSame(entry.tracks ?? new Map(), references));
}

/** Whether it is a run of a control or baseline under its own name by the site itself, official or not. */
function isReferenceRun({ spec, label }: RoleFacts): boolean {
  return label === 'maintained' && isReference(GROUPS.get(spec));
}

/** The site's own runs of controls and baselines, controls first, each group in the catalog's order. */
function referencesOf(entries: readonly Tracked[], elsewhere: readonly ReferenceRuns[]): ReferenceRuns[] {
  const own = entries.filter(isReferenceRun).map(({ spec, tracks = new Map() }) => ({ spec, tracks }));
  const order = [...GROUPS.keys()];
  const place = ({ spec }: ReferenceRuns): number =>
    (GROUPS.get(spec) === 'control' ? 0 : order.length) + order.indexOf(spec);
  return [...own, ...elsewhere].sort((a, b) => place(a) - place(b));
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && (a[at] as number) < (b[at] as number);
}
