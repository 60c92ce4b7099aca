/** Paths of pages that answers name, too. */

export function submissionPath(id: string): string {
  return `/submissions/${id}`;
}

export function snapshotPath(id: string): string {
  return `/snapshots/${id}`;
}
