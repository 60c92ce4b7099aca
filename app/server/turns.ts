/**
 * Requests are handed on one in a turn of the event loop: each of a burst takes Next some ten milliseconds before it first
 * waits for something, and whoever is answered from memory would wait for all of them together.
 */

/** Resolves when it is a request's turn: at once where none came before it in this turn, else in order. */
export type Turn = () => Promise<void> | null;

export function openTurns(): Turn {
  const waiting: (() => void)[] = [];
  let isTaken = false;
  const next = (): void => {
    const go = waiting.shift();
    isTaken = go !== undefined;
    if (go === undefined) return;
    setImmediate(next);
    go();
  };
  return () => {
    if (isTaken) return new Promise((resolve) => waiting.push(resolve));
    isTaken = true;
    setImmediate(next);
    return null;
  };
}
