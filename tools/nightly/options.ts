/** What a nightly was asked for. */
import { SetupError } from '../../scripts/support/steps.mjs';

export const COUNT = 100_000;
/** A day's mutants lie this far from the next day's. */
const SEEDS_A_DAY = 1_000_000;

/** So many mutants from one on. */
export interface Mutants {
  readonly seed: number;
  readonly count: number;
}

/** `--seed N` (the first mutant; by default the day's) and `--count N`. @throws SetupError for what is neither */
export function nightlyOptions(args: readonly string[], now: Date): Mutants {
  const options: Record<keyof Mutants, number> = {
    seed: Number(now.toISOString().slice(0, 10).replaceAll('-', '')) * SEEDS_A_DAY,
    count: COUNT,
  };
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i]?.replace(/^--/, '');
    const value = Number(args[i + 1] ?? Number.NaN);
    const least = name === 'count' ? 1 : 0;
    if ((name !== 'seed' && name !== 'count') || !Number.isSafeInteger(value) || value < least)
      throw new SetupError(
        `npm run nightly received ${args.slice(i, i + 2).join(' ')}; expected --seed N, a whole number, and --count N, at least 1.`,
        2,
      );
    options[name] = value;
  }
  return options;
}

/** The command that judges one mutant again. */
export const repeatCommand = (seed: number): string => `npm run nightly -- --seed ${seed} --count 1`;
