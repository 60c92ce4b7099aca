/** Has a bundle checked in a thread of its own, so that the page stays as quick as it is. */
import type { CheckedBundle, ChosenBundle } from '#benchmarks/protocol/checked.ts';

/** @param script address of the checker. @throws Error where it can't be loaded, or fails */
export function checkInThread(script: string, bundle: ChosenBundle): Promise<CheckedBundle> {
  const thread = new Worker(script);
  return new Promise<CheckedBundle>((resolve, reject) => {
    thread.onmessage = ({ data }: MessageEvent<CheckedBundle>) => resolve(data);
    thread.onerror = ({ message }) => reject(new Error(message || script));
    thread.postMessage(bundle);
  }).finally(() => thread.terminate());
}
