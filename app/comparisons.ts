/** Comparisons for pages: the very answers of the API, so that a page and a client that ask for the same wait for one job. */
import { getComparison } from '#leaderboard/comparisons/comparison.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import type { ComparisonView } from '#leaderboard/views/index.ts';
import { json } from './api/endpoint.ts';
import { answerOf, keptAnswer } from './api/kept-answers.ts';
import { comparePath } from './paths.ts';

/** @throws busy where as many comparisons wait as may; timed-out; what getComparison throws */
export async function findComparison(ids: readonly string[]): Promise<ComparisonView> {
  const asked = { address: `/api/v1${comparePath(ids)}`, queue: 'comparisons' } as const;
  const { body } = await keptAnswer(asked, async () => answerOf(json(await getComparison(await getDatabase(), ids))));
  return JSON.parse(Buffer.from(body).toString('utf8')) as ComparisonView;
}
