/** The meter: counts what one generation consumes, from the origins that the harness stamped on every example. */
import type { Batch } from '../numerics/batch.ts';
import { originsOf, sourceOf } from '../numerics/origins.ts';
import { HeirloomError } from '../protocol/errors.ts';
import {
  type LedgerEntry,
  MAIN_SOURCE,
  OUTSIDE_SOURCE,
  READS,
  type Read,
  SIMULATOR_SOURCE,
} from '../protocol/ledger.ts';
import type { Ledger2, SourceWeight } from '../protocol/ledger-2.ts';

/**
 * Where an example came from. For real data `generation` is when it was drawn, for samples which model drew it. What a strategy
 * outside this process made is of unknown source.
 */
export interface Origin {
  readonly kind: 'real' | 'model' | 'simulator' | 'outside';
  readonly source: string;
  readonly generation: number;
}

/** Numbers origins, so that a batch needs one integer an example. */
export class OriginTable {
  readonly #origins: Origin[] = [];
  readonly #ids = new Map<string, number>();

  idOf(origin: Origin): number {
    const key = `${origin.kind}/${origin.source}/${origin.generation}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#origins.push(origin);
    this.#ids.set(key, this.#origins.length - 1);
    return this.#origins.length - 1;
  }

  /** All origins, in the order of their ids. */
  list(): readonly Origin[] {
    return this.#origins;
  }

  /** @throws run-failed where the strategy made the example itself: every training example must come from the harness */
  get(id: number): Origin {
    const origin = this.#origins[sourceOf(id)];
    if (!origin) {
      throw new HeirloomError(
        'run-failed',
        'A strategy used examples that the harness did not give it; take, join, weight or rewrite (Batch.withData) those that it gave.',
      );
    }
    return origin;
  }

  /**
   * Units and training weight of a batch by origin; an example's weight counts once for each of its units.
   * @throws run-failed where the examples have no origin, or where a strategy joined its own, of impossible lengths, to them
   */
  tally(batch: Batch): readonly OriginShare[] {
    const { weights } = batch;
    const origins = originsOf(batch);
    // Indexed by id + 1, so that examples without origin are counted too and then refused by `get`.
    const units = new Float64Array(this.#origins.length + 1);
    const weight = weights === null ? units : new Float64Array(units.length);
    let total = 0;
    for (let i = 0; i < batch.count; i++) {
      const at = sourceOf(origins[i] as number) + 1;
      const size = batch.unitsOf(i);
      if (size < 0) throw impossible(`example ${i} with ${size} units`);
      total += size;
      units[at] = (units[at] as number) + size;
      if (weights === null) continue;
      const own = weights[i] as number;
      if (!(own >= 0 && own < Number.POSITIVE_INFINITY)) throw impossible(`example ${i} with the weight ${own}`);
      weight[at] = (weight[at] as number) + size * own;
    }
    if (total !== batch.units) throw impossible(`examples of ${total} units in data of ${batch.units}`);
    return Array.from(units, (count, at) => ({ id: at - 1, units: count, weight: weight[at] as number }))
      .filter((share) => share.units > 0)
      .map((share) => ({ ...share, origin: this.get(share.id) }));
  }
}

function impossible(what: string): HeirloomError {
  return new HeirloomError(
    'run-failed',
    `The meter received ${what}; expected examples as the harness gives them. A strategy joined a batch of its own making to them; take, join, weight or rewrite (Batch.withData) those that it was given.`,
  );
}

interface OriginShare {
  readonly origin: Origin;
  readonly units: number;
  readonly weight: number;
}

/** One generation's counters. */
export class Meter {
  readonly #generation: number;
  readonly #table: OriginTable;
  readonly #reads = new Set<Read>();
  readonly #synthetic = new Map<string, { source: string; generation: number; count: number }>();
  readonly #sourceWeights = new Map<string, SourceWeight>();
  /** Units of D0 that were shown; the same however often. */
  #originalShown = 0;
  /** Units of D0, and of fresh data of earlier generations, that memory held. */
  #originalHeld = 0;
  #freshHeld = 0;
  #realFresh = 0;
  #realRetained = 0;
  #weightShare = 0;
  #trainingSize = 0;
  sampled = 0;
  simulated = 0;
  verifierCalls = 0;
  teacherCalls = 0;
  densityCalls = 0;
  freshShown = 0;
  epochs = 0;
  updates = 0;
  poolSize = 0;

  constructor(generation: number, table: OriginTable) {
    this.#generation = generation;
    this.#table = table;
  }

  read(what: Read): void {
    this.#reads.add(what);
  }

  /** Meters that a strategy was shown D0, of so many units. */
  showOriginal(units: number): void {
    this.read('real-data');
    this.#originalShown = units;
  }

  /** Meters looking at a batch that a strategy kept. One without a unit may still be a message: how many there are. */
  recall(batch: Batch): void {
    if (batch.units === 0) this.read('older-samples');
    for (const { origin, units } of this.#table.tally(batch)) {
      this.#lookAt(origin);
      if (origin.kind !== 'real') continue;
      if (origin.generation === 0) this.#originalHeld += units;
      else this.#freshHeld += units;
    }
  }

  #lookAt(origin: Origin): void {
    if (origin.kind === 'real' && origin.generation < this.#generation) this.read('real-data');
    if (origin.kind === 'model' && origin.generation < this.#generation - 1) this.read('older-samples');
  }

  /** Meters the training set of one fit. */
  train(batch: Batch): void {
    let realWeight = 0;
    let totalWeight = 0;
    const tally = this.#table.tally(batch);
    for (const { origin, units, weight } of tally) {
      this.#trainingSize += units;
      totalWeight += weight;
      this.#lookAt(origin);
      if (origin.kind !== 'real') {
        this.#addSynthetic(origin, units);
        continue;
      }
      realWeight += weight;
      if (origin.generation === this.#generation) this.#realFresh += units;
      else this.#realRetained += units;
    }
    this.#weightShare = Math.max(this.#weightShare, totalWeight > 0 ? realWeight / totalWeight : 0);
    for (const share of tally) if (share.origin.kind !== 'real') this.#weigh(share, totalWeight, batch.units);
  }

  #weigh({ origin, units, weight }: OriginShare, totalWeight: number, totalUnits: number): void {
    const { source, generation } = partOf(origin);
    const key = `${source}/${generation}`;
    const own = { source, generation, weight: totalWeight > 0 ? weight / totalWeight : 0, count: units / totalUnits };
    const most = this.#sourceWeights.get(key);
    if (most === undefined || own.weight - own.count > most.weight - most.count) this.#sourceWeights.set(key, own);
  }

  #addSynthetic(origin: Origin, units: number): void {
    const { source, generation } = partOf(origin);
    const key = `${source}/${generation}`;
    const part = this.#synthetic.get(key) ?? { source, generation, count: 0 };
    part.count += units;
    this.#synthetic.set(key, part);
  }

  entry(): LedgerEntry {
    return {
      generation: this.#generation,
      realFresh: this.#realFresh,
      realRetained: this.#realRetained,
      synthetic: [...this.#synthetic.values()].sort(bySource),
      weightShare: this.#weightShare,
      trainingSize: this.#trainingSize,
      poolSize: this.poolSize,
      sampled: this.sampled,
      simulated: this.simulated,
      verifierCalls: this.verifierCalls,
      teacherCalls: this.teacherCalls,
      epochs: this.epochs,
      reads: READS.filter((read) => this.#reads.has(read)),
    };
  }

  /** What the ledger of suite 0.3 adds to an entry. */
  entry2(): Ledger2 {
    return {
      updates: this.updates,
      freshShown: this.freshShown,
      retainedShown: Math.max(this.#originalShown, this.#originalHeld) + this.#freshHeld,
      densityCalls: this.densityCalls,
      sourceWeights: [...this.#sourceWeights.values()].sort(bySource),
    };
  }
}

/** A synthetic origin as ledgers name it. */
function partOf({ kind, source, generation }: Origin): { readonly source: string; readonly generation: number } {
  if (kind === 'outside') return { source: OUTSIDE_SOURCE, generation };
  return { source: kind === 'simulator' ? SIMULATOR_SOURCE : source, generation };
}

/** The main learner first, then by name; older generations first. */
function bySource(a: { source: string; generation: number }, b: { source: string; generation: number }): number {
  if (a.source === b.source) return a.generation - b.generation;
  if (a.source === MAIN_SOURCE) return -1;
  if (b.source === MAIN_SOURCE) return 1;
  return a.source < b.source ? -1 : 1;
}
