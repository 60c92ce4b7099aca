/** Words of the form, as the page hands them over; what stands in braces is filled in where they are shown. */
import type { Messages } from '../../i18n/messages.ts';

export type FormWords = Messages['submit']['form'];
export type PreviewWords = Messages['submit']['preview'];

/** Puts values in the place of their names: `{name}`. */
export const filled = (words: string, values: Readonly<Record<string, string | number>>): string =>
  words.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
