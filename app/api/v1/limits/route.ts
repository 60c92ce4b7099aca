/** GET: what this site takes, as numbers; asked with a token that is counted, the answer's fields say what is left to it. */
import { dailyQuotas } from '#leaderboard/access/daily-quota.ts';
import { listLimits } from '#leaderboard/access/limit-table.ts';
import { isCounted } from '#leaderboard/access/quota.ts';
import { uploadQuota } from '#leaderboard/access/request-quota.ts';
import { jsonOf } from '../../answers.ts';
import { route } from '../../declare-route.ts';
import { json } from '../../endpoint.ts';
import { tellQuotas } from '../../rate-limit-fields.ts';
import { limits } from '../../shapes/site.ts';

export const GET = route({
  id: 'getLimits',
  summary: 'What this site takes, as numbers; with a token the answer’s headers say what is left to it.',
  auth: 'optional',
  answers: { 200: [jsonOf(limits)] },
  handler: async ({ request, sender }) => {
    if (sender !== null && isCounted(sender.bearer)) {
      const { database, bearer } = sender;
      tellQuotas(request, uploadQuota(bearer), ...(await dailyQuotas(database.prisma, bearer)));
    }
    return json({ limits: listLimits() }, { headers: { vary: 'authorization' } });
  },
});
