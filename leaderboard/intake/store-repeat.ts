/** A bundle that is sent again: by whom it was first is a matter of chance, and nothing of it may stay so for ever. */

import type { Bearer } from '../access/tokens.ts';
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { recordEvent } from '../events/record-event.ts';
import { saveQuickScores } from '../scores/quick-scores.ts';
import { restoreResults } from '../scores/restore-results.ts';
import { labelOf } from './store-submission.ts';

export interface Repeat {
  /** Whether scores may be others now. */
  readonly changed: boolean;
  /** Whether it was reported until now and is the owner's from now on. */
  readonly adopted: boolean;
  /** The same as a sentence. */
  readonly note: string;
}

/** What is known of the bundle before it is sent again. */
interface Known {
  readonly label: 'maintained' | 'reported';
  readonly tombstone: string | null;
  readonly isOwn: boolean;
}

/**
 * Notes that a token has sent a bundle that is there: as a control it counts for that token's entries, too. What the owner
 * sends becomes the owner's, with its scores, in one transaction. What was taken off the boards stays off.
 */
export async function storeRepeat({ prisma }: Database, id: string, bearer: Bearer): Promise<Repeat> {
  return prisma.$transaction(async (tx) => {
    const found = await tx.submission.findUniqueOrThrow({
      where: { id },
      select: { label: true, tombstone: true, tokenId: true },
    });
    const known: Known = { ...found, isOwn: found.tokenId === bearer.id };
    const isNewSender = await addSender(tx, id, bearer);
    const adopted = labelOf(bearer) === 'maintained' && found.tombstone === null && (await adopt(tx, id, bearer));
    return { changed: isNewSender || adopted, adopted, note: noteOf(known, adopted) };
  });
}

/** Looks first: a statement that inserts nothing would still raise the data version. */
async function addSender(tx: Queryable, submissionId: string, { id: tokenId }: Bearer): Promise<boolean> {
  if ((await tx.submissionSender.count({ where: { submissionId, tokenId } })) > 0) return false;
  const { count } = await tx.submissionSender.createMany({ data: [{ submissionId, tokenId }], skipDuplicates: true });
  return count > 0;
}

/** Makes a reported submission the owner's; false where it is already. */
async function adopt(tx: Queryable, id: string, bearer: Bearer): Promise<boolean> {
  const reported = { id, label: 'reported', tombstone: null } as const;
  if ((await tx.submission.count({ where: reported })) === 0) return false;
  const { count } = await tx.submission.updateMany({
    where: reported,
    data: { label: 'maintained', tokenId: bearer.id },
  });
  if (count === 0) return false;
  await recordEvent(tx, { submission: id, kind: 'adopted', actor: bearer.id, data: { label: 'maintained' } });
  await restoreResults(tx, [id]);
  await saveQuickScores(tx, [id]);
  return true;
}

function noteOf({ label, tombstone, isOwn }: Known, adopted: boolean): string {
  if (adopted) return 'This bundle had been reported to this site; from now on it is the site’s own.';
  if (tombstone !== null)
    return `This bundle was here already and was ${tombstone}, which sending it again does not change. Where that was a mistake, send it with another title or description: that is another submission.`;
  if (isOwn || label === 'maintained') return 'This bundle was here already; nothing has changed.';
  return 'This bundle was sent before with another token and stays that one’s entry; a run of replace or oracle in it counts as a control of your entries, too.';
}
