/** What a measurement under load was asked for. */
import path from 'node:path';
import { SetupError } from '../../scripts/support/steps.mjs';

/** Parts that can be measured alone; most of them have several rows. */
export const PARTS = [
  ...['rate/static-file', 'rate/leaderboard', 'rate/file', 'rate/board', 'rate/compare', 'rate/submission'],
  ...['during/nothing', 'during/files', 'during/upload', 'during/comparisons', 'during/frames', 'during/snapshot'],
  ...['upload', 'memory', 'disk'],
] as const;

/** A machine that does nothing else takes some five. */
const MINUTES = 8;

const USAGE = `npm run test:load -- [--server | --both] [--json] [--only NAME] [--minutes N] [--checkout DIR]. NAME is one of ${PARTS.join(', ')}.`;

export interface LoadOptions {
  /** A PostgreSQL server instead of the embedded database. */
  readonly server: boolean;
  /** The large upload on the other database, too. */
  readonly both: boolean;
  readonly json: boolean;
  /** The one part that is wanted; null for all. */
  readonly only: string | null;
  /** That everything may take. */
  readonly minutes: number;
  /** Another checkout, whose site is measured. */
  readonly checkout: string | null;
}

/** @throws SetupError for what is none of them */
export function loadOptions(args: readonly string[]): LoadOptions {
  const options = {
    ...{ server: false, both: false, json: false },
    ...{ only: null as string | null, minutes: MINUTES, checkout: null as string | null },
  };
  const rest = [...args];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === '--server') options.server = true;
    else if (argument === '--both') options.both = true;
    else if (argument === '--json') options.json = true;
    else if (argument === '--minutes') options.minutes = Number(rest.shift());
    else if (argument === '--only') options.only = rest.shift() ?? '';
    else if (argument === '--checkout') options.checkout = rest.shift() ?? '';
    else throw new SetupError(`Received ${argument}; expected ${USAGE}`, 2);
  }
  if (options.only !== null && !PARTS.some((name) => name === options.only))
    throw new SetupError(`Received --only ${options.only}; expected ${USAGE}`, 2);
  if (!(options.minutes > 0))
    throw new SetupError(`Received --minutes that are no number above 0; expected ${USAGE}`, 2);
  if (options.server && options.both)
    throw new SetupError('Received --server and --both; --both measures the embedded database first. Give one.', 2);
  return { ...options, checkout: options.checkout === null ? null : path.resolve(options.checkout) };
}
