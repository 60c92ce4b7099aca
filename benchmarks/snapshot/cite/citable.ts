/** What a citation says of a snapshot. */
import type { Tier } from '../../protocol/ids.ts';

export interface CitableSnapshot {
  readonly id: string;
  /** SHA-256 of its content. */
  readonly digest: string;
  readonly suite: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Address of its page, as the site is known to readers. */
  readonly url: string;
  /** `10.…/…`, or null before it was deposited. */
  readonly doi: string | null;
  /** Entries on all boards. */
  readonly entries: number;
  readonly tiers: readonly Tier[];
}

export const PUBLISHER = 'Heirloom';
/** Of the compilation; every entry names the licence of its own bundle. */
export const LICENCE = { id: 'CC0-1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' } as const;
export const KEYWORDS = ['model collapse', 'generative models', 'synthetic data', 'benchmark', 'leaderboard'] as const;

export function titleOf({ suite, id }: Pick<CitableSnapshot, 'suite' | 'id'>): string {
  return `Heirloom leaderboard of model collapse, suite ${suite}, snapshot ${id}`;
}

export function descriptionOf({ suite, entries, tiers, digest }: CitableSnapshot): string {
  return `Ranked boards of suite ${suite} (${tiers.join(', ')}): ${entries} entries with scores, 95% intervals, simultaneous rank intervals and the per-seed results that they are computed from. SHA-256 ${digest}.`;
}

/** Year, month and day. */
export function dateParts({ createdAt }: Pick<CitableSnapshot, 'createdAt'>): [number, number, number] {
  const [year = 0, month = 0, day = 0] = createdAt.slice(0, 10).split('-').map(Number);
  return [year, month, day];
}
