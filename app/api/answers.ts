/** What a route may answer, as its declaration says it; and what follows of it without being said. */
import type { z } from 'zod';
import type { Declaration } from './declare-route.ts';
import { type ProblemCode, statusOf } from './problem-codes.ts';

/** One form of an answer. */
export interface Content {
  /** A media type without parameters. */
  readonly type: string;
  /** Of JSON; null for texts and bytes. */
  readonly schema: z.ZodType | null;
}

export const jsonOf = (schema: z.ZodType): Content => ({ type: 'application/json', schema });
export const bytesOf = (type: string): Content => ({ type, schema: null });

export interface Answer {
  readonly contents: readonly Content[];
  /** Codes of its problem document; empty where it is none. */
  readonly codes: readonly ProblemCode[];
  /** Names of HEADERS, those that it always has. */
  readonly always: readonly HeaderName[];
  /** Those that it may have. */
  readonly sometimes: readonly HeaderName[];
}

/** Headers that say something of an answer, beside those of every answer. */
export const HEADERS = {
  'Accept-Ranges': 'bytes: a part can be asked for with Range.',
  Allow: 'The methods that the address takes.',
  'Content-Disposition': 'The name under which to keep the file.',
  'Content-Range': 'Which bytes these are, and how many there are.',
  ETag: 'The name of exactly this answer: send it as If-None-Match, and get 304 where nothing has changed.',
  Location: 'The path of the page about what was stored.',
  RateLimit: 'What is left to the token, by policy (draft-ietf-httpapi-ratelimit-headers-10).',
  'RateLimit-Policy': 'How much the token may send, by policy.',
  'Retry-After': 'Seconds after which to ask again.',
  'WWW-Authenticate': 'Bearer: a token is needed.',
} as const;
export type HeaderName = keyof typeof HEADERS;

/** What any request may be told, whatever it asks for. */
const EVERYWHERE: readonly ProblemCode[] = [
  'host',
  'bad-parameter',
  'forbidden',
  'method',
  'internal',
  'database',
  'input-output',
  'unavailable',
  'locked',
  'interrupted',
];
const WITH_A_TOKEN: readonly ProblemCode[] = ['unauthorized', 'rate-limited'];
const WITH_A_BODY: readonly ProblemCode[] = ['too-large', 'too-slow', 'no-space'];
const TOO_LONG_ADDRESS = 414;

/** The form of every problem; each status has codes of its own. */
const jsonProblem: Content = { type: 'application/problem+json', schema: null };
const ALWAYS: Readonly<Record<number, readonly HeaderName[]>> = {
  401: ['WWW-Authenticate'],
  405: ['Allow'],
  416: ['Content-Range'],
  429: ['Retry-After'],
  507: ['Retry-After'],
};

/** Every answer of a route, by status: those declared, and what its kind brings with it. */
export function answersOf(declaration: Declaration): ReadonlyMap<number, Answer> {
  const { auth = 'none', answers, kept, files = false, sends = [] } = declaration;
  const limited: readonly HeaderName[] = auth === 'none' ? [] : ['RateLimit', 'RateLimit-Policy'];
  const tagged: readonly HeaderName[] = kept !== undefined || files ? ['ETag'] : [];
  const ranged: readonly HeaderName[] = files ? ['Accept-Ranges'] : [];
  const found = new Map<number, Answer>();
  for (const [status, contents] of Object.entries(answers)) {
    const isGood = Number(status) < 300;
    found.set(Number(status), {
      contents,
      codes: [],
      always: isGood ? [...tagged, ...ranged, ...sends] : [],
      sometimes: [...(isGood ? (['Content-Disposition'] as const) : (['Retry-After'] as const)), ...limited],
    });
  }
  const whole = found.get(200);
  if (files && whole) found.set(206, { ...whole, always: [...whole.always, 'Content-Range'] });
  if (tagged.length > 0) found.set(304, { contents: [], codes: [], always: [...tagged, ...ranged], sometimes: [] });
  for (const [status, codes] of problemsByStatus(declaration)) {
    const declared = found.get(status);
    found.set(status, {
      contents: [...(declared?.contents ?? []), jsonProblem],
      codes,
      always: ALWAYS[status] ?? [],
      sometimes: [...(status === 503 ? (['Retry-After'] as const) : []), ...limited],
    });
  }
  return new Map([...found].sort(([a], [b]) => a - b));
}

function problemsByStatus(declaration: Declaration): ReadonlyMap<number, readonly ProblemCode[]> {
  const { auth = 'none', body, kept, files = false, problems = [] } = declaration;
  const codes = new Set<ProblemCode>([
    ...EVERYWHERE,
    ...(auth === 'none' ? [] : WITH_A_TOKEN),
    ...(body === undefined ? [] : WITH_A_BODY),
    ...(kept === undefined ? [] : (['busy'] as const)),
    ...(kept === undefined || kept === 'answers' ? [] : (['timed-out'] as const)),
    ...(files ? (['range'] as const) : []),
    ...problems,
  ]);
  const found = new Map<number, ProblemCode[]>([[TOO_LONG_ADDRESS, ['too-large']]]);
  for (const code of codes) found.set(statusOf(code), [...(found.get(statusOf(code)) ?? []), code]);
  return found;
}
