/** GET: what this site takes, as numbers; asked with a token that is counted, the answer's fields say what is left to it. */
import { dailyQuotas } from '#leaderboard/access/daily-quota.ts';
import { listLimits } from '#leaderboard/access/limit-table.ts';
import { isCounted } from '#leaderboard/access/quota.ts';
import { uploadQuota } from '#leaderboard/access/request-quota.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { endpoint, json } from '../../endpoint.ts';
import { tellQuotas } from '../../rate-limit-fields.ts';
import { requireSender } from '../../sender.ts';

export const GET = endpoint(async ({ request }) => {
  if (request.headers.has('authorization')) {
    const database = await getDatabase();
    const bearer = await requireSender(request, database, 'submit');
    if (isCounted(bearer)) tellQuotas(request, uploadQuota(bearer), ...(await dailyQuotas(database.prisma, bearer)));
  }
  return json({ limits: listLimits() }, { headers: { vary: 'authorization' } });
});
