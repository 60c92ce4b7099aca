/** The log of what happened to a submission: append-only, in the order it happened, and public on its page and in the API. */
import type { Queryable } from '../db/data-version.ts';
import type { Prisma } from '../generated/client.ts';

/** Each has words in app/messages/<language>/submission.json, under `events.kinds`. */
export const SUBMISSION_EVENTS = [
  'created',
  'adopted',
  'withdrawn',
  'rejected',
  'superseded',
  'took-place',
  'objected',
  'objection-lifted',
  'reproduced',
  'recomputed',
  'refuted',
  'verification-asked',
] as const;
export type SubmissionEventKind = (typeof SUBMISSION_EVENTS)[number];

export interface SubmissionEventInput {
  /** Its id. */
  readonly submission: string;
  readonly kind: SubmissionEventKind;
  /** The token of who did it; null for the site itself. */
  readonly actor: number | null;
  /** Why, in one sentence. Everybody reads it. */
  readonly reason?: string;
  /** What else belongs to it. Everybody may read it. */
  readonly data?: Readonly<Record<string, Prisma.InputJsonValue | null>>;
}

/** Kinds of events as they are stored. */
export const storedKind = (kind: SubmissionEventKind): string => `submission.${kind}`;

/** Adds an event, in the transaction of what happened: neither is there without the other. */
export async function recordEvent(
  tx: Queryable,
  { submission, kind, actor, reason, data = {} }: SubmissionEventInput,
): Promise<void> {
  const told = reason === undefined ? data : { ...data, reason };
  await tx.event.create({
    data: { kind: storedKind(kind), subject: submission, tokenId: actor, data: told },
    select: { id: true },
  });
}
