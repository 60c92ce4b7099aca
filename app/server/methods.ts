/** Which methods an address takes. Pages and data are read; a few addresses of the API take something in. */
import { type Answer, refused } from './answer.ts';

const READ = ['GET', 'HEAD', 'OPTIONS'] as const;
const WRITE = ['POST', 'OPTIONS'] as const;
const BOTH = ['GET', 'HEAD', 'POST', 'OPTIONS'] as const;

/** Addresses below /api/v1 that take something in; a test holds them and the routes together. */
const WRITTEN: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^\/api\/v1\/submissions$/, WRITE],
  [/^\/api\/v1\/submissions\/[^/]+\/tombstone$/, WRITE],
  [/^\/api\/v1\/submissions\/[^/]+\/objection$/, WRITE],
  [/^\/api\/v1\/submissions\/[^/]+\/verification$/, BOTH],
  [/^\/api\/v1\/tokens$/, BOTH],
  [/^\/api\/v1\/tokens\/[^/]+\/revoke$/, WRITE],
  [/^\/api\/v1\/snapshots$/, BOTH],
  [/^\/api\/v1\/snapshots\/[^/]+\/doi$/, WRITE],
];

/** Where forms of pages are sent, in each language. */
const FORM = /^(?:\/zh)?\/submit\/send$/;

/** The methods that an address takes, with or without a query, as an Allow header lists them. */
export function allowedMethods(address: string): readonly string[] {
  const path = (address.split('?', 1)[0] as string).replace(/(.)\/$/, '$1');
  if (FORM.test(path)) return WRITE;
  return WRITTEN.find(([pattern]) => pattern.test(path))?.[1] ?? READ;
}

/** What to answer where an address doesn't take a method, or to OPTIONS; null where it is to be answered by its page or route. */
export function answerMethod(method: string, address: string): Answer | null {
  const methods = allowedMethods(address);
  const allow = methods.join(', ');
  if (method === 'OPTIONS') return { status: 204, headers: { allow }, body: '' };
  if (methods.includes(method)) return null;
  const others = methods.filter((other) => other !== 'OPTIONS').join(', ');
  const detail = `There is no ${method} of this address; expected ${others}. /api lists the site’s API.`;
  return refused(address, { status: 405, title: 'Method not allowed', code: 'method', detail }, { allow });
}

/** Whether a request brings a bundle, which may take long on a slow line; other bodies are short. */
export function isUpload(method: string, address: string): boolean {
  return method === 'POST' && /^(?:\/api\/v1\/submissions|(?:\/zh)?\/submit\/send)\/?(?:\?|$)/.test(address);
}
