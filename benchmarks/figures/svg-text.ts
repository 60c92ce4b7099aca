/** Text in pictures: how it is written, and how much room it takes, which nobody measures on a server. */
import { printableLine } from '../protocol/unprintable.ts';

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** For an attribute or a text of XML, which has no place for control characters. */
export function escaped(text: string): string {
  return printableLine(text).replace(/[&<>"]/g, (sign) => SIGNS[sign] as string);
}

export const at = (value: number): string => `${Number(value.toFixed(1))}`;

/** Widths in parts of the text's size, a little more than those of common sans-serifs, so that what is placed by them has room. */
const LATIN = 0.6;
const WIDE = 1.02;
/** From here on signs are about as wide as they are high. */
const FIRST_WIDE = 0x2e80;

/** In units of the picture, roughly. */
export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const sign of text) width += (sign.codePointAt(0) ?? 0) >= FIRST_WIDE ? WIDE : LATIN;
  return width * size;
}

/** Cut where there is no room, with an ellipsis. */
export function cut(text: string, size: number, room: number): string {
  if (widthOf(text, size) <= room) return text;
  let kept = '';
  for (const sign of text) {
    if (widthOf(`${kept}${sign}…`, size) > room) break;
    kept += sign;
  }
  return `${kept.trimEnd()}…`;
}

/** In lines of a width, broken at spaces or after what joins a specification's parts; the last is cut. */
export function wrapped(text: string, size: number, room: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of text.match(/[^\s+,，、:]*[\s+,，、:]*/g) ?? []) {
    if (line !== '' && lines.length < most - 1 && widthOf((line + part).trimEnd(), size) > room) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += part;
  }
  lines.push(cut(line.trimEnd(), size, room));
  return lines;
}

interface TextStyle {
  readonly x: number;
  readonly y: number;
  /** Says its size and colour (frame.ts). */
  readonly class: string;
  readonly anchor?: 'middle' | 'end';
}

export function textAt(text: string, { x, y, class: name, anchor }: TextStyle): string {
  const end = anchor === undefined ? '' : ` text-anchor="${anchor}"`;
  return `<text class="${name}" x="${at(x)}" y="${at(y)}"${end}>${escaped(text)}</text>`;
}
