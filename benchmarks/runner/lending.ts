/**
 * What one strategy is lent in a generation, and what it gives back. Lent batches show copies, so that nothing it writes
 * into their arrays reaches what the harness trains on or keeps.
 *
 * Origins follow examples, but a strategy that rewrites samples could write real examples over them. From its content alone
 * that cannot be told (a copy may be moved by a hair), so what it rewrites after it was shown real examples counts as real. What else
 * it writes may be what its code knows of the world; from suite 0.3 on that is of unknown source.
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

/** What becomes of examples that are a strategy's own. */
interface OwnExamples {
  /** Whether examples without an origin are taken, as ones of unknown source; else they are refused. */
  readonly takesOwn: boolean;
  /** Whether what a strategy writes over samples is its own, too; else it counts as the samples that it was. */
  readonly writtenIsOwn: boolean;
}

export class Lending {
  readonly #origins: OriginTable;
  readonly #own: OwnExamples;
  #shown: number | null;
  #kept: Held = NOTHING_HELD;

  constructor(origins: OriginTable, held: Held, own: OwnExamples) {
    this.#origins = origins;
    this.#own = own;
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
    requireBatch(batch);
    const { data, weights } = contentsOf(batch);
    return withOrigins(Batch.of(data, weights), this.#settled(originsOf(batch)));
  }

  /** The same, of examples as they were drawn. @throws run-failed for an example that the strategy made or rewrote */
  receiveDrawn(batch: Batch, asked: keyof typeof WHY_DRAWN): Batch {
    requireBatch(batch);
    const at = originsOf(batch).findIndex(
      (origin) => sourceOf(origin) < 0 || isRewritten(origin) || this.#origins.get(origin).kind === 'outside',
    );
    if (at < 0) return this.receive(batch);
    throw new HeirloomError(
      'run-failed',
      `A strategy asked for ${asked} of an example that was not drawn through the harness (example ${at} of ${batch.count}); ${WHY_DRAWN[asked]}. Ask about batches of base, draw, real, memory or simulate before rewriting them.`,
    );
  }

  /**
   * What the examples that the strategy made or rewrote count as: what they were, the real ones that it was shown, or of unknown source.
   * @throws run-failed for what it wrote over samples where that is its own and isn't taken
   */
  #settled(origins: Int32Array): Int32Array {
    if (!origins.some((origin) => sourceOf(origin) < 0 || isUnsettled(origin))) return origins;
    return origins.map((origin, at) => {
      if (sourceOf(origin) < 0) return this.#own.takesOwn ? this.#origins.idOf(OUTSIDE) : origin;
      if (!isUnsettled(origin)) return origin;
      if (this.#origins.get(origin).kind === 'real') return settledAs(origin);
      if (this.#shown !== null) return settledAs(this.#shown);
      if (!this.#own.writtenIsOwn) return settledAs(origin);
      if (this.#own.takesOwn) return settledAs(this.#origins.idOf(OUTSIDE));
      throw new HeirloomError(
        'run-failed',
        `A strategy wrote over samples (withData; example ${at} of ${origins.length}). On this benchmark that is data of unknown source: choose and weight samples instead, or let the card’s regime say external: 'other-data', which makes the division open.`,
      );
    });
  }
}

/** Of what a strategy may ask only about drawn examples, and why. */
const WHY_DRAWN = {
  'the log-density': 'densities at chosen points would tell a model’s parameters',
  'the outside check': 'answers at chosen points would tell the real distribution',
} as const;

/** @throws run-failed for anything else */
function requireBatch(batch: unknown): asserts batch is Batch {
  if (Batch.isBatch(batch)) return;
  const received = batch === null ? 'null' : typeof batch;
  throw new HeirloomError(
    'run-failed',
    `A strategy handed over no Batch (received: ${received}); return a batch made from those that its hook was given.`,
  );
}
