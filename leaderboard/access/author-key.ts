/** Who counts as one author on a site: names are free text, tokens are not. */
import type { Scope } from './tokens.ts';

/** The token that a submission was sent with; null where none is known. */
export type SenderToken = { readonly id: number; readonly scope: Scope } | null;

/**
 * What tells authors apart: the token that sent an entry. All admin tokens are the site's owner; entries without a token
 * count as one author's, so that a lost token earns nobody a second rank.
 */
export function authorKey(token: SenderToken): string {
  if (token === null) return 'unknown';
  return token.scope === 'admin' ? 'owner' : `token ${token.id}`;
}
