/** The command line in this process: its exit code and what it prints, where the process itself isn't what is tested. */
import { vi } from 'vitest';
import { main } from '#benchmarks/cli/main.ts';

export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const STREAMS = ['stdout', 'stderr'] as const;

/** Runs something with the process's own streams and returns what went to them. */
export async function printed(work: () => number | Promise<number>): Promise<Printed> {
  const texts = { stdout: '', stderr: '' };
  const listeners = STREAMS.map((name) => process[name].listeners('error'));
  for (const name of STREAMS) {
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
    // A command line guards its streams for the rest of its process, which here goes on.
    for (const [index, name] of STREAMS.entries())
      for (const listener of process[name].listeners('error'))
        if (!listeners[index]?.includes(listener)) process[name].off('error', listener as () => void);
  }
}

/** Runs a command line, as `npx heirloom` does in a process of its own. */
export const heirloomHere = (args: readonly string[]): Promise<Printed> => printed(() => main(args));
