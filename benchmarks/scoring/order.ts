/** The order of everything that has a score. */

export interface Scored {
  readonly id: string;
  /** Null where there is no score. */
  readonly value: number | null;
}

/** Best first, those without a score last, then by id. */
export function compareScored(a: Scored, b: Scored): number {
  if (a.value !== b.value) {
    if (a.value === null) return 1;
    if (b.value === null) return -1;
    return b.value - a.value;
  }
  return compareText(a.id, b.id);
}

/** By code units: the same order in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
