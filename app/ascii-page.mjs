/**
 * A page's HTML with every character outside ASCII written as a reference. A string of such characters alone is half the
 * memory and is sent without being encoded anew for each answer, which is most of what sending a large page costs.
 */

/** Scripts are told apart: in them a character is written as JavaScript writes it in a string. */
const SCRIPT = /<script\b[^>]*>[\s\S]*?<\/script>/g;
const OUTSIDE_ASCII = /[^\t\n\r -~]/gu;

const reference = (character) => `&#${character.codePointAt(0)};`;

/** A surrogate pair is two units, as in any JavaScript string. */
const unitEscape = (character) =>
  [...Array(character.length).keys()]
    .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
    .join('');

/** @param {string} html @returns {string} the same page, in ASCII */
export function asciiPage(html) {
  let result = '';
  let end = 0;
  for (const match of html.matchAll(SCRIPT)) {
    result += html.slice(end, match.index).replace(OUTSIDE_ASCII, reference);
    result += match[0].replace(OUTSIDE_ASCII, unitEscape);
    end = match.index + match[0].length;
  }
  result += html.slice(end).replace(OUTSIDE_ASCII, reference);
  // One flat string of one-byte characters: what was joined above is a tree of pieces.
  return Buffer.from(result, 'latin1').toString('latin1');
}
