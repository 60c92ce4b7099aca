/**
 * The one error class of Heirloom and the two total tables that say what each code means to a shell and to HTTP.
 * A message says what was received, what was expected and what to do. Errors of any other class are bugs.
 */
import { didYouMean } from './nearest.ts';

export const ERROR_CODES = [
  'usage',
  'unknown-id',
  'bad-parameter',
  'not-empty',
  'plan-mismatch',
  'run-failed',
  'check-failed',
  'hostile-archive',
  'too-large',
  'too-slow',
  'rate-limited',
  'unreachable',
  'rejected-by-site',
  'unauthorized',
  'forbidden',
  'not-found',
  'conflict',
  'unverifiable',
  'locked',
  'database',
  'unavailable',
  'busy',
  'timed-out',
  'input-output',
  'no-space',
  'interrupted',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One thing that is wrong, at the place where it is wrong (a path such as `runs/gaussian.json#/seeds/3`). */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

export interface ErrorDetails {
  /** Machine-readable facts: received value, allowed values, a list of problems. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly problems?: readonly Problem[];
  readonly cause?: unknown;
}

const BRAND = Symbol.for('heirloom.error');

export class HeirloomError extends Error {
  override readonly name = 'HeirloomError';
  readonly code: ErrorCode;
  readonly context: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
  /** What every copy of this class marks its errors with. */
  readonly [BRAND] = true;

  /** Also of another copy of this module: Next loads a module once per bundle, and what several bundles share throws one's. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.context = details.context ?? {};
    this.problems = details.problems ?? [];
  }
}

/** Process exit codes: 2 usage, 3 run failed, 4 check failed, 5 files or output can't be read or written, 130 interrupted. */
export const EXIT_CODES: Readonly<Record<ErrorCode, number>> = {
  usage: 2,
  'unknown-id': 2,
  'bad-parameter': 2,
  'not-empty': 2,
  'plan-mismatch': 2,
  'run-failed': 3,
  'check-failed': 4,
  'hostile-archive': 4,
  'too-large': 4,
  'too-slow': 3,
  'rate-limited': 3,
  unreachable: 3,
  'rejected-by-site': 4,
  unauthorized: 3,
  forbidden: 3,
  'not-found': 2,
  conflict: 3,
  unverifiable: 4,
  locked: 3,
  database: 3,
  unavailable: 3,
  busy: 3,
  'timed-out': 3,
  'input-output': 5,
  'no-space': 5,
  interrupted: 130,
};

/** HTTP status and title of the RFC 9457 problem document for each code. */
export const HTTP_PROBLEMS: Readonly<Record<ErrorCode, { readonly status: number; readonly title: string }>> = {
  usage: { status: 400, title: 'Bad request' },
  'unknown-id': { status: 404, title: 'Unknown name' },
  'bad-parameter': { status: 400, title: 'Bad parameter' },
  'not-empty': { status: 409, title: 'Not empty' },
  'plan-mismatch': { status: 409, title: 'Plan does not match' },
  'run-failed': { status: 500, title: 'Run failed' },
  'check-failed': { status: 422, title: 'The bundle does not pass the check' },
  'hostile-archive': { status: 422, title: 'The archive is refused' },
  'too-large': { status: 413, title: 'Too large' },
  'too-slow': { status: 408, title: 'The upload came too slowly' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  unreachable: { status: 502, title: 'Unreachable' },
  'rejected-by-site': { status: 422, title: 'Rejected' },
  unauthorized: { status: 401, title: 'A token is needed' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Conflict' },
  unverifiable: { status: 409, title: 'The snapshot would not verify' },
  locked: { status: 503, title: 'Database in use' },
  database: { status: 500, title: 'Database error' },
  unavailable: { status: 503, title: 'The database does not answer' },
  busy: { status: 503, title: 'Too much at once' },
  'timed-out': { status: 503, title: 'It took too long' },
  'input-output': { status: 500, title: 'Files can’t be read or written' },
  'no-space': { status: 507, title: 'No space is left' },
  interrupted: { status: 503, title: 'Interrupted' },
};

/**
 * Builds the error for a name that is not among those known. A catalog is named by the command that lists it (`listedBy`),
 * with the nearest names before it; a short list stands in the message itself.
 */
export function unknownId(kind: string, received: string, known: readonly string[], listedBy?: string): HeirloomError {
  const question = didYouMean(received, known);
  const help = listedBy === undefined ? `Known: ${known.join(', ')}.` : `${listedBy} lists all.`;
  const words = question === null || listedBy === undefined ? help : `${capitalise(question)} ${help}`;
  return new HeirloomError('unknown-id', `Unknown ${kind} "${received}". ${words}`, {
    context: { kind, received, known },
  });
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
