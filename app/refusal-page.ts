/** A page that says why a form was refused: made without Next, which makes pages for addresses that are read alone. */
import { LANGUAGE_TAGS, type Locale, localPath } from './i18n/locales.ts';
import { MESSAGES } from './i18n/messages.ts';

interface Refused {
  readonly detail: string;
  readonly problems?: readonly { readonly path: string; readonly message: string }[];
}

/** Whose form it was. */
interface FormWords {
  readonly title: string;
  /** What leads back, */
  readonly back: string;
  /** and where to. */
  readonly path: string;
}

const submitWords = (locale: Locale): FormWords => ({ ...MESSAGES[locale].submit.refused, path: '/submit' });

/** Status and headers are those of the problem document. */
export async function refusalPage(
  problem: Response,
  locale: Locale,
  { title, back, path }: FormWords = submitWords(locale),
): Promise<Response> {
  const { detail, problems = [] } = (await problem.json()) as Refused;
  const { problemsTitle } = MESSAGES[locale].submit.refused;
  const list = problems.map(({ path, message }) => `<li><code>${escaped(path)}</code>: ${escaped(message)}</li>`);
  const listed = list.length === 0 ? '' : `<h2>${escaped(problemsTitle)}</h2><ul lang="en">${list.join('')}</ul>`;
  const html = `<!doctype html>
<html lang="${LANGUAGE_TAGS[locale]}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:48rem;overflow-wrap:anywhere;padding:0 1rem}</style></head>
<body><main><h1>${escaped(title)}</h1><p lang="en">${escaped(detail)}</p>${listed}<p><a href="${localPath(locale, path)}">${escaped(back)}</a></p></main></body>
</html>
`;
  const headers = new Headers(problem.headers);
  headers.set('content-type', 'text/html; charset=utf-8');
  return new Response(html, { status: problem.status, headers });
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] as string);
