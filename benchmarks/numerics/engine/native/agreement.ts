/** Whether two builds of the kernels compute the same bits: each kernel on odd shapes, in a memory of its own, compared byte for byte. */
import { Stream } from '../../stream.ts';
import type { Exports } from '../wasm/kernels.ts';
import { type Arguments, CASES } from './cases.ts';

/** 64 KiB each: what the cases and a product's scratch need. */
const PAGES = 80;
/** Scratch differs from build to build and is not compared. */
const SCRATCH = 3 << 20;
const FIRST = 1024;

/** What the kernels of a build are opened with. */
export type Opened = (memory: WebAssembly.Memory) => Exports;

export interface AgreementOptions {
  /** Names the shapes and values that are drawn. */
  readonly path: string;
  /** Shapes for each kernel. */
  readonly times: number;
  /** Largest number of rows, columns and the like. */
  readonly size: number;
}

/**
 * The first difference in words, or null where there is none. Half of the values are of the size that training has, among the others are
 * infinities, subnormal numbers, zeros of both signs and NaN. A NaN equals any other: WebAssembly leaves its sign and payload open.
 */
export function firstDifference(one: Opened, other: Opened, { path, times, size }: AgreementOptions): string | null {
  const [mine, theirs] = [one, other].map((open) => {
    const memory = new WebAssembly.Memory({ initial: PAGES });
    return { memory, kernels: open(memory) };
  }) as [Side, Side];
  const words = [mine, theirs].map(({ memory }) => new Int32Array(memory.buffer)) as [Int32Array, Int32Array];
  for (const kernel of Object.keys(CASES) as (keyof typeof CASES)[]) {
    for (let time = 0; time < times; time++) {
      const draw = new Draw(new Stream(`${path}/${kernel}/${time}`), mine.memory, size, time % 2 === 1);
      const args = CASES[kernel](draw);
      words[1].set(words[0].subarray(0, draw.end >> 2));
      const answers = [mine, theirs].map(({ kernels }) => kernels[kernel](...args)) as [number, number];
      const place = differentWord(words, draw.end >> 2);
      const wrong = place !== null ? `at byte ${4 * place}` : !sameNumber(answers) ? 'in what it returns' : null;
      if (wrong !== null) return `${kernel}(${args.join(', ')}) differs ${wrong} (${path}/${kernel}/${time})`;
    }
  }
  return null;
}

interface Side {
  readonly memory: WebAssembly.Memory;
  readonly kernels: Exports;
}

function sameNumber([one, other]: readonly [number, number]): boolean {
  return Object.is(one ?? 0, other ?? 0);
}

function differentWord([one, other]: readonly [Int32Array, Int32Array], count: number): number | null {
  for (let i = 0; i < count; i++) {
    if (one[i] !== other[i] && !(isNotANumber(one[i] as number) && isNotANumber(other[i] as number))) return i;
  }
  return null;
}

function isNotANumber(bits: number): boolean {
  return (bits & 0x7fffffff) > 0x7f800000;
}

const SPECIAL = [
  ...[0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN],
  ...[1e-40, -1e-40, 1.4e-45, 1.17549435e-38, 9e-36, -1.1e-35, 3.4028234e38, -3.4028234e38, 88, -87.3, 1, -1],
];

/** Draws a kernel's arguments and lays them into a memory. */
class Draw implements Arguments {
  readonly scratch = SCRATCH;
  readonly size: number;
  readonly #stream: Stream;
  readonly #memory: WebAssembly.Memory;
  readonly #special: boolean;
  /** Where free memory begins. */
  end = FIRST;

  constructor(stream: Stream, memory: WebAssembly.Memory, size: number, special: boolean) {
    this.#stream = stream;
    this.#memory = memory;
    this.size = size;
    this.#special = special;
  }

  readonly upTo = (most: number): number => {
    return 1 + this.#stream.int(most);
  };

  readonly flag = (): number => {
    return this.#stream.int(2);
  };

  readonly floats = (count: number): number => {
    const address = this.#take(count);
    const values = new Float32Array(this.#memory.buffer, address, count);
    // Few in a row, so that sums show more than that one is there.
    const rate = this.#special ? this.#stream.uniform() / 16 : 0;
    for (let i = 0; i < count; i++) {
      const size = Math.exp(3 * (this.#stream.uniform() - 0.5));
      values[i] =
        this.#stream.uniform() < rate
          ? (SPECIAL[this.#stream.int(SPECIAL.length)] as number)
          : (this.#stream.uniform() - 0.5) * 4 * size;
    }
    return address;
  };

  readonly ids = (count: number, below: number): number => {
    const address = this.#take(count);
    const values = new Int32Array(this.#memory.buffer, address, count);
    for (let i = 0; i < count; i++) values[i] = this.#stream.int(below);
    return address;
  };

  /** Somewhere at a float's address, and never the same distance from the one before. */
  #take(count: number): number {
    const address = this.end + 4 * this.#stream.int(8);
    this.end = address + 4 * count;
    if (this.end > SCRATCH) throw new RangeError(`The cases take more than ${SCRATCH} bytes.`);
    return address;
  }
}
