/** Talking to a site: its address, the token, and its answers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HeirloomError, type Problem } from '../protocol/errors.ts';

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
 * The token to send: HEIRLOOM_TOKEN; for a site on this machine also the admin token in its data directory.
 * @throws unauthorized where there is neither
 */
export function requireToken(site: URL): string {
  const fromEnvironment = process.env.HEIRLOOM_TOKEN?.trim();
  if (fromEnvironment) return fromEnvironment;
  const file = join(process.env.HEIRLOOM_DATA || '.heirloom', 'token');
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(site.hostname);
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

/** An RFC 9457 problem document, as the sites of Heirloom answer. */
interface ProblemDocument {
  readonly title?: string;
  readonly detail?: string;
  readonly problems?: readonly Problem[];
}

/**
 * Sends a request and reads the JSON answer.
 * @throws unreachable where nothing answers; unauthorized, forbidden or rejected-by-site where the site refuses
 */
export async function askSite(site: URL, path: string, init: RequestInit): Promise<unknown> {
  const address = new URL(path, site);
  const response = await fetch(address, init).catch((cause: unknown) => {
    throw new HeirloomError(
      'unreachable',
      `No answer from ${site.origin} (${describeCause(cause)}). Check the address, and that the site is running (npm start).`,
      { cause },
    );
  });
  const text = await response.text();
  if (response.ok) return parseJson(text, address);
  const { title, detail, problems } = parseProblem(text);
  const words = detail ?? title ?? `status ${response.status}`;
  const code = response.status === 401 ? 'unauthorized' : response.status === 403 ? 'forbidden' : 'rejected-by-site';
  throw new HeirloomError(
    code,
    `${site.origin} refused with ${response.status}: ${words}`,
    problems ? { problems } : {},
  );
}

function describeCause(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message;
}

function parseJson(text: string, address: URL): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HeirloomError(
      'unreachable',
      `${address.href} answered, but not as a Heirloom site does (no JSON). Check --site.`,
    );
  }
}

function parseProblem(text: string): ProblemDocument {
  try {
    return JSON.parse(text) as ProblemDocument;
  } catch {
    return {};
  }
}
