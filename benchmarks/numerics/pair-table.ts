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

  /** The pairs (h, seconds[i]) for i in starts[h]…starts[h+1]), all different, numbered by i. */
  static ofGroups(starts: Int32Array, seconds: Int32Array): PairTable {
    const table = new PairTable(seconds.length);
    for (let first = 0; first + 1 < starts.length; first++) {
      for (let id = starts[first] as number; id < (starts[first + 1] as number); id++) {
        table.#pairs[2 * id] = first;
        table.#pairs[2 * id + 1] = seconds[id] as number;
      }
    }
    table.size = seconds.length;
    fillSlots(table.#slots, table.#pairs, table.size);
    return table;
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
    this.#slots = new Int32Array(pairs.length);
    fillSlots(this.#slots, pairs, this.size);
  }
}

/** Enters the first `size` pairs, all different, into empty slots. */
function fillSlots(slots: Int32Array, pairs: Int32Array, size: number): void {
  const mask = slots.length - 1;
  for (let id = 0; id < size; id++) {
    let slot = hashOf(pairs[2 * id] as number, pairs[2 * id + 1] as number) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = id + 1;
  }
}

/** Mixes two integers into 32 bits (multiplicative hashing with the finaliser of MurmurHash3). */
function hashOf(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  return hash ^ (hash >>> 15);
}
