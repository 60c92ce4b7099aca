/** What a measurement under load was asked for. */
import path from 'node:path';
import { SetupError } from '../support/steps.mjs';

/** Parts that can be measured alone; most of them have several rows. */
export const PARTS = /** @type {const} */ ([
  ...['rate/static-file', 'rate/leaderboard', 'rate/file', 'rate/board', 'rate/compare', 'rate/submission'],
  ...['during/nothing', 'during/files', 'during/upload', 'during/comparisons', 'during/frames', 'during/snapshot'],
  ...['upload', 'memory', 'disk'],
]);

/** A machine that does nothing else takes some five. */
const MINUTES = 8;

const USAGE = `npm run test:load -- [--server | --both] [--json] [--only NAME] [--minutes N] [--checkout DIR]. NAME is one of ${PARTS.join(', ')}.`;

/**
 * @typedef {object} LoadOptions
 * @property {boolean} server a PostgreSQL server instead of the embedded database
 * @property {boolean} both the large upload on the other database, too
 * @property {boolean} json
 * @property {string | null} only
 * @property {number} minutes that everything may take
 * @property {string | null} checkout another checkout, whose site is measured
 * @param {readonly string[]} args @returns {LoadOptions} @throws SetupError for what is none of them
 */
export function loadOptions(args) {
  const options = { server: false, both: false, json: false, only: null, minutes: MINUTES, checkout: null };
  const rest = [...args];
  while (rest.length > 0) {
    const argument = /** @type {string} */ (rest.shift());
    const name = argument.replace(/^--/, '');
    if (argument.startsWith('--') && ['server', 'both', 'json'].includes(name)) options[name] = true;
    else if (argument === '--minutes') options.minutes = Number(rest.shift());
    else if (argument === '--only' || argument === '--checkout') options[name] = rest.shift() ?? '';
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
