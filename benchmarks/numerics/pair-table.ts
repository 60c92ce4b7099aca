/** Numbers pairs of non-negative integers by first appearance: the building block of n-gram tables, exact and flat in memory. */

export class PairTable {
  size = 0;
  /** Pair id is (pairs[2 id], pairs[2 id + 1]): side by side, because a look-up reads both. */
  #pairs: Int32Array;
  /** Id + 1 of the pair in each slot, 0 where empty (open addressing, linear probing, at most half full). */
  #slots: Int32Array;

  /** @param capacity the number of different pairs expected; the table grows beyond */
  constructor(capacity: number) {
    let slots = 16;
    while (slots < 2 * capacity) slots *= 2;
    this.#slots = new Int32Array(slots);
    this.#pairs = new Int32Array(slots);
  }

  /** The second number of a pair. */
  second(id: number): number {
    return this.#pairs[2 * id + 1] as number;
  }

  /** Returns the id of a pair, or −1 where it was never added. */
  find(a: number, b: number): number {
    return (this.#slots[this.#slotOf(a, b)] as number) - 1;
  }

  /** Returns the id of a pair, the next free one (`size` before the call) where it is new. */
  add(a: number, b: number): number {
    const slot = this.#slotOf(a, b);
    const known = (this.#slots[slot] as number) - 1;
    if (known >= 0) return known;
    if (2 * this.size === this.#pairs.length) {
      this.#grow();
      return this.add(a, b);
    }
    const id = this.size++;
    this.#pairs[2 * id] = a;
    this.#pairs[2 * id + 1] = b;
    this.#slots[slot] = id + 1;
    return id;
  }

  /** Renumbers so that pairs with equal `first` are contiguous, in order of `first`; returns the new id of each old id. */
  groupByFirst(firsts: number): { readonly starts: Int32Array; readonly newIds: Int32Array } {
    const pairs = this.#pairs;
    const starts = new Int32Array(firsts + 1);
    for (let id = 0; id < this.size; id++) (starts[(pairs[2 * id] as number) + 1] as number)++;
    for (let a = 0; a < firsts; a++) starts[a + 1] = (starts[a + 1] as number) + (starts[a] as number);
    const next = starts.slice();
    const newIds = new Int32Array(this.size);
    const newPairs = new Int32Array(pairs.length);
    for (let id = 0; id < this.size; id++) {
      const a = pairs[2 * id] as number;
      const to = next[a] as number;
      next[a] = to + 1;
      newIds[id] = to;
      newPairs[2 * to] = a;
      newPairs[2 * to + 1] = pairs[2 * id + 1] as number;
    }
    const slots = this.#slots;
    for (let slot = 0; slot < slots.length; slot++) {
      const id = (slots[slot] as number) - 1;
      if (id >= 0) slots[slot] = (newIds[id] as number) + 1;
    }
    this.#pairs = newPairs;
    return { starts, newIds };
  }

  /** The slot of a pair, or the empty one where it would be. */
  #slotOf(a: number, b: number): number {
    const slots = this.#slots;
    const pairs = this.#pairs;
    const mask = slots.length - 1;
    for (let slot = hashOf(a, b) & mask; ; slot = (slot + 1) & mask) {
      const at = 2 * ((slots[slot] as number) - 1);
      if (at < 0 || (pairs[at] === a && pairs[at + 1] === b)) return slot;
    }
  }

  #grow(): void {
    const pairs = new Int32Array(2 * this.#pairs.length);
    pairs.set(this.#pairs);
    this.#pairs = pairs;
    const slots = new Int32Array(pairs.length);
    const mask = slots.length - 1;
    for (let id = 0; id < this.size; id++) {
      let slot = hashOf(pairs[2 * id] as number, pairs[2 * id + 1] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
  }
}

/** Mixes two integers into 32 bits (multiplicative hashing with the finaliser of MurmurHash3). */
function hashOf(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  return hash ^ (hash >>> 15);
}
