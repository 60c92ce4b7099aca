/** Talking to a site: its address, the token, and its answers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type ErrorCode, HeirloomError } from '../protocol/errors.ts';
import { isLoopback } from '../protocol/loopback.ts';
import { say } from '../protocol/print.ts';
import { waitWords } from '../protocol/wait-words.ts';

/** The site's address without a trailing slash. @throws usage where it is no http(s) URL */
export function requireSite(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw badSite(text);
  }
  if (!/^https?:$/.test(url.protocol)) throw badSite(text);
  return url;
}

const badSite = (text: string): HeirloomError =>
  new HeirloomError(
    'usage',
    `Received the site ${text}; expected an address such as http://127.0.0.1:3000, in --site or HEIRLOOM_SITE.`,
  );

/**
 * The token to send: HEIRLOOM_TOKEN; for a site on this machine also the admin token in its data directory. Says so where
 * it would go to another machine without https.
 * @throws unauthorized where there is neither
 */
export function requireToken(site: URL): string {
  if (site.protocol === 'http:' && !isLoopback(site.hostname)) {
    say(
      `Warning: ${site.origin} is http and not this machine, so the token that is sent there can be read on the way. Use the site's https address; a token that has been sent so should be replaced.`,
    );
  }
  const fromEnvironment = process.env.HEIRLOOM_TOKEN?.trim();
  if (fromEnvironment) return fromEnvironment;
  const file = join(process.env.HEIRLOOM_DATA || '.heirloom', 'token');
  const isLocal = isLoopback(site.hostname);
  if (isLocal) {
    try {
      return readFileSync(file, 'utf8').trim();
    } catch {
      // No site has been started from this folder.
    }
  }
  const tried = isLocal ? ` and there is no file ${file}` : '';
  throw new HeirloomError(
    'unauthorized',
    `No token: HEIRLOOM_TOKEN is not set${tried}. Ask the site's owner for one (npx heirloom token create) and set HEIRLOOM_TOKEN.`,
  );
}

/** An RFC 9457 problem document, as the sites of Heirloom answer; what else may answer there is anybody's. */
const problemSchema = z.object({
  title: z.string().optional().catch(undefined),
  detail: z.string().optional().catch(undefined),
  problems: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .optional()
    .catch(undefined),
});

/**
 * Sends a request and reads the JSON answer, which is to be what `schema` says.
 * @throws unreachable where nothing answers, or something else does; unauthorized, forbidden,
 * rate-limited, too-slow or rejected-by-site where the site refuses
 */
export async function askSite<Schema extends z.ZodType>(
  site: URL,
  path: string,
  init: RequestInit,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const address = new URL(path, site);
  const response = await fetch(address, init).catch((cause: unknown) => {
    throw new HeirloomError(
      'unreachable',
      `No answer from ${site.origin} (${describeCause(cause)}). Check the address, and that the site is running (npm start).`,
      { cause },
    );
  });
  const text = await response.text();
  if (response.ok) return requireAnswer(schema, text, address);
  const { title, detail, problems } = parseProblem(text);
  const words = detail ?? title ?? `status ${response.status}`;
  throw new HeirloomError(
    CODES[response.status] ?? 'rejected-by-site',
    `${site.origin} refused with ${response.status}: ${words}${whenAgain(response, words)}`,
    problems ? { problems } : {},
  );
}

/** What a status says to whoever asked; every other one rejects what was sent. */
const CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  408: 'too-slow',
  429: 'rate-limited',
};

/** When to ask again, where the site has told only the machine. */
function whenAgain({ headers }: Response, words: string): string {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  if (!(seconds >= 0) || /\b(?:again|retry)\b/i.test(words)) return '';
  return `${/[.!?]$/.test(words) ? '' : '.'} Try again ${waitWords(seconds)}.`;
}

function describeCause(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message;
}

function requireAnswer<Schema extends z.ZodType>(schema: Schema, text: string, address: URL): z.infer<Schema> {
  const answer = schema.safeParse(parseJson(text));
  if (answer.success) return answer.data;
  throw new HeirloomError(
    'unreachable',
    `${address.href} answered, but not as a Heirloom site does. Check --site, and that both are of one version.`,
  );
}

const parseProblem = (text: string): z.infer<typeof problemSchema> =>
  problemSchema.safeParse(parseJson(text)).data ?? {};

/** Undefined, which no JSON says, where the text is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An address that a site has answered, whole. What can't be one is handed on as it came. */
export function addressOn(site: URL, answered: string): string {
  return URL.canParse(answered, site) ? new URL(answered, site).href : answered;
}
