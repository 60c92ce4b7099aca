/** GET: the form of a board's filters. The answer leads to the board that it asks for, at its own address, which can be kept and cited. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { problemResponse } from '../../../api/endpoint.ts';
import { boardPathOf } from '../../../board-query.ts';
import { localeOf, localPath } from '../../../i18n/locales.ts';
import { MESSAGES } from '../../../i18n/messages.ts';
import { refusalPage } from '../../../refusal-page.ts';

interface Context {
  readonly params: Promise<{ readonly locale: string }>;
}

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const locale = localeOf((await params).locale);
  const form = new URL(request.url).searchParams;
  const path = boardPathOf(form);
  if (path !== null) return new Response(null, { status: 303, headers: { location: localPath(locale, path) } });
  const asked = JSON.stringify(Object.fromEntries([...form].map(([name, value]) => [name, value.slice(0, 60)])));
  const problem = new HeirloomError(
    'bad-parameter',
    `There is no such board: received ${asked.slice(0, 600)}. Expected: a suite, tier and division, and of real data and draws numbers such as 10 or 2.5, with at most three decimals. Go back and correct them.`,
  );
  return refusalPage(problemResponse(problem), locale, { ...MESSAGES[locale].board.filters.wrong, path: '/' });
}
