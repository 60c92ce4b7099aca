/**
 * Derived random streams. There is no global generator: a stream is named by a path, and its state is the SHA-256 of that
 * path, so a new consumer never shifts another's draws.
 *
 * Whoever is handed a stream can draw from it and derive streams below it, and no others: from the path of one stream that of
 * the real data could be guessed, so the path is not to be read from a stream, nor a stream's constructor reached from it.
 */
import { createHash } from 'node:crypto';
import { Draws } from './draws.ts';

/** Read a stream's path and state; set where the class is, which alone can. */
let readPath: (stream: Stream) => string;
let readState: (stream: Stream) => readonly number[];

export class Stream extends Draws {
  readonly #path: string;
  readonly #state: readonly number[];

  static {
    readPath = (stream) => stream.#path;
    readState = (stream) => stream.#state;
  }

  constructor(path: string) {
    const state = stateAt(path);
    super(state);
    this.#path = path;
    this.#state = state;
  }

  /** A stream of its own, independent of how much was drawn from this one: `rng.child('seed/7/gen/3/sample')`. */
  child(path: string): Stream {
    return new Stream(`${this.#path}/${path}`);
  }
}

// Strategies hold streams of the same class as the harness: neither it nor its methods are theirs to take or to change.
Object.defineProperty(Stream.prototype, 'constructor', { value: Object });
Object.freeze(Stream.prototype);

/** Four 32-bit integers: the state of the stream with this path, before its first draw. The path can't be told from it. */
function stateAt(path: string): readonly number[] {
  const hash = createHash('sha256').update(path).digest();
  return [0, 4, 8, 12].map((offset) => hash.readInt32LE(offset));
}

/** The path that names a stream: for those who made it and for tests. */
export const pathOf = (stream: Stream): string => readPath(stream);

/** A stream's state before its first draw, for those who made it. */
export const stateOf = (stream: Stream): readonly number[] => readState(stream);
