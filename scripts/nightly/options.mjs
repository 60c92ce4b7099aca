/** What a nightly was asked for. */
import { SetupError } from '../support/steps.mjs';

export const COUNT = 100_000;
/** A day's mutants lie this far from the next day's. */
const SEEDS_A_DAY = 1_000_000;

/**
 * `--seed N` (the first mutant; by default the day's) and `--count N`.
 * @param {readonly string[]} args @param {Date} now
 * @returns {{ seed: number, count: number }}
 * @throws SetupError for what is neither
 */
export function nightlyOptions(args, now) {
  const options = { seed: Number(now.toISOString().slice(0, 10).replaceAll('-', '')) * SEEDS_A_DAY, count: COUNT };
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i]?.replace(/^--/, '');
    const value = Number(args[i + 1] ?? Number.NaN);
    const least = name === 'count' ? 1 : 0;
    if (!(name in options) || !Number.isSafeInteger(value) || value < least)
      throw new SetupError(
        `npm run nightly received ${args.slice(i, i + 2).join(' ')}; expected --seed N, a whole number, and --count N, at least 1.`,
        2,
      );
    options[name] = value;
  }
  return options;
}

/** The command that judges one mutant again. @param {number} seed */
export const repeatCommand = (seed) => `npm run nightly -- --seed ${seed} --count 1`;
