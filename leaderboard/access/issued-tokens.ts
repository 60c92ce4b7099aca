/** The tokens that a site has issued: made, listed and revoked by its owner. Only their hashes are stored. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { Database } from '../db/database.ts';
import { addToken, newToken, type Scope } from './tokens.ts';

/** Scopes that can be given away: the admin token is the installation's own. */
export const GIVEN_SCOPES = ['submit', 'manage'] as const satisfies readonly Scope[];
export type GivenScope = (typeof GIVEN_SCOPES)[number];

const DAY_MS = 24 * 60 * 60 * 1000;
/** Ten years; beyond that a token that never expires is meant. */
export const MAX_DAYS = 3650;

export interface NewToken {
  readonly id: number;
  /** The secret, told this once. */
  readonly token: string;
  /** Null where it never expires. */
  readonly expiresAt: Date | null;
}

/** Makes a token. `days`: how long it is good, 1 to MAX_DAYS; null: for ever. */
export async function createToken(
  database: Database,
  { label, scope, days, now = new Date() }: { label: string; scope: GivenScope; days: number | null; now?: Date },
): Promise<NewToken> {
  const token = newToken(scope);
  const expiresAt = days === null ? null : new Date(now.getTime() + days * DAY_MS);
  return { id: await addToken(database, token, scope, label, expiresAt), token, expiresAt };
}

/** Makes a token that can only submit and never expires. */
export const createSubmitToken = (database: Database, label: string): Promise<NewToken> =>
  createToken(database, { label, scope: 'submit', days: null });

export interface IssuedToken {
  readonly id: number;
  readonly scope: Scope;
  readonly label: string;
  readonly state: 'good' | 'expired' | 'revoked';
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  /** Entries that are its own, those off the boards too. */
  readonly entries: number;
}

/** Every token, the oldest first; nothing of its secret. */
export async function listTokens({ prisma }: Database, now = new Date()): Promise<readonly IssuedToken[]> {
  const rows = await prisma.token.findMany({
    select: {
      id: true,
      scope: true,
      label: true,
      createdAt: true,
      expiresAt: true,
      revokedAt: true,
      _count: { select: { submissions: true } },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ _count, createdAt, expiresAt, revokedAt, ...token }) => ({
    ...token,
    state: revokedAt !== null ? 'revoked' : expiresAt !== null && expiresAt <= now ? 'expired' : 'good',
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    entries: _count.submissions,
  }));
}

/**
 * Makes a token no good from now on; what was sent with it stays. `actor`: the token that asks for it.
 * @throws not-found; conflict where it is revoked already, or is the one that asks: nobody could undo that
 */
export async function revokeToken({ prisma }: Database, id: number, actor: number, now = new Date()): Promise<void> {
  if (id === actor)
    throw new HeirloomError(
      'conflict',
      `Token ${id} is the one that asks. To change the admin token remove the file "token" of the data directory, start the site again, and revoke this one with the new one.`,
    );
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.token.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
    if (count === 0) {
      const isThere = (await tx.token.count({ where: { id } })) > 0;
      throw isThere
        ? new HeirloomError('conflict', `Token ${id} was revoked already.`)
        : new HeirloomError(
            'not-found',
            `This site has no token ${id}. heirloom token list shows those that there are.`,
          );
    }
    await tx.event.create({
      data: { kind: 'token.revoked', subject: String(id), tokenId: actor, data: {} },
      select: { id: true },
    });
  });
}
