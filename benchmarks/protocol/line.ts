/** Texts of one line that a stranger writes and that stand in tables, lists and logs: titles, names, labels, reasons. */
import { z } from 'zod';
import { UNPRINTABLE } from './unprintable.ts';

/** A letter or a digit that is drawn: Unicode has letters without any shape, such as the Hangul filler U+3164. */
export const VISIBLE = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/u;

/** Printable text on one line with something to read in it, of at most `max` characters. `what` says what is expected. */
export function lineSchema(what: string, max: number) {
  return z
    .string({ error: `expected ${what}` })
    .trim()
    .min(1, `expected ${what}`)
    .max(max, `expected at most ${max} characters`)
    .refine((text) => text.search(UNPRINTABLE) < 0, `expected ${what}, on one line, without control characters`)
    .refine((text) => text === '' || VISIBLE.test(text), `expected ${what}, with at least one letter or digit`);
}
