/** What every request is asked before anything else of the site sees it: whom it names, what it asks for, and how. */
import type { IncomingHttpHeaders } from 'node:http';
import { mendAddress } from '../address.ts';
import { type Answer, type Refusal, refused } from './answer.ts';
import { refuseHost } from './hosts.ts';
import { answerMethod } from './methods.ts';

/** Characters of an address, its query included. */
export const MAX_ADDRESS = 8_000;

export interface Asked {
  readonly method: string;
  /** The request target as it came: a path, or an address with http:// as proxies send it. */
  readonly target: string;
  /** Values of all Host headers. */
  readonly hosts: readonly string[];
  readonly headers: IncomingHttpHeaders;
}

/** A request that goes on: its address as a path that decodes, and the host that it names. */
export interface Passed {
  readonly address: string;
  readonly host: string;
}

/** Lets a request pass, or answers it. @param known as knownHosts gives them */
export function judge(asked: Asked, known: ReadonlySet<string>): Passed | Answer {
  const { method, headers } = asked;
  const { path, authority } = readTarget(asked.target);
  const address = path ?? '/';
  const foreign = refuseHost(asked.hosts, known) ?? (authority === null ? null : refuseHost([authority], known));
  if (foreign !== null) return refused(address, foreign);
  if (asked.target === '*' && method === 'OPTIONS') return { status: 204, headers: {}, body: '' };
  if (path === null) return refused(address, BAD_TARGET);
  if (path.length > MAX_ADDRESS) return refused(path, longAddress(path.length));
  const mended = path.includes('%') ? mendAddress(path) : path;
  const answer = answerMethod(method, mended);
  if (answer !== null) return answer;
  if (hasBody(headers) && method !== 'POST') return refused(path, unasked(method));
  if (isUnused(mended)) return refused(path, NOTHING_THERE);
  return { address: mended, host: authority ?? (asked.hosts[0] as string) };
}

/** The path of a request target, with its query; `/` where it names none. */
export const pathOf = (target: string): string => readTarget(target).path ?? '/';

/** Whether what judge gave is an answer. */
export const isAnswer = (given: Passed | Answer): given is Answer => 'status' in given;

/** Whether a request says that a body follows. */
export function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** A path as it is; of an address with http:// its path, and whom it names instead of the Host header (RFC 9112). */
function readTarget(target: string): { readonly path: string | null; readonly authority: string | null } {
  if (target.startsWith('/')) return { path: target, authority: null };
  const [, authority = null, rest = ''] = /^https?:\/\/([^/?#]*)(.*)$/is.exec(target) ?? [];
  if (authority === null) return { path: null, authority };
  return { path: rest.startsWith('/') ? rest : `/${rest}`, authority };
}

/**
 * What Next serves beside the site's pages and files: resized images, data of pages of another kind, tools of development.
 * Nothing here uses them, and resizing costs whoever asks nothing and the site much. However often, and with which escapes,
 * the address is written.
 */
function isUnused(address: string): boolean {
  const path = (address.split('?', 1)[0] as string).replaceAll('\\', '/');
  const segments = resolved(decodeURIComponent(path).split('/'));
  return segments[0]?.toLowerCase() === '_next' && segments[1] !== 'static';
}

/** Segments without empty ones and those that lead up. */
function resolved(segments: readonly string[]): string[] {
  const found: string[] = [];
  for (const segment of segments) {
    if (segment === '..') found.pop();
    else if (segment !== '' && segment !== '.') found.push(segment);
  }
  return found;
}

const BAD_TARGET: Refusal = {
  status: 400,
  title: 'Bad request',
  code: 'bad-parameter',
  detail: 'The request names no address of this site; expected a path that begins with a slash, such as /about.',
};

const NOTHING_THERE: Refusal = {
  status: 404,
  title: 'Not found',
  code: 'not-found',
  detail: 'There is nothing at this address; / has the board, /api the API.',
};

const longAddress = (length: number): Refusal => ({
  status: 414,
  title: 'Address too long',
  code: 'too-large',
  detail: `The address has ${length} characters; expected ${MAX_ADDRESS} at most. Ask for less at once.`,
});

const unasked = (method: string): Refusal => ({
  status: 400,
  title: 'Bad request',
  code: 'bad-parameter',
  detail: `This ${method} has a body; expected none. Put what is asked for into the address.`,
});
