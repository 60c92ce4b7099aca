/** Reads the log of a submission as everybody may see it. */
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import type { SubmissionEventView } from '../views/index.ts';
import { SUBMISSION_EVENTS, type SubmissionEventKind, storedKind } from './record-event.ts';

const KINDS: ReadonlyMap<string, SubmissionEventKind> = new Map(
  SUBMISSION_EVENTS.map((kind) => [storedKind(kind), kind]),
);

/** The log of a submission, the oldest first; null where there is none of that id. */
export async function getEvents({ prisma }: Database, id: string): Promise<readonly SubmissionEventView[] | null> {
  const found = await prisma.submission.findUnique({ where: { id }, select: { tokenId: true } });
  return found && listEvents(prisma, id, found.tokenId);
}

/** What happened to a submission, the oldest first. `sender`: the token whose entry it is, null where none is known. */
export async function listEvents(
  client: Queryable,
  id: string,
  sender: number | null,
): Promise<readonly SubmissionEventView[]> {
  const rows = await client.event.findMany({
    where: { subject: id, kind: { in: [...KINDS.keys()] } },
    select: { kind: true, tokenId: true, data: true, createdAt: true, token: { select: { scope: true } } },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ kind, tokenId, token, data, createdAt }) => {
    const { reason, supersededBy, supersedes } = data as Readonly<Record<string, unknown>>;
    return {
      kind: KINDS.get(kind) as SubmissionEventKind,
      at: createdAt.toISOString(),
      actor: actorOf(tokenId, token?.scope ?? null, sender),
      reason: textOf(reason),
      other: textOf(supersededBy) ?? textOf(supersedes),
    };
  });
}

function actorOf(
  token: number | null,
  scope: 'admin' | 'manage' | 'submit' | null,
  sender: number | null,
): SubmissionEventView['actor'] {
  if (token === null) return 'site';
  if (scope === 'admin') return 'owner';
  return scope === 'manage' && token !== sender ? 'maintainer' : 'sender';
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
