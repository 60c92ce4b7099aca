/** Who sends a request that needs a token, counted: each answer says what is left. */

import { isCounted } from '#leaderboard/access/quota.ts';
import { countRequest, requireRequestRoom } from '#leaderboard/access/request-quota.ts';
import { type Bearer, findBearer, requireScope, type Scope } from '#leaderboard/access/tokens.ts';
import type { Database } from '#leaderboard/db/database.ts';
import { tellQuotas } from './rate-limit-fields.ts';

/**
 * `authorization`: what a form brings in its body, in place of the header.
 * @throws unauthorized without a token that this site issued and hasn't revoked; rate-limited where it has sent too many
 * requests; forbidden where it isn't enough
 */
export async function requireSender(
  request: Request,
  database: Database,
  scope: Scope,
  authorization = request.headers.get('authorization'),
): Promise<Bearer> {
  const bearer = await findBearer(database, authorization);
  if (isCounted(bearer)) {
    const quota = countRequest(bearer);
    tellQuotas(request, quota);
    requireRequestRoom(quota);
  }
  requireScope(bearer, scope);
  return bearer;
}
