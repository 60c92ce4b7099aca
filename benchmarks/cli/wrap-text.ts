/** Breaks a text into lines at spaces; a specification or a path that is too long also after what joins its parts. */

/** Pieces of a long word. Neither the dot nor the hyphen parts them: `0.05` and `gen0-samples` belong together. */
const PIECES = /[^+,:/=]*[+,:/=]+|[^+,:/=]+/g;

/** Lines of at most `width` characters; only a piece that is longer by itself is cut. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const whole = line === '' ? word : `${line} ${word}`;
    if (length(whole) <= width) {
      line = whole;
      continue;
    }
    if (line !== '') lines.push(line);
    const parts = partsOf(word, width);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? '';
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** A word in parts that fit. An address stays whole: it is to be followed. */
function partsOf(word: string, width: number): string[] {
  if (/^https?:\/\//.test(word)) return [word];
  const parts = [''];
  for (const piece of word.match(PIECES) ?? []) {
    const last = parts.at(-1) ?? '';
    if (length(last) + length(piece) <= width) parts[parts.length - 1] = last + piece;
    else parts.push(...cut(piece, width));
  }
  return parts.filter((part) => part !== '');
}

function cut(piece: string, width: number): string[] {
  const characters = [...piece];
  const count = Math.ceil(characters.length / width);
  return Array.from({ length: count }, (_, i) => characters.slice(i * width, (i + 1) * width).join(''));
}

/** Characters of the longest piece of a text that is never broken where there is room for it. */
export function longestPiece(text: string): number {
  const pieces = text.split(' ').flatMap((word) => word.match(PIECES) ?? []);
  return Math.max(0, ...pieces.map(length));
}

const length = (text: string): number => [...text].length;
