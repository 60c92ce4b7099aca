/** GET `/compare?entry=…&entry=…`, as a form of ticked entries asks: leads to the comparison's own address. */
import { plainSubmission } from '#benchmarks/protocol/table-ids.ts';
import { localeOf, localPath } from '../../../i18n/locales.ts';
import { COMPARED_NAMES, comparePath } from '../../../paths.ts';

interface Context {
  readonly params: Promise<{ readonly locale: string }>;
}

/** What an address of more segments could still hold; the page says that they are too many. */
const MAX_SEGMENTS = 20;

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const locale = localeOf((await params).locale);
  const ids = new URL(request.url).searchParams.getAll('entry').filter(Boolean).map(plainSubmission);
  return new Response(null, { status: 307, headers: { location: localPath(locale, addressOf(ids)) } });
}

/** More than can be compared are segments, of which the page can count all. */
function addressOf(ids: readonly string[]): string {
  const written = ids.map(encodeURIComponent);
  if (ids.length <= COMPARED_NAMES.length) return comparePath(written);
  return `/compare/${written.slice(0, MAX_SEGMENTS).join('/')}`;
}
