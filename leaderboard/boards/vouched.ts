/**
 * Whom a page may be decided by: which tier it shows, which entry speaks for a family, what a chart draws. What strangers
 * report is listed with its scores, and decides nothing until the site has run it again.
 */
import type { EntryLabel } from '../views/index.ts';

interface Labelled {
  readonly label: EntryLabel;
  readonly verification?: string;
}

/** Whether the site answers for an entry's numbers: its owner sent it, or it was run again with hidden seeds beside it. */
export function isVouchedFor({ label, verification }: Labelled): boolean {
  return label !== 'reported' || verification === 'reproduced';
}

/** The same entries, those that the site answers for first; otherwise in their order. */
export function vouchedFirst<Item extends Labelled>(entries: readonly Item[]): Item[] {
  return [...entries.filter(isVouchedFor), ...entries.filter((entry) => !isVouchedFor(entry))];
}
