/** What an entry is to a board: a control, a baseline, or an entry that may be ranked. */
import type { StrategyGroup } from '../protocol/card.ts';
import { STRATEGIES } from '../strategies/catalog.ts';
import { countBases } from './basis.ts';

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
}

export interface Assigned {
  /** Only one of the site's own runs of a control or baseline has that role. */
  readonly role: Role;
  /** A control or baseline of the site that a newer one has replaced. */
  readonly isReplaced: boolean;
}

/**
 * Gives the site's own run of each control and baseline its role: of several one that is good, with scores on the most
 * benchmarks, on the ground that most entries stand on (controls of another engine are few entries'), then the newest.
 * `entries`: newest first; stays in that order. `isGood`: whether its run of what is shown completed.
 */
export function assignRoles<Row extends RoleCandidate>(
  entries: readonly Row[],
  isGood: (entry: Row) => boolean = () => true,
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
  return entries.map((entry) => {
    const role = roleOf(entry);
    const isReplaced = role !== 'entry' && current.get(entry.spec) !== entry;
    return { ...entry, role: isReplaced ? 'entry' : role, isReplaced };
  });
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && (a[at] as number) < (b[at] as number);
}
