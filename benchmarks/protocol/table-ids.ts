/**
 * Ids as tables (CSV) carry them. What reads a table guesses types: sixteen hex digits such as `1234567890123456`,
 * `00000012e4567890` or `1e99999999999999` become numbers, lose zeros or end as infinity, and suite `0.10` becomes 0.1. So in
 * tables alone an id begins with a word. Addresses and commands take both forms; everything else has the plain one.
 */

const SUBMISSION = 'sub-';
const SUITE = 'suite-';

/** A submission's id for a table's cell: `sub-0123456789abcdef`. */
export function tableSubmission(id: string): string {
  return `${SUBMISSION}${id}`;
}

/** A suite for a table's cell: `suite-0.2`. */
export function tableSuite(suite: string): string {
  return `${SUITE}${suite}`;
}

/** The plain form of a submission's id that may have been copied from a table; any other text as it is. */
export function plainSubmission(text: string): string {
  return /^sub-[0-9a-f]{16}$/.test(text) ? text.slice(SUBMISSION.length) : text;
}

/** The plain form of a suite that may have been copied from a table; any other text as it is. */
export function plainSuite(text: string): string {
  return /^suite-\d{1,4}\.\d{1,4}$/.test(text) ? text.slice(SUITE.length) : text;
}
