/**
 * Whom a page may be decided by: which tier it shows, which entry speaks for a family, what a chart draws. What strangers
 * report is listed with its scores, and decides nothing.
 */
import type { EntryLabel } from '../views/index.ts';

interface Labelled {
  readonly label: EntryLabel;
}

/** Whether the site answers for an entry's numbers: its owner sent it. */
export function isVouchedFor({ label }: Labelled): boolean {
  return label !== 'reported';
}

/** The same entries, those that the site answers for first; otherwise in their order. */
export function vouchedFirst<Item extends Labelled>(entries: readonly Item[]): Item[] {
  return [...entries.filter(isVouchedFor), ...entries.filter((entry) => !isVouchedFor(entry))];
}
