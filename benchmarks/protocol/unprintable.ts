/** Characters that garble tables and logs, or hide; and how texts of unknown origin are shown without them. */

/** Control, line-separating, unpaired surrogate and text-direction characters. */
export const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/gu;

/** As UNPRINTABLE, but for the line feed. */
const GARBLING_LINES = new RegExp(`(?!\\n)${UNPRINTABLE.source}`, 'gu');

/** As UNPRINTABLE, but for line feeds and tabs, which may be in a text of several lines. */
export const GARBLING_TEXT = new RegExp(`(?![\\n\\t])${UNPRINTABLE.source}`, 'u');

/** A text of unknown origin for a message: one line, no control characters, cut where it is long. */
export function printable(text: string, maxLength = 60): string {
  const cut = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  return cut.replaceAll(UNPRINTABLE, escaped);
}

/** A whole text of unknown origin as one line. */
export function printableLine(text: string): string {
  return text.replaceAll(UNPRINTABLE, escaped);
}

/**
 * A text of several lines. JSON stays the JSON it was: there such a character can only stand in a string, where its escape
 * means the same.
 */
export function printableLines(text: string): string {
  return text.replaceAll(GARBLING_LINES, escaped);
}

/** As JSON escapes it. None of these characters needs more than four digits. */
function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
