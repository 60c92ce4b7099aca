/** Whether compiled kernels have WebAssembly's bits on this machine, looked at once for each file, processor and Node. */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { threadId } from 'node:worker_threads';
import { openAddon } from './addon.ts';
import { firstDifference, type Opened } from './agreement.ts';

/** Shapes for each kernel, half of them with infinities and the like: a tenth of a second. */
const TIMES = 8;
const SIZE = 70;

/** @returns why the file can't be used, or null */
export function selfTest(file: string, webAssembly: Opened): string | null {
  const processor = [cpus()[0]?.model ?? '', process.arch, process.version].join('\n');
  const verdict = `${file}.${createHash('sha256').update(processor).digest('hex').slice(0, 16)}.json`;
  const known = readVerdict(verdict);
  if (known !== undefined) return known;
  const fault = look(file, webAssembly);
  try {
    const made = `${verdict}.${process.pid}.${threadId}`;
    writeFileSync(made, JSON.stringify({ fault }));
    renameSync(made, verdict);
  } catch {
    // It is looked at again next time.
  }
  return fault;
}

function look(file: string, webAssembly: Opened): string | null {
  try {
    const options = { path: 'native/self-test', times: TIMES, size: SIZE };
    const difference = firstDifference(webAssembly, (memory) => openAddon(file, memory), options);
    return difference && `it does not compute what WebAssembly does: ${difference}`;
  } catch (error) {
    return `it does not load: ${(error as Error).message.split('\n')[0]}`;
  }
}

function readVerdict(file: string): string | null | undefined {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { fault: string | null }).fault;
  } catch {
    return undefined;
  }
}
