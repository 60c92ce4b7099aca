/**
 * What every session is set to, whatever the server, the database or the role says otherwise: numbers come as exactly as they
 * are stored, times are read as what they are, names mean the same tables. A database written by one site is read by another.
 */
import { SCORING_MS } from '../host/job-limits.ts';

/** How values are written and read, and what statements mean. Names as PostgreSQL has them, in lower case. */
const MEANING = {
  search_path: 'public',
  timezone: 'UTC',
  datestyle: 'ISO, MDY',
  intervalstyle: 'postgres',
  bytea_output: 'hex',
  // With 0 a double is written with 15 digits, and what is read is no longer what was stored.
  extra_float_digits: '3',
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
  default_transaction_isolation: 'read committed',
  default_transaction_read_only: 'off',
  default_transaction_deferrable: 'off',
} as const;

/** The longest a statement may take, its wait for another's locks included: as long as a transaction may (database.ts). */
const STATEMENT_MS = 120_000;
/** A statement that the server does not even end: it hangs, or is gone without a word. */
export const ANSWER_MS = STATEMENT_MS + 10_000;
const MINUTE_MS = 60_000;

/** A session may idle in a transaction while a scoring job runs (scores/schedule.ts), and no longer: it holds a lock. */
const TIMES = {
  statement_timeout: STATEMENT_MS,
  lock_timeout: 0,
  idle_in_transaction_session_timeout: SCORING_MS + MINUTE_MS,
};

/** Settings that servers older than their version don't know. */
const LATER: readonly { readonly name: string; readonly value: string; readonly since: number }[] = [
  { name: 'transaction_timeout', value: '0', since: 170_000 },
];

export type Purpose = 'site' | 'migration';

/** The settings of a session on a server, by name. A migration may take its time. `version`: as server_version_num. */
export function serverSettings(purpose: Purpose, version = 0): Readonly<Record<string, string>> {
  const times = purpose === 'site' ? TIMES : { ...TIMES, statement_timeout: 0 };
  const later = LATER.filter(({ since }) => version >= since).map(({ name, value }) => [name, value]);
  return {
    ...MEANING,
    ...Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, String(ms)])),
    ...Object.fromEntries(later),
  };
}

/** Sets an embedded database's one session. It has no timers. */
export const EMBEDDED_SETTINGS = Object.entries(MEANING)
  .map(([name, value]) => `SET ${name} = ${quoted(value)};`)
  .join('\n');

function quoted(value: string): string {
  return value
    .split(', ')
    .map((item) => `'${item}'`)
    .join(', ');
}

/**
 * A server's address with which every connection begins with these settings: those of the start packet precede what was
 * set for the server, the database and the role. Of the address's own options only what is left open here stays.
 */
export function withSettings(url: URL, settings: Readonly<Record<string, string>>): string {
  const own = Object.entries(settings).map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`);
  const result = new URL(url);
  const given = result.searchParams.get('options');
  for (const name of [...Object.keys(settings), 'query_timeout']) result.searchParams.delete(name);
  result.searchParams.set('options', [...(given ? [given] : []), ...own].join(' '));
  return result.href;
}
