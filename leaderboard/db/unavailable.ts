/** Whether an error means that the database is away, hangs or has no connection left: it goes on by itself once it is back. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { codesOf, someCause } from './error-chain.ts';

/** Our own, and Prisma's codes: not reached, timed out, connection closed, too many, none free in time, transaction not begun or gone. */
const CODES = new Set(['unavailable', 'P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);
const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
]);
/** SQLSTATE: connection exceptions, too many connections, shutting down or starting, cancelled by a timeout, read-only. */
const SQL_STATES = /^(?:08...|53300|57P0[123]|57014|25P03|55P03|25006)$/;
/** What the drivers throw without a code. */
const MESSAGES =
  /^(?:Query read timeout|timeout (?:exceeded|expired)|Connection terminated|Client (?:has encountered a connection error|was closed)|Cannot use a pool)/;
const ADAPTER_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);

/** Looks through an error and its causes. Next loads modules once per bundle: one of ours may be of another copy's class. */
export function isUnavailable(error: unknown): boolean {
  return someCause(error, (fields) => {
    const { message, kind } = fields;
    if (codesOf(fields).some((code) => CODES.has(code) || SYSTEM_CODES.has(code) || SQL_STATES.test(code))) return true;
    return (
      (typeof kind === 'string' && ADAPTER_KINDS.has(kind)) || (typeof message === 'string' && MESSAGES.test(message))
    );
  });
}

/** Seconds after which to ask again, in Retry-After. */
export const RETRY_SECONDS = 10;

/** What clients are told while the database is away. `cause`: for the log. */
export function unavailableError(cause?: unknown): HeirloomError {
  return new HeirloomError(
    'unavailable',
    `The site's database does not answer just now, so nothing was stored or changed. Try again in ${RETRY_SECONDS} seconds; pages that were shown lately are still there.`,
    { context: { retryAfter: RETRY_SECONDS }, ...(cause === undefined ? {} : { cause }) },
  );
}
