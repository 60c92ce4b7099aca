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

export function snapshotPath(id: string): string {
  return `/snapshots/${id}`;
}

/** What differs between two snapshots, in whichever order they are named. */
export function changesPath(id: string, other: string): string {
  return `/snapshots/${id}/changes/${other}`;
}

/** A snapshot's own bytes, or it in another form. */
export function snapshotFilePath(id: string, format?: string): string {
  return `/api/v1/snapshots/${id}${format === undefined ? '' : `/${format}`}`;
}
