/**
 * The order of every list of entries: one that lacks a score on any of the list's benchmarks never stands before one that
 * has them all, whatever the column and its direction. What it lacks could be what it is worst at.
 */

/** Whether an entry has a score on every benchmark of the board that it was read for. */
export function isComplete({ overall }: { readonly overall: { readonly value: number | null } }): boolean {
  return overall.value !== null;
}

export interface Column<Item> {
  readonly isComplete: (item: Item) => boolean;
  /** The least first; null where there is no value. */
  readonly key: (item: Item) => number | null;
}

/** Sorts a copy by a column: complete items first, then by key, those without a value last; equal ones stay in their order. */
export function sortByColumn<Item>(items: readonly Item[], column: Column<Item>): Item[] {
  const placed = items.map((item) => ({ item, isPartial: !column.isComplete(item), key: column.key(item) }));
  return placed
    .sort((a, b) => Number(a.isPartial) - Number(b.isPartial) || compareKeys(a.key, b.key))
    .map(({ item }) => item);
}

function compareKeys(a: number | null, b: number | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a - b;
}
