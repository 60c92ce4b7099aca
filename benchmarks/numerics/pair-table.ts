/** Numbers pairs of non-negative integers by first appearance: the building block of n-gram tables, exact and flat in memory. */

export class PairTable {
  /** Pair id is (first[id], second[id]); only the first `size` entries count. */
  first: Int32Array;
  second: Int32Array;
  size = 0;
  /** Id + 1 of the pair in each slot, 0 where empty (open addressing, linear probing, at most half full). */
  #slots: Int32Array;
  #mask: number;

  /** @param capacity the number of different pairs expected; the table grows beyond */
  constructor(capacity: number) {
    let slots = 16;
    while (slots < 2 * capacity) slots *= 2;
    this.#slots = new Int32Array(slots);
    this.#mask = slots - 1;
    this.first = new Int32Array(slots / 2);
    this.second = new Int32Array(slots / 2);
  }

  /** Returns the id of a pair, or −1 where it was never added. */
  find(a: number, b: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    for (let slot = hashOf(a, b) & mask; ; slot = (slot + 1) & mask) {
      const id = (slots[slot] as number) - 1;
      if (id < 0 || (this.first[id] === a && this.second[id] === b)) return id;
    }
  }

  /** Returns the id of a pair, the next free one (`size` before the call) where it is new. */
  add(a: number, b: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    let slot = hashOf(a, b) & mask;
    for (;;) {
      const id = (slots[slot] as number) - 1;
      if (id < 0) break;
      if (this.first[id] === a && this.second[id] === b) return id;
      slot = (slot + 1) & mask;
    }
    if (this.size === this.first.length) {
      this.#grow();
      return this.add(a, b);
    }
    const id = this.size++;
    this.first[id] = a;
    this.second[id] = b;
    slots[slot] = id + 1;
    return id;
  }

  /** Renumbers so that pairs with equal `first` are contiguous, in order of `first`; returns the new id of each old id. */
  groupByFirst(firsts: number): { readonly starts: Int32Array; readonly newIds: Int32Array } {
    const { size, first, second } = this;
    const starts = new Int32Array(firsts + 1);
    for (let id = 0; id < size; id++) (starts[(first[id] as number) + 1] as number)++;
    for (let a = 0; a < firsts; a++) starts[a + 1] = (starts[a + 1] as number) + (starts[a] as number);
    const next = starts.slice();
    const newIds = new Int32Array(size);
    const newFirst = new Int32Array(size);
    const newSecond = new Int32Array(size);
    for (let id = 0; id < size; id++) {
      const a = first[id] as number;
      const to = next[a] as number;
      next[a] = to + 1;
      newIds[id] = to;
      newFirst[to] = a;
      newSecond[to] = second[id] as number;
    }
    const slots = this.#slots;
    for (let slot = 0; slot < slots.length; slot++) {
      const id = (slots[slot] as number) - 1;
      if (id >= 0) slots[slot] = (newIds[id] as number) + 1;
    }
    this.first = newFirst;
    this.second = newSecond;
    return { starts, newIds };
  }

  #grow(): void {
    const { first, second, size } = this;
    const slots = new Int32Array(2 * this.#slots.length);
    this.#slots = slots;
    this.#mask = slots.length - 1;
    this.first = new Int32Array(slots.length / 2);
    this.second = new Int32Array(slots.length / 2);
    this.size = 0;
    for (let id = 0; id < size; id++) this.add(first[id] as number, second[id] as number);
  }
}

/** Mixes two integers into 32 bits (multiplicative hashing with the finaliser of MurmurHash3). */
function hashOf(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  return hash ^ (hash >>> 15);
}
