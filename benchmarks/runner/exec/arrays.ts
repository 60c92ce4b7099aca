/** Arrays and texts through the scratch folder. Files of the process are looked at before they are read, and removed after. */
import { closeSync, constants, fstatSync, openSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'npyjs';
import { lengthFault, type NumberHeader, readHeader, readValues } from '../../bundle/npy.ts';
import { ExecFault } from './fault.ts';

/** Largest file that is taken from a process, in bytes. */
const MAX_FILE = 2_147_483_648;

/** What the harness has of a `.npy` file. */
export interface Matrix {
  readonly shape: readonly number[];
  readonly values: Float64Array | Int32Array | Uint8Array;
  readonly kind: 'float' | 'integer' | 'bool';
}

export class Scratch {
  readonly #folder: string;
  /** Those of the harness, with what they hold: named by the process, they need not be read. */
  readonly #written = new Map<string, Matrix | null>();
  #next = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Writes an array and returns its file's name. `values` `[shape[0], …]` in C order; float64, int32 or uint8. */
  writeArray(values: Float64Array | Int32Array | Uint8Array, shape: readonly number[]): string {
    const kind = values instanceof Float64Array ? 'float' : 'integer';
    return this.#write('npy', new Uint8Array(dump(values, [...shape])), { shape, values, kind });
  }

  /** Writes one JSON text a line. */
  writeTexts(texts: readonly string[]): string {
    return this.#write('jsonl', texts.map((text) => `${JSON.stringify(text)}\n`).join(''), null);
  }

  /** Removes what was written so far: batches of an earlier generation are no longer lent. */
  clear(): void {
    for (const name of this.#written.keys()) this.#remove(name);
    this.#written.clear();
  }

  /** An array that the process wrote, and wrote for this one use. @throws ExecFault where it is none of real numbers */
  readArray(name: string): Matrix {
    const own = this.#written.get(name);
    if (own) return own;
    const bytes = this.#readFile(name);
    const header = readHeader(bytes);
    if (typeof header === 'string') throw new ExecFault(`It named ${name}: ${header}.`);
    if (header.type.kind === 'other')
      throw new ExecFault(`It named ${name}, which holds ${header.type.what}; expected real numbers.`);
    const numbers = header as NumberHeader;
    const fault = lengthFault(numbers, bytes);
    if (fault !== null) throw new ExecFault(`It named ${name}: ${fault}.`);
    return {
      shape: numbers.shape,
      kind: numbers.type.kind,
      values: plainDoubles(bytes, numbers) ?? readValues(bytes, numbers),
    };
  }

  #write(extension: string, content: string | Uint8Array, held: Matrix | null): string {
    const name = `h-${this.#next++}.${extension}`;
    writeFileSync(join(this.#folder, name), content);
    this.#written.set(name, held);
    return name;
  }

  /** Whoever got it may have removed it. */
  #remove(name: string): void {
    try {
      unlinkSync(join(this.#folder, name));
    } catch {
      // It is gone.
    }
  }

  #readFile(name: string): Buffer {
    const path = join(this.#folder, name);
    let file: number;
    try {
      // Not through a link, and not waiting for whoever writes into a pipe.
      file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    } catch {
      throw new ExecFault(`It named the file ${name}; no such file is in the scratch folder.`);
    }
    try {
      const stat = fstatSync(file);
      if (!stat.isFile()) throw new ExecFault(`It named ${name}, which is no plain file.`);
      if (stat.size > MAX_FILE)
        throw new ExecFault(`It named ${name} of ${stat.size} bytes; expected at most ${MAX_FILE}.`);
      return readFileSync(file);
    } finally {
      closeSync(file);
      // What the harness wrote for the process stays: it may be named again.
      if (!this.#written.has(name)) this.#remove(name);
    }
  }
}

/** Doubles as nearly everybody writes them, at once. */
function plainDoubles(bytes: Buffer, { type, isFortran, isLittle, offset, shape }: NumberHeader): Float64Array | null {
  if (type.name !== 'float64' || !isLittle || (isFortran && shape.length > 1)) return null;
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset + offset, bytes.byteOffset + bytes.length));
}
