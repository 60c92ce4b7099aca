/** POST: the form of /submit, as a browser without JavaScript sends it. The answer is a page. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { problemResponse } from '../../../api/endpoint.ts';
import { openForm } from '../../../api/form-upload.ts';
import { withRateLimits } from '../../../api/rate-limit-fields.ts';
import { requireSender } from '../../../api/sender.ts';
import { takeBundle } from '../../../api/take-bundle.ts';
import { type Locale, localeOf, localPath } from '../../../i18n/locales.ts';
import { refusalPage } from '../../../refusal-page.ts';

interface Context {
  readonly params: Promise<{ readonly locale: string }>;
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const locale = localeOf((await params).locale);
  return withRateLimits(request, await answer(request, locale));
}

/** The page of what was sent, or one that says why it was refused. */
async function answer(request: Request, locale: Locale): Promise<Response> {
  try {
    const path = await take(request);
    return new Response(null, {
      status: 303,
      headers: { location: localPath(locale, path), 'cache-control': 'no-store' },
    });
  } catch (error) {
    return refusalPage(problemResponse(error), locale);
  }
}

async function take(request: Request): Promise<string> {
  const { fields, open, drain } = await openForm(request);
  try {
    const database = await getDatabase();
    const bearer = await requireSender(request, database, 'submit', authorizationOf(fields.get('token')));
    const { path } = await takeBundle(request, { database, bearer }, () => ({ body: open(), bytes: null }));
    return path;
  } finally {
    await drain();
  }
}

/** @throws unauthorized where the form has no token */
function authorizationOf(token = ''): string {
  if (token.trim() !== '') return `Bearer ${token.trim()}`;
  throw new HeirloomError(
    'unauthorized',
    'The form brought no token before its file. Fill in the token that the site’s owner has given you.',
  );
}
