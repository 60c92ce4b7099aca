/** A reference to a data set as the APA has it (Publication Manual, 7th edition; sections in brackets). */

export interface ApaPerson {
  readonly family: string;
  readonly given?: string;
  /** `Jr.`, `III`. */
  readonly suffix?: string;
}

/** An organisation or a team, by its name. */
export interface ApaGroup {
  readonly group: string;
}

export type ApaAuthor = ApaPerson | ApaGroup;

export interface ApaDataset {
  /** At least one. */
  readonly authors: readonly [ApaAuthor, ...ApaAuthor[]];
  /** Of publication; null prints `n.d.`. */
  readonly year: number | null;
  readonly title: string;
  readonly version: string | null;
  /** Left out where it is the only author. */
  readonly publisher: string | null;
  /** `10.…/…`; stands for the URL. */
  readonly doi: string | null;
  readonly url: string | null;
}

/** Up to this many authors are all named; of more, this many less one, and the last (9.8). */
const NAMED_AUTHORS = 20;

/** Formats a reference as text on one line. Nothing follows its address, not even a full stop (9.35). */
export function formatApa({ authors, year, title, version, publisher, doi, url }: ApaDataset): string {
  const date = year === null ? 'n.d.' : String(year);
  // Title, version and kind are one element: no full stop before the brackets (10.9).
  const work = `${title}${version === null ? '' : ` (Version ${version})`} [Data set]`;
  const [first, ...others] = authors;
  const isOwnPublisher = others.length === 0 && nameOf(first) === publisher;
  const source = publisher === null || isOwnPublisher ? [] : [sentence(publisher)];
  const address = doi === null ? url : `https://doi.org/${doi}`;
  return [
    sentence(listAuthors(authors)),
    `(${date}).`,
    sentence(work),
    ...source,
    ...(address === null ? [] : [address]),
  ].join(' ');
}

/**
 * Commas between authors and an ampersand before the last (9.8). Of two, the comma stands after a person, whose name is
 * inverted, and not after a group.
 */
function listAuthors(authors: ApaDataset['authors']): string {
  const [first, ...rest] = authors.map(nameOf);
  const last = rest.at(-1);
  if (last === undefined) return first ?? '';
  const before = [first, ...rest.slice(0, -1)];
  if (authors.length > NAMED_AUTHORS) return `${before.slice(0, NAMED_AUTHORS - 1).join(', ')}, . . . ${last}`;
  const comma = authors.length > 2 || !('group' in authors[0]) ? ',' : '';
  return `${before.join(', ')}${comma} & ${last}`;
}

/** `Lovelace, A. B., Jr.`, or a group's name as it is. */
function nameOf(author: ApaAuthor): string {
  if ('group' in author) return author.group;
  const { family, given = '', suffix } = author;
  return [family, initials(given), suffix].filter(Boolean).join(', ');
}

/** `Ada Byron` is `A. B.`, `Jean-Paul` is `J.-P.`, `J.R.R.` is `J. R. R.`. */
function initials(given: string): string {
  const initial = (name: string) => `${[...name.normalize('NFC')][0]}.`;
  return given
    .split(/[\s.]+(?!-)/)
    .map((name) => name.split(/[.-]+/).filter(Boolean).map(initial).join('-'))
    .filter(Boolean)
    .join(' ');
}

/** Ends with one full stop. */
const sentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`);
