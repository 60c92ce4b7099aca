/** Peers in Python that answer with numbers, line by line. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Slower kernels are set on machines where old ones compute wrong results; a benchmark wants the best that works. */
const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...environment } = process.env;
export const PYTHON_ENVIRONMENT = environment;

/** The commands among these under which the module can be imported. */
export function pythonsWith(module, commands) {
  return commands.filter(
    (command) => spawnSync(command, ['-c', `import ${module}`], { env: environment }).status === 0,
  );
}

/** A process whose first line tells what it is, in JSON, and which answers every line with a number. */
export async function openPython(command, args) {
  const child = spawn(command, args, { env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('The Python process ended early; see above.');
    return JSON.parse(value);
  };
  await once(child, 'spawn');
  return {
    about: await next(),
    ask(line) {
      child.stdin.write(`${line}\n`);
      return next();
    },
    close: () => child.kill(),
  };
}
