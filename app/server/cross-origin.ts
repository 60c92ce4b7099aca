/**
 * What lets scripts of other sites read the API (https://fetch.spec.whatwg.org/#http-cors-protocol): all of it is public, and
 * no answer depends on cookies. What takes something in says nothing of the kind, so that no page can send with its reader's browser.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { allowedMethods } from './methods.ts';

type Fields = readonly (readonly [string, string])[];

const READABLE = ['access-control-allow-origin', '*'] as const;

/** Scripts see a few headers by themselves, and others where they are named. */
const READ: Fields = [
  READABLE,
  [
    'access-control-expose-headers',
    'Accept-Ranges, Allow, Content-Disposition, Content-Range, ETag, RateLimit, RateLimit-Policy, Retry-After',
  ],
];

/** A browser asks first where a script adds headers of its own. */
const PREFLIGHT: Fields = [
  READABLE,
  ['access-control-allow-methods', 'GET, HEAD'],
  ['access-control-allow-headers', 'Authorization, If-None-Match, If-Range, Range'],
  ['access-control-max-age', '86400'],
];

const NONE: Fields = [];

const isRead = (method: string | undefined): boolean => method === 'GET' || method === 'HEAD';

/** What is added to whatever a request is answered with. `address`: its path with its query. */
export function crossOriginHeaders(method: string, address: string, headers: IncomingHttpHeaders): Fields {
  if (!address.startsWith('/api/')) return NONE;
  if (isRead(method)) return READ;
  const asked = headers['access-control-request-method'];
  const isPreflight = method === 'OPTIONS' && isRead(asked) && allowedMethods(address).includes(asked as string);
  return isPreflight ? PREFLIGHT : NONE;
}
