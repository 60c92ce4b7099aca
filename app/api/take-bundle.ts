/** Takes a bundle that somebody sends, by whichever address: counted, with room for it, through the one door. */
import { dailyQuotas } from '#leaderboard/access/daily-quota.ts';
import { isCounted } from '#leaderboard/access/quota.ts';
import { beginUpload, uploadQuota } from '#leaderboard/access/request-quota.ts';
import { requireSpace } from '#leaderboard/host/free-space.ts';
import { queueOf } from '#leaderboard/host/queues.ts';
import { type Accepted, acceptBundle } from '#leaderboard/intake/accept-bundle.ts';
import { uploadNeeds, withUpload } from '#leaderboard/intake/uploads.ts';
import { refreshDataVersion } from '../data-version.ts';
import type { Sender } from './declare-route.ts';
import { tellQuotas } from './rate-limit-fields.ts';

export interface GivenBundle {
  readonly body: ReadableStream<Uint8Array>;
  /** As announced; null where it isn't. */
  readonly bytes: number | null;
}

/** `open`: begins to read the bundle, when it is known that its sender may have one more under way. @throws as acceptBundle */
export async function takeBundle(
  request: Request,
  { database, bearer }: Sender,
  open: () => GivenBundle,
): Promise<Accepted> {
  const accepted = await counted(request, { database, bearer }, async () => {
    const { body, bytes } = open();
    await requireSpace(uploadNeeds(bytes));
    // Rather than when all of it has come.
    queueOf('uploads').requireRoom();
    return withUpload(body, ({ file }) => acceptBundle(database, { path: file, bearer, signal: request.signal }));
  });
  await refreshDataVersion();
  return accepted;
}

/** Takes an upload as one of those that its token may have under way; the answer says what is left of the day. @throws rate-limited */
async function counted<T>(request: Request, { database, bearer }: Sender, upload: () => Promise<T>): Promise<T> {
  if (!isCounted(bearer)) return upload();
  tellQuotas(request, uploadQuota(bearer), ...(await dailyQuotas(database.prisma, bearer)));
  const end = beginUpload(bearer);
  try {
    const result = await upload();
    tellQuotas(request, ...(await dailyQuotas(database.prisma, bearer)));
    return result;
  } finally {
    end();
  }
}
