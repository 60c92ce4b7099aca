/** What is said on standard error. */
import { vi } from 'vitest';

/** Keeps what is said while `work` runs from the terminal, and returns it. */
export async function saidDuring(work: () => Promise<unknown>): Promise<string> {
  let said = '';
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation(((text: string | Uint8Array) => {
    said += String(text);
    return true;
  }) as typeof process.stderr.write);
  try {
    await work();
    return said;
  } finally {
    spy.mockRestore();
  }
}
