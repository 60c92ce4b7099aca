/** Bearer tokens: until there are accounts, every POST needs one. Only hashes are stored (design, section 12). */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { Database } from '../db/database.ts';
import { dataDirectory } from '../host/data-directory.ts';

/** What a token may do; each may what those behind it may. */
export const SCOPES = ['admin', 'manage', 'submit'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who sent a request. */
export interface Bearer {
  readonly id: number;
  readonly scope: Scope;
}

const TOKEN = /^heirloom_(admin|manage|submit)_[A-Za-z0-9_-]{43}$/;
const ADMIN_LABEL = 'first start';

export const newToken = (scope: Scope): string => `heirloom_${scope}_${randomBytes(32).toString('base64url')}`;

/**
 * Makes sure that this installation has an admin token, in the file `token` of the data directory (mode 0600), and that
 * the database knows its hash. A lost file gets a new token; a new database takes the file's. Returns the file's path.
 * @throws database where the file holds something else
 */
export async function ensureAdminToken(database: Database, dataDir: string = dataDirectory()): Promise<string> {
  const file = path.join(dataDir, 'token');
  mkdirSync(dataDir, { recursive: true });
  const token = readTokenFile(file) ?? createTokenFile(file);
  const hash = sha256(token);
  const found = await database.prisma.token.findUnique({ where: { hash }, select: { scope: true, revokedAt: true } });
  if (found?.revokedAt) {
    throw new HeirloomError(
      'database',
      `The token in ${file} was revoked. Remove that file and start again: a new one is made.`,
    );
  }
  if (!found) await addToken(database, token, 'admin', ADMIN_LABEL);
  return file;
}

function readTokenFile(file: string): string | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  if (TOKEN.exec(text)?.[1] !== 'admin') {
    throw new HeirloomError(
      'database',
      `${file} holds no admin token of Heirloom. Remove it and start again: a new one is made.`,
    );
  }
  chmodSync(file, 0o600);
  return text;
}

/** A link to a finished file: of two processes that start at once both use the token of the first. */
function createTokenFile(file: string): string {
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  const token = newToken('admin');
  writeFileSync(draft, `${token}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return token;
  } catch (error) {
    const other = (error as NodeJS.ErrnoException).code === 'EEXIST' ? readTokenFile(file) : null;
    if (other === null) throw error;
    return other;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Stores a token's hash, once. Returns its id. `expiresAt`: from when on it is no good; null: never. */
export async function addToken(
  { prisma }: Database,
  token: string,
  scope: Scope,
  label: string,
  expiresAt: Date | null = null,
): Promise<number> {
  const hash = sha256(token);
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.token.createMany({ data: [{ hash, scope, label, expiresAt }], skipDuplicates: true });
    const { id } = await tx.token.findUniqueOrThrow({ where: { hash }, select: { id: true } });
    if (count > 0)
      await tx.event.create({
        data: {
          kind: 'token.created',
          subject: String(id),
          tokenId: id,
          data: { scope, label, expiresAt: expiresAt?.toISOString() ?? null },
        },
      });
    return id;
  });
}

/**
 * Finds out who sends `Authorization: Bearer …`.
 * @throws unauthorized without a token that this site issued, that is good still; forbidden where it isn't enough
 */
export async function requireToken(database: Database, authorization: string | null, scope: Scope): Promise<Bearer> {
  const bearer = await findBearer(database, authorization);
  requireScope(bearer, scope);
  return bearer;
}

/** @throws forbidden where the token isn't enough */
export function requireScope(bearer: Bearer, scope: Scope): void {
  if (SCOPES.indexOf(bearer.scope) <= SCOPES.indexOf(scope)) return;
  throw new HeirloomError(
    'forbidden',
    `The token that was sent can only ${MAY[bearer.scope]}; this needs ${NEEDED[scope]}.`,
  );
}

const MAY: Readonly<Record<Scope, string>> = {
  admin: 'do everything',
  manage: 'submit, and withdraw, reject and object to entries',
  submit: 'submit, and withdraw what was sent with it',
};
const NEEDED: Readonly<Record<Scope, string>> = {
  admin: 'the installation’s admin token (the file "token" of its data directory)',
  manage: 'a maintainer’s token (heirloom token create --scope manage) or the installation’s admin token',
  submit: 'one that can submit',
};

/** Whose token it is. @throws unauthorized without a token that this site issued, that is good still */
export async function findBearer({ prisma }: Database, authorization: string | null): Promise<Bearer> {
  const presented = requirePresentedToken(authorization);
  const hash = sha256(presented);
  const found = await prisma.token.findUnique({
    where: { hash },
    select: { id: true, hash: true, scope: true, revokedAt: true, expiresAt: true },
  });
  // Looked up by the hash of a secret with 256 random bits: how long the index takes tells nothing that could be used.
  if (!found || !timingSafeEqual(Buffer.from(found.hash), Buffer.from(hash))) {
    throw new HeirloomError(
      'unauthorized',
      'This site did not issue the token that was sent. Check HEIRLOOM_TOKEN, or ask the site’s owner for a token.',
    );
  }
  if (found.revokedAt)
    throw new HeirloomError(
      'unauthorized',
      'The token that was sent has been revoked. Ask the site’s owner for a new one.',
    );
  if (found.expiresAt !== null && found.expiresAt.getTime() <= Date.now())
    throw new HeirloomError(
      'unauthorized',
      `The token that was sent expired on ${found.expiresAt.toISOString().slice(0, 10)}. Ask the site’s owner for a new one.`,
    );
  return { id: found.id, scope: found.scope };
}

/** The token of an `Authorization` header, before any database is asked. @throws unauthorized */
export function requirePresentedToken(authorization: string | null): string {
  if (authorization === null || authorization.trim() === '') {
    throw new HeirloomError(
      'unauthorized',
      'No token was sent; expected the header "Authorization: Bearer TOKEN". Set HEIRLOOM_TOKEN, or ask the site’s owner for a token.',
    );
  }
  const token = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
  if (token === undefined || !TOKEN.test(token)) {
    throw new HeirloomError(
      'unauthorized',
      'The Authorization header holds no Heirloom token; expected "Bearer heirloom_…". Check HEIRLOOM_TOKEN.',
    );
  }
  return token;
}
