/**
 * What one strategy is lent in a generation, and what it gives back. Lent batches show copies, so that nothing it writes
 * into their arrays reaches what the harness trains on or keeps.
 *
 * Origins follow examples, but a strategy that rewrites samples could write real examples over them. From its content alone
 * that cannot be told (a copy may be moved by a hair), so what it rewrites after it was shown real examples counts as real.
 */
import { Batch } from '../numerics/batch.ts';
import {
  contentsOf,
  isRewritten,
  isUnsettled,
  originsOf,
  settledAs,
  sourceOf,
  withOrigins,
} from '../numerics/origins.ts';
import { HeirloomError } from '../protocol/errors.ts';
import type { Origin, OriginTable } from './meter.ts';

/** What a strategy takes from one generation to the next. */
export interface Held {
  readonly batches: readonly Batch[];
  /** Origin of the real examples that it was shown when it chose what to keep, which may speak of them; null where none. */
  readonly shown: number | null;
}

/** Examples that a strategy outside this process made: nobody knows of what. */
const OUTSIDE: Origin = { kind: 'outside', source: '', generation: 0 };

export const NOTHING_HELD: Held = { batches: [], shown: null };

export class Lending {
  readonly #origins: OriginTable;
  readonly #takesOwn: boolean;
  #shown: number | null;
  #kept: Held = NOTHING_HELD;

  /** @param takesOwn whether examples without an origin are taken, as ones of unknown source: else they are refused */
  constructor(origins: OriginTable, held: Held, takesOwn = false) {
    this.#origins = origins;
    this.#takesOwn = takesOwn;
    this.#shown = held.shown;
  }

  /** What the strategy chose to keep for the next generation. */
  get kept(): Held {
    return this.#kept;
  }

  /** @throws run-failed where an example is not the harness's */
  keep(batches: readonly Batch[]): void {
    const own = batches.map((batch) => this.receive(batch));
    this.#kept = own.length === 0 ? NOTHING_HELD : { batches: own, shown: this.#shown };
  }

  /** A batch for the strategy's hands. @throws run-failed where an example is not the harness's */
  lend(batch: Batch): Batch {
    const origins = originsOf(batch);
    for (const source of new Set(origins)) {
      const { kind, generation } = this.#origins.get(source);
      if (kind !== 'real') continue;
      // The newest, whose use asks for the most.
      if (this.#shown === null || generation > this.#origins.get(this.#shown).generation)
        this.#shown = sourceOf(source);
    }
    const { data, weights } = contentsOf(batch);
    return withOrigins(Batch.lent(data, weights), origins);
  }

  /** A batch that the strategy hands back, as the harness uses it. @throws run-failed for anything else */
  receive(batch: Batch): Batch {
    if (!Batch.isBatch(batch)) {
      const received = batch === null ? 'null' : typeof batch;
      throw new HeirloomError(
        'run-failed',
        `A strategy handed over no Batch (received: ${received}); return a batch made from those that its hook was given.`,
      );
    }
    const { data, weights } = contentsOf(batch);
    return withOrigins(Batch.of(data, weights), this.#settled(originsOf(batch)));
  }

  /** The same, of examples as they were drawn. @throws run-failed for an example that the strategy made or rewrote */
  receiveDrawn(batch: Batch): Batch {
    const drawn = this.receive(batch);
    const at = originsOf(drawn).findIndex(
      (origin) => sourceOf(origin) < 0 || isRewritten(origin) || this.#origins.get(origin).kind === 'outside',
    );
    if (at < 0) return drawn;
    throw new HeirloomError(
      'run-failed',
      `A strategy asked for the log-density of an example that was not drawn through the harness (example ${at} of ${batch.count}); densities at chosen points would tell a model’s parameters. Ask about batches of base, draw, real, memory or simulate before rewriting them.`,
    );
  }

  /** What the examples that the strategy rewrote count as: what they were, or the real ones that it was shown. */
  #settled(origins: Int32Array): Int32Array {
    const takesOwn = this.#takesOwn && origins.some((origin) => sourceOf(origin) < 0);
    if (!takesOwn && !origins.some(isUnsettled)) return origins;
    const own = takesOwn ? this.#origins.idOf(OUTSIDE) : -1;
    return origins.map((origin) => {
      if (sourceOf(origin) < 0) return own;
      if (!isUnsettled(origin)) return origin;
      const wasReal = this.#origins.get(origin).kind === 'real';
      return settledAs(wasReal || this.#shown === null ? origin : this.#shown);
    });
  }
}
