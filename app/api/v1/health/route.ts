/** GET: whether the site can use its database; 503 where it can't. Never waits long for it. */
import { SUITE } from '../../../../benchmarks/suite/manifests.ts';
import { getDatabase } from '../../../../leaderboard/db/shared-database.ts';
import { isUnavailable, unavailableError } from '../../../../leaderboard/db/unavailable.ts';
import { currentDataVersion } from '../../../data-version.ts';
import { endpoint, json } from '../../endpoint.ts';

export const GET = endpoint(async () => {
  const headers = { 'cache-control': 'no-store' };
  try {
    const { kind, version } = await getDatabase();
    // An embedded database is in this process: where it is busy, that is no fault, and the answer doesn't wait.
    const dataVersion = kind === 'server' ? await version.read() : await currentDataVersion();
    return json({ status: 'ok', suite: SUITE, database: kind, dataVersion }, { headers });
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    const { code, message: detail, context } = unavailableError();
    return json(
      { status: 'unavailable', suite: SUITE, code, detail },
      { status: 503, headers: { ...headers, 'retry-after': String(context.retryAfter) } },
    );
  }
});
