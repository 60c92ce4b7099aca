/** Numbers words by first appearance, without making a string of every occurrence. */

const SLOTS = 1 << 17;
const CURLY_APOSTROPHE = 0x2019;
const APOSTROPHE = 39;

export class WordTable {
  /** The words by id, lower-cased. */
  readonly words: string[] = [];
  /** Id + 1 of the word in each slot, 0 where empty (open addressing, linear probing). */
  readonly #slots = new Int32Array(SLOTS);
  /** Word id's letters are letters[starts[id]…starts[id + 1]). */
  #letters = new Uint8Array(1 << 19);
  readonly #starts = new Int32Array(SLOTS / 2 + 1);

  /**
   * Returns the id of the word codes[from…to), made of ASCII letters of either case and apostrophes.
   * @throws RangeError where there are too many words
   */
  idOf(codes: Uint16Array, from: number, to: number): number {
    const slots = this.#slots;
    const letters = this.#letters;
    const starts = this.#starts;
    const length = to - from;
    // FNV-1a.
    let hash = length;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ fold(codes[i] as number), 16777619);
    let slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    for (;;) {
      const id = (slots[slot] as number) - 1;
      if (id < 0) return this.#add(slot, codes.subarray(from, to));
      const start = starts[id] as number;
      if ((starts[id + 1] as number) - start === length) {
        let i = 0;
        while (i < length && letters[start + i] === fold(codes[from + i] as number)) i++;
        if (i === length) return id;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
  }

  #add(slot: number, spelling: Uint16Array): number {
    const id = this.words.length;
    const start = this.#starts[id] as number;
    const end = start + spelling.length;
    if (id >= SLOTS / 2 || end > this.#letters.length) throw new RangeError(`More than ${id} different words.`);
    for (let i = 0; i < spelling.length; i++) this.#letters[start + i] = fold(spelling[i] as number);
    this.#starts[id + 1] = end;
    this.#slots[slot] = id + 1;
    this.words.push(String.fromCharCode(...this.#letters.subarray(start, end)));
    return id;
  }
}

/** Lower-cases an ASCII letter and straightens an apostrophe (which the bit of lower case leaves as it is). */
function fold(code: number): number {
  return code === CURLY_APOSTROPHE ? APOSTROPHE : code | 32;
}
