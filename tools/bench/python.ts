/** Peers in Python that answer with numbers, line by line. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** Slower kernels are set on machines where old ones compute wrong results; a benchmark wants the best that works. */
const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...environment } = process.env;
export const PYTHON_ENVIRONMENT = environment;

/** Pythons of this machine: the one that HEIRLOOM_PYTHON names, that of the PATH, and Debian's. */
const COMMANDS = [process.env.HEIRLOOM_PYTHON ?? '', 'python3', '/usr/bin/python3'].filter((command) => command !== '');

/** Those of them under which the module can be imported, each once. */
export function pythonsWith(module: string): string[] {
  const found = new Map<string, string>();
  for (const command of COMMANDS) {
    const code = `import sys, ${module}; print(sys.executable)`;
    const { status, stdout } = spawnSync(command, ['-c', code], { env: environment, encoding: 'utf8' });
    if (status === 0 && !found.has(stdout)) found.set(stdout, command);
  }
  return [...found.values()];
}

/** What to do where none has it. @param packages as pip names them */
export const noPython = (module: string, packages = module): string =>
  `  no ${module} to compare with (looked with ${COMMANDS.join(', ')}): python3 -m venv peers && peers/bin/pip install ${packages}, then HEIRLOOM_PYTHON=peers/bin/python3`;

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
