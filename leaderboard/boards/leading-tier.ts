/** Which tier a page shows where its address names none. */
import type { Tier } from '#benchmarks/protocol/ids.ts';
import { thoseThatRan } from '../benchmarks/ran-benchmark.ts';
import type { BoardName } from '../catalog/suites.ts';
import type { Queryable } from '../db/data-version.ts';
import { listEntries, standingsOf } from './entries.ts';
import { isVouchedFor } from './vouched.ts';

/** The tier that papers should use first; then the larger, then the smaller ones. */
export const LEADING_ORDER: readonly Tier[] = ['standard', 'full', 'quick', 'smoke'];

/** What speaks for a tier. Entries that strangers report are in neither count. */
export interface TierClaim {
  readonly tier: Tier;
  /** Entries that have a rank, or will have one as soon as it is computed. */
  readonly ranked: number;
  /** Entries that the site answers for, controls and baselines among them. */
  readonly vouched: number;
}

/** The first tier with ranked entries; without any the first with entries that the site answers for; else standard. */
export function leadingTier(claims: readonly TierClaim[]): Tier {
  const first = (count: (claim: TierClaim) => number): Tier | undefined =>
    LEADING_ORDER.find((tier) => claims.some((claim) => claim.tier === tier && count(claim) > 0));
  return first(({ ranked }) => ranked) ?? first(({ vouched }) => vouched) ?? 'standard';
}

/** The tier that leads a board; with a benchmark, among the entries that ran it. */
export async function findLeadingTier(client: Queryable, board: BoardName, benchmark?: string): Promise<Tier> {
  const claims: TierClaim[] = [];
  for (const tier of LEADING_ORDER) {
    const claim = await claimOf(client, board, tier, benchmark);
    claims.push(claim);
    // No later tier can lead then.
    if (claim.ranked > 0) break;
  }
  return leadingTier(claims);
}

async function claimOf(client: Queryable, board: BoardName, tier: Tier, benchmark?: string): Promise<TierClaim> {
  const key = { ...board, tier };
  const all = await listEntries(client, key);
  const standings = standingsOf(key, all);
  const entries = benchmark === undefined ? all : await thoseThatRan(client, benchmark, all);
  return {
    tier,
    ranked: entries.filter(({ id }) => (standings.get(id)?.state ?? 'unranked') !== 'unranked').length,
    vouched: entries.filter(isVouchedFor).length,
  };
}
