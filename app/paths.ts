/** Addresses of pages. Filters are path segments, so that whole pages can be cached. */
import type { BoardQuery } from '../leaderboard/views.ts';

export function boardPath({ suite, tier, division, page }: BoardQuery): string {
  return `/board/${suite}/${tier}/${division}/${page}`;
}

export function submissionPath(id: string): string {
  return `/submissions/${id}`;
}

export function trajectoriesPath({ suite, tier, division, page }: BoardQuery): string {
  return `/api/v1/trajectories/${suite}/${tier}/${division}/${page}`;
}
