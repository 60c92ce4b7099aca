/** The command line in this process: its exit code and what it prints, where the process itself isn't what is tested. */
import { vi } from 'vitest';
import { main } from '#benchmarks/cli/main.ts';

const STREAMS = [process.stdout, process.stderr] as const;

export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs something with the process's own streams and returns what went to them. */
export async function printed(work: () => number | Promise<number>): Promise<Printed> {
  const texts = { stdout: '', stderr: '' };
  const listeners = STREAMS.map((stream) => stream.listeners('error'));
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
    // A command line looks after the streams for as long as its process lives, and this one has many.
    STREAMS.forEach((stream, index) => {
      for (const listener of stream.listeners('error'))
        if (!listeners[index]?.includes(listener)) stream.off('error', listener as () => void);
    });
  }
}

/** Runs a command line, as `npx heirloom` does in a process of its own. */
export const heirloomHere = (args: readonly string[]): Promise<Printed> => printed(() => main(args));
