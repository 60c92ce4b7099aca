/** How long answers take that should not depend on what else goes on: a thread of its own asks while some load lasts. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const LEAST_MS = 4_000;
const FILE = new URL('./probe-thread.mjs', import.meta.url);

/** Of one address: milliseconds, and how many. */
export interface Answers {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly answers: number;
  readonly failed: number;
}

export interface Probed {
  /** That the load lasted. */
  readonly seconds: number;
  /** By the name of the address. */
  readonly answers: Readonly<Record<string, Answers>>;
}

/** What the thread tells in the end. */
type Measured = Readonly<Record<string, { readonly ms: readonly number[]; readonly failed: number }>>;

/**
 * Runs a load, over again until it has lasted some seconds, and probes meanwhile.
 * @param addresses by name
 * @param options `again`: false where the load can be made only once
 */
export async function probeDuring(
  url: string,
  addresses: Readonly<Record<string, string>>,
  load: () => Promise<unknown>,
  { again = true }: { readonly again?: boolean } = {},
): Promise<Probed> {
  const worker = new Worker(FILE, { workerData: { url, addresses } });
  await once(worker, 'online');
  const startedAt = performance.now();
  try {
    do await load();
    while (again && performance.now() - startedAt < LEAST_MS);
    const seconds = (performance.now() - startedAt) / 1000;
    const told = once(worker, 'message');
    worker.postMessage('stop');
    const [measured]: [Measured] = (await told) as [Measured];
    const answers = Object.entries(measured).map(([name, { ms, failed }]) => [name, summary(ms, failed)] as const);
    return { seconds, answers: Object.fromEntries(answers) };
  } finally {
    await worker.terminate();
  }
}

function summary(ms: readonly number[], failed: number): Answers {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), max: at(1), answers: ms.length, failed };
}
