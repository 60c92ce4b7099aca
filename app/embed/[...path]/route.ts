/** GET: a figure on a page of its own, which other pages may hold in a frame: its picture and a line that says where it is from. */
import { drawFigure } from '#benchmarks/figures/draw.ts';
import type { Figure } from '#benchmarks/figures/figure.ts';
import { escaped } from '#benchmarks/figures/svg-text.ts';
import { figureQuery } from '../../api/figure-answer.ts';
import { handlerOf } from '../../api/figure-routes.ts';
import { isLocale, type Locale, localPath } from '../../i18n/locales.ts';
import { MESSAGES } from '../../i18n/messages.ts';
import { siteUrl } from '../../site-url.ts';

interface Context {
  readonly params: Promise<{ readonly path: readonly string[] }>;
}

/** What the route of the figure says of it: an answer of the API, which is kept there. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { path } = await params;
  const url = new URL(request.url);
  const found = handlerOf(path);
  const asked = new URL(`/api/v1/figures/${path.map(encodeURIComponent).join('/')}`, url);
  asked.search = url.search;
  asked.searchParams.set('format', 'json');
  if (found === null)
    return page({ status: 404, title: 'Not found', body: '<p>There is no such figure. /api lists them.</p>' });
  const answer = await found.handler(new Request(asked, { headers: { host: url.host } }), {
    params: Promise.resolve(found.params),
  });
  if (!answer.ok) {
    const problem = (await answer.json()) as { readonly title: string; readonly detail: string };
    const body = `<p lang="en">${escaped(problem.detail)}</p>`;
    return page({ status: answer.status, title: problem.title, body });
  }
  const figure = (await answer.json()) as Figure;
  const language = url.searchParams.get('language') ?? '';
  const locale: Locale = isLocale(language) ? language : 'en';
  const focus = figureQuery.focus.parse(url.searchParams.get('focus') ?? undefined);
  const site = siteUrl();
  const source = MESSAGES[locale].common.charts.source.replace('{site}', `Heirloom, ${new URL(site).host}`);
  const size = figureQuery.size.parse(url.searchParams.get('size') ?? undefined) ?? 'column';
  const svg = drawFigure(figure, size, focus);
  const body = `${svg}<p><a href="${escaped(site + localPath(locale, figure.page))}" target="_blank" rel="noopener">${escaped(source)}</a></p>`;
  return page({ status: 200, title: figure.title, body, language: figure.language, tag: answer.headers.get('etag') });
}

/** No script, nothing from elsewhere, and any page may frame it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *";

const STYLE =
  ':root{color-scheme:light dark}body{margin:0;background:#fbfaf7;color:#5a626b;font:13px/1.4 system-ui,sans-serif}svg{display:block;width:100%;height:auto}p{margin:0;padding:.2rem .5rem .5rem}a{color:inherit}@media screen and (prefers-color-scheme:dark){body{background:#14171a;color:#a4acb4}}';

interface Page {
  readonly status: number;
  readonly title: string;
  readonly body: string;
  readonly language?: string;
  readonly tag?: string | null;
}

function page({ status, title, body, language = 'en', tag = null }: Page): Response {
  const html = `<!doctype html>
<html lang="${escaped(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>
`;
  const headers = new Headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'cache-control': 'no-cache',
  });
  if (tag !== null) headers.set('etag', tag.replace(/"$/, '-embed"'));
  return new Response(html, { status, headers });
}
