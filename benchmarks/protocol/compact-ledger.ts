/**
 * A run's ledger as the database and light results hold it. Most seeds consume the same, generation by generation, so each distinct entry
 * is kept once: 200 seeds × 51 generations of `replace` are 2 entries and one row of indices instead of 10,200 entries.
 */
import type { LedgerEntry } from './ledger.ts';
import { isEntry2, type Ledger2 } from './ledger-2.ts';

/** An entry without what differs between otherwise equal generations. */
type LedgerKind = Omit<LedgerEntry, 'generation' | 'epochs'> & {
  readonly [Name in Exclude<keyof Ledger2, 'updates'>]?: Ledger2[Name] | undefined;
};

interface LedgerRow {
  /** `[generation]` → index into `kinds`. */
  readonly kinds: number[];
  readonly epochs: number[];
  /** Only of protocols that count them. */
  readonly updates?: number[] | undefined;
}

export interface CompactLedger {
  readonly kinds: LedgerKind[];
  /** The distinct rows; generations count from 0. */
  readonly rows: LedgerRow[];
  /** `[seedIndex]` → index into `rows`. */
  readonly seeds: number[];
}

/** Compacts `[seedIndex][generation]`; entry g of a seed is generation g, as the bundle checker has made sure. */
export function compactLedger(ledger: readonly (readonly LedgerEntry[])[]): CompactLedger {
  const kinds = new Numbered<LedgerKind>();
  const rows = new Numbered<LedgerRow>();
  const seeds = ledger.map((entries) =>
    rows.number({
      kinds: entries.map((entry) => kinds.number(kindOf(entry))),
      epochs: entries.map((entry) => entry.epochs),
      ...(entries.some(isEntry2) && { updates: entries.filter(isEntry2).map(({ updates }) => updates) }),
    }),
  );
  return { kinds: kinds.items, rows: rows.items, seeds };
}

function kindOf({ generation: _, epochs: __, updates: ___, ...kind }: LedgerEntry & Partial<Ledger2>): LedgerKind {
  return kind;
}

/** Restores `[seedIndex][generation]`: the inverse of compactLedger. Equal entries share their objects. */
export function expandLedger({ kinds, rows, seeds }: CompactLedger): LedgerEntry[][] {
  const expanded = rows.map((row) =>
    row.kinds.map((kindIndex, generation): LedgerEntry => {
      const kind = kinds[kindIndex];
      const epochs = row.epochs[generation];
      if (!kind || epochs === undefined)
        throw new RangeError(`compact ledger has no kind ${kindIndex} or no epochs at generation ${generation}`);
      const updates = row.updates?.[generation];
      if (row.updates && updates === undefined)
        throw new RangeError(`compact ledger has no updates at generation ${generation}`);
      return { generation, ...kind, epochs, ...(updates !== undefined && { updates }) };
    }),
  );
  return seeds.map((rowIndex) => {
    const row = expanded[rowIndex];
    if (!row) throw new RangeError(`compact ledger has no row ${rowIndex}`);
    return row;
  });
}

/** Gives equal values (as JSON) the same number, in order of first appearance. */
class Numbered<T> {
  readonly items: T[] = [];
  readonly #numbers = new Map<string, number>();

  number(item: T): number {
    const key = JSON.stringify(item);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.items.length);
    return this.items.push(item) - 1;
  }
}
