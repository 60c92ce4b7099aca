/** Arguments of commands that a reader copies into a POSIX shell: one rule for everything that is printed or shown. */

/** What no shell takes apart: `~` and `=` only matter at the beginning. */
const PLAIN = /^[\w@%+:,./-][\w@%+:,./=~-]*$/;

/** One argument as a shell has to be given it. Specifications, paths and parameters may come from strangers. */
export function shellQuote(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A path: one that begins with a dash would be read as an option. */
export function shellQuotePath(path: string): string {
  return shellQuote(path.startsWith('-') ? `./${path}` : path);
}
