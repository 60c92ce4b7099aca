/**
 * When the site has started: what tells it (app/start.ts) is in Next's bundles, and who waits for it (main.ts) is not, so they
 * meet on globalThis.
 */

interface Start {
  readonly done: Promise<void>;
  readonly tell: () => void;
}

const KEY = Symbol.for('heirloom.started');
const holder = globalThis as typeof globalThis & { [KEY]?: Start };

function start(): Start {
  if (holder[KEY] === undefined) {
    let tell = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      tell = resolve;
    });
    holder[KEY] = { done, tell };
  }
  return holder[KEY];
}

/** Says that the site can answer. */
export const tellStarted = (): void => start().tell();

/** Waits until it can. One that can't has ended its process. */
export const started = (): Promise<void> => start().done;
