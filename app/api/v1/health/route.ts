/** GET: whether the site can use its database. */
import { SUITE } from '../../../../benchmarks/protocol/ids.ts';
import { getDataVersion } from '../../../../leaderboard/db/data-version.ts';
import { getDatabase } from '../../../../leaderboard/db/shared-database.ts';
import { endpoint, json } from '../../endpoint.ts';

export const GET = endpoint(async () => {
  const { prisma, kind } = await getDatabase();
  return json(
    { status: 'ok', suite: SUITE, database: kind, dataVersion: await getDataVersion(prisma) },
    { headers: { 'cache-control': 'no-store' } },
  );
});
