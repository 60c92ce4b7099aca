/** The system's C compiler. */
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

/** Looked for in this order where `CC` names none. */
const NAMES = ['cc', 'gcc', 'clang'];

export interface Compiler {
  readonly command: string;
  /** Words of `CC` behind its first. */
  readonly args: readonly string[];
  /** Changes with the program: its file's place, size and time. */
  readonly identity: string;
}

/** @returns the compiler, or why there is none */
export function findCompiler({ CC, PATH = '' }: NodeJS.ProcessEnv): Compiler | string {
  const [named, ...args] = CC?.trim().split(/\s+/) ?? [];
  const names = named ? [named] : NAMES;
  for (const name of names) {
    const command = findProgram(name, PATH);
    if (command === null) continue;
    const real = realpathSync(command);
    const { size, mtimeMs } = statSync(real);
    return { command, args, identity: [real, size, mtimeMs, ...args].join(' ') };
  }
  return `no C compiler: ${named ? `CC names ${named}, which is no program` : `none of ${NAMES.join(', ')} is`} on the PATH`;
}

function findProgram(name: string, searched: string): string | null {
  const places = name.includes(path.sep)
    ? [name]
    : searched.split(path.delimiter).map((folder) => path.join(folder, name));
  for (const place of places) {
    try {
      accessSync(place, constants.X_OK);
      if (statSync(place).isFile()) return place;
    } catch {
      // Not here.
    }
  }
  return null;
}
