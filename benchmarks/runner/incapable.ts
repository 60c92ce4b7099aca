/** What a strategy is told that asks for what isn't there. */
import { HeirloomError } from '../protocol/errors.ts';

/** A source of another family than the benchmark's lacks what a strategy asked of it. */
export function incapable(source: string, family: string, capability: string, what: string): HeirloomError {
  return new HeirloomError(
    'run-failed',
    `A strategy asked for "${capability}" of the source "${source}", a learner of the family ${family}, which ${what}. Its card must say that it needs it; the sources of mix-sources can all be of the main learner’s family (families=same).`,
  );
}

/** The benchmark lacks what a strategy used. */
export function missing(capability: string): HeirloomError {
  return new HeirloomError(
    'run-failed',
    `A strategy used "${capability}", which this benchmark lacks; its card must say that it needs it.`,
  );
}
