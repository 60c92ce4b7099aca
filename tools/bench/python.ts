/** Peers in Python that answer with numbers, line by line. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** Slower kernels are set on machines where old ones compute wrong results; a benchmark wants the best that works. */
const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...environment } = process.env;
export const PYTHON_ENVIRONMENT = environment;

/** The commands among these under which the module can be imported. */
export function pythonsWith(module: string, commands: readonly string[]): string[] {
  return commands.filter(
    (command) => spawnSync(command, ['-c', `import ${module}`], { env: environment }).status === 0,
  );
}

export interface Peer<About> {
  readonly about: About;
  /** The number that a line is answered with. */
  readonly ask: (line: string) => Promise<number>;
  readonly close: () => void;
}

const NUMBER = z.number();

/** A process whose first line tells what it is, in JSON, and which answers every line with a number. @param schema of the first line */
export async function openPython<About>(
  command: string,
  args: readonly string[],
  schema: z.ZodType<About>,
): Promise<Peer<About>> {
  const child = spawn(command, args, { env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('The Python process ended early; see above.');
    return JSON.parse(value);
  };
  await once(child, 'spawn');
  return {
    about: schema.parse(await next()),
    async ask(line) {
      child.stdin.write(`${line}\n`);
      return NUMBER.parse(await next());
    },
    close: () => void child.kill(),
  };
}
