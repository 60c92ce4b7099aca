import { HeirloomError } from '../../protocol/errors.ts';
import { importCompiled } from '../../runner/compiled.mjs';

/** Compiled with the site's own code, which the command line has nothing of until here. */
const ENTRY = 'leaderboard/verification/worker-process.ts';
const MAX_SLOTS = 256;

interface WorkerOptions {
  readonly slots: string;
  readonly untilEmpty?: boolean;
}

/** Takes submissions of a site from its queue and runs them again. */
export async function worker({ slots, untilEmpty = false }: WorkerOptions): Promise<void> {
  const count = Number(slots);
  if (!/^\d+$/.test(slots) || count < 1 || count > MAX_SLOTS) {
    throw new HeirloomError(
      'bad-parameter',
      `Received --slots ${slots}; expected a whole number from 1 to ${MAX_SLOTS}.`,
    );
  }
  const ending = new AbortController();
  const end = (): void => ending.abort();
  process.once('SIGINT', end).once('SIGTERM', end);
  try {
    const { workOnServer } = await importCompiled(ENTRY, { entries: [ENTRY], folders: ['benchmarks', 'leaderboard'] });
    await workOnServer({ slots: count, untilEmpty, signal: ending.signal });
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
  }
}
