/** Reads the path of a board. */
import { TIERS, type Tier } from '../benchmarks/protocol/ids.ts';
import { DIVISIONS } from '../benchmarks/protocol/regime.ts';
import type { BoardDivision, BoardQuery, BoardView } from '../leaderboard/views.ts';

/** Stands for the tier with the most entries: what `/` shows. */
export const LEADING_TIER = 'lead';

export interface BoardSegments {
  readonly suite: string;
  readonly tier: string;
  readonly division: string;
  readonly page: string;
}

/** The query of a path, or null where no board can have it. A leading tier is null until the tiers are known. */
export function parseBoardSegments({
  suite,
  tier,
  division,
  page,
}: BoardSegments): (Omit<BoardQuery, 'tier'> & { readonly tier: Tier | null }) | null {
  const knownTier = TIERS.find((name) => name === tier) ?? null;
  const knownDivision: BoardDivision | undefined =
    division === 'all' ? 'all' : DIVISIONS.find((name) => name === division);
  if (knownTier === null && tier !== LEADING_TIER) return null;
  if (knownDivision === undefined || !/^\d+\.\d+$/.test(suite) || !/^[1-9]\d{0,5}$/.test(page)) return null;
  return { suite, tier: knownTier, division: knownDivision, page: Number(page) };
}

/** The tier with the most entries; of equal ones the one that leads by rule: standard, then full, quick, smoke. */
export function leadingTier(tiers: BoardView['tiers']): Tier {
  const order: readonly Tier[] = ['standard', 'full', 'quick', 'smoke'];
  const count = (tier: Tier) => tiers.find(({ value }) => value === tier)?.count ?? 0;
  return order.reduce((best, tier) => (count(tier) > count(best) ? tier : best));
}
