/** GET: the entries ticked on a board. The answer leads to their comparison, at its own address, which says what is wrong where there are too few or too many. */
import { plainSubmission } from '#benchmarks/protocol/table-ids.ts';
import { localeOf, localPath } from '../../../i18n/locales.ts';
import { chosenPath } from '../../../paths.ts';

interface Context {
  readonly params: Promise<{ readonly locale: string }>;
}

/** More than a board's page has are nobody's ticks. */
const MOST_TICKED = 50;

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const locale = localeOf((await params).locale);
  const ticked = new URL(request.url).searchParams.getAll('entry').map(plainSubmission);
  const ids = ticked.map((id) => (/^[0-9a-z-]{1,80}$/i.test(id) ? id : 'unreadable')).slice(0, MOST_TICKED);
  const path = ids.length === 0 ? '/compare' : chosenPath(ids);
  return new Response(null, { status: 303, headers: { location: localPath(locale, path) } });
}
