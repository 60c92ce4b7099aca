/** The command line in this process: its exit code and what it prints, where the process itself isn't what is tested. */
import { vi } from 'vitest';
import { main } from '#benchmarks/cli/main.ts';

export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs something with the process's own streams and returns what went to them. */
export async function printed(work: () => number | Promise<number>): Promise<Printed> {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation(((text: string | Uint8Array, ...rest: unknown[]) => {
      texts[name] += String(text);
      const done = rest.at(-1);
      if (typeof done === 'function') done();
      return true;
    }) as typeof process.stdout.write);
  }
  try {
    return { code: await work(), ...texts };
  } finally {
    vi.restoreAllMocks();
  }
}

/** Runs a command line, as `npx heirloom` does in a process of its own. */
export const heirloomHere = (args: readonly string[]): Promise<Printed> => printed(() => main(args));
