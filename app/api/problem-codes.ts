/** The codes that problem documents of the API have, with the status that each comes with and what it says. */
import { type ErrorCode, HTTP_PROBLEMS } from '#benchmarks/protocol/errors.ts';

/** In the order of their status. */
export const CODE_WORDS = {
  'bad-parameter': 'Something in the request can’t be taken; the problem says what was received and expected.',
  host: 'The Host header is missing, there twice, or no name or address.',
  unauthorized: 'There is no token, or none that this site issued and hasn’t revoked.',
  forbidden: 'The token may not do this; or the site doesn’t answer to the host that was named.',
  'not-found': 'There is no such thing here.',
  'unknown-id': 'The name is none of those known, which the problem lists.',
  method: 'The address doesn’t take this method; Allow has those that it takes.',
  'too-slow': 'The body came too slowly.',
  conflict: 'It contradicts what is stored, or scores are being computed just now.',
  unverifiable: 'The snapshot would not verify; nothing was stored.',
  'too-large': 'The body, or the address, is longer than may be.',
  range: 'The part that was asked for begins beyond the end of the file.',
  'check-failed': 'The bundle doesn’t pass the check; the problem lists what is wrong, and where.',
  'hostile-archive': 'The archive is refused: it isn’t what a packed bundle is.',
  'rate-limited': 'The token has sent as much as it may for now.',
  internal: 'A fault of the site; its log has the reference.',
  database: 'The site can’t use its database; its log says why.',
  'input-output': 'The site can’t read or write a file; its log says why.',
  unavailable: 'The database doesn’t answer just now.',
  locked: 'Another process has the database.',
  busy: 'As many wait already as may; nothing was stored.',
  'timed-out': 'It took longer than it may and was stopped.',
  interrupted: 'The site was stopped before it was done.',
  'no-space': 'The site’s disk is too full to store anything; what is there can be read.',
} as const;

/** Codes of errors, and those that only HTTP has. */
export type ProblemCode = keyof typeof CODE_WORDS;

const OWN_STATUS: Readonly<Record<Exclude<ProblemCode, ErrorCode>, number>> = {
  host: 400,
  method: 405,
  range: 416,
  internal: 500,
};

export const statusOf = (code: ProblemCode): number =>
  code in OWN_STATUS ? OWN_STATUS[code as keyof typeof OWN_STATUS] : HTTP_PROBLEMS[code as ErrorCode].status;
