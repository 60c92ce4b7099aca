/** Options that are whole numbers. */
import { HeirloomError } from '../protocol/errors.ts';

export const MAX_WORKERS = 256;

/** @throws bad-parameter for what is no whole number from 1 to `max` */
export function wholeNumber(name: string, text: string | undefined, max = Number.MAX_SAFE_INTEGER): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > max) {
    throw new HeirloomError(
      'bad-parameter',
      `Received --${name} ${text}; expected a whole number of at least 1${max < Number.MAX_SAFE_INTEGER ? ` and at most ${max}` : ''}.`,
    );
  }
  return value;
}
