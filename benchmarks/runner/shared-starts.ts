/** Who needs generation 0 of which seed: it is made once for all of them, and let go when the last one has it. */
import { canonicalJson } from '../protocol/digest.ts';
import type { RunPlan } from './plan.ts';
import type { SeedStart } from './seed-start.ts';

/** What a seed's generation 0 depends on. */
export type StartOf = Pick<RunPlan, 'benchmark' | 'engine'>;

interface Shared {
  users: number;
  start: Promise<SeedStart | null> | null;
}

export class SharedStarts {
  readonly #shared = new Map<string, Shared>();

  /** Announces a seed that is to be run. Every seed has to be announced before the first is taken. */
  expect(run: StartOf, seed: number): void {
    const key = keyOf(run, seed);
    const shared = this.#shared.get(key);
    if (shared) shared.users++;
    else this.#shared.set(key, { users: 1, start: null });
  }

  /** The start that an announced seed shares, made where it is the first; null where no other seed shares it, or it can't be made. */
  async take(run: StartOf, seed: number, make: () => Promise<SeedStart | null>): Promise<SeedStart | null> {
    const key = keyOf(run, seed);
    const shared = this.#shared.get(key);
    if (shared === undefined || (shared.users === 1 && shared.start === null)) return null;
    shared.start ??= make();
    shared.users--;
    if (shared.users === 0) this.#shared.delete(key);
    return shared.start;
  }
}

/** Of the parameters and the protocol, not of the generations: generation 0 is the same however many follow. */
const keyOf = ({ benchmark: { id, version, params }, engine }: StartOf, seed: number): string =>
  canonicalJson([id, version, structuredClone(params), engine, seed]);
