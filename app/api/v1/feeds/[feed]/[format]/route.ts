/** GET: the newest snapshots or entries, for programs that follow a site. */
import { z } from 'zod';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { FEED_FORMATS, FEEDS, getFeed } from '#leaderboard/feeds/feed.ts';
import { siteUrl } from '../../../../../site-url.ts';
import { bytesOf } from '../../../../answers.ts';
import { route } from '../../../../declare-route.ts';
import { oneOf } from '../../../../parameters.ts';

const TYPES = { atom: 'application/atom+xml', rss: 'application/rss+xml' } as const;

export const GET = route({
  id: 'getFeed',
  summary: 'The newest 50 snapshots or entries, as Atom 1.0 or RSS 2.0.',
  params: z.strictObject({
    feed: oneOf(FEEDS).describe('What is followed.'),
    format: oneOf(FEED_FORMATS).describe('Atom 1.0 or RSS 2.0.'),
  }),
  kept: 'answers',
  answers: { 200: FEED_FORMATS.map((name) => bytesOf(TYPES[name])) },
  problems: ['unknown-id'],
  handler: async ({ params: { feed, format } }) =>
    new Response(await getFeed(await getDatabase(), feed, format, siteUrl()), {
      headers: { 'content-type': `${TYPES[format]}; charset=utf-8`, 'cache-control': 'no-cache' },
    }),
});
