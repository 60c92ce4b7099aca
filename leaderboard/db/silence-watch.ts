/**
 * Whether a thread that has work still answers. One that computes is deaf meanwhile, so it is asked for a sign of life, which
 * it gives between two pieces of work. Silence is counted in looks, not by the clock: while this process stands still (a
 * machine that sleeps) nobody is silent.
 */

export interface SilenceWatch {
  /** Something came from the thread. */
  heard(): void;
  /** How long the thread has been silent over its work, in milliseconds and to the nearest look below; 0 where it has none. */
  silentMs(): number;
  stop(): void;
}

export interface Watched {
  hasWork(): boolean;
  /** Asks for a sign of life. */
  ask(): void;
  /** The longest silence. */
  limitMs(): number;
  /** Called once, after which nothing is watched. */
  onSilent(silentMs: number): void;
}

const LOOK_MS = 500;

export function watchSilence({ hasWork, ask, limitMs, onSilent }: Watched): SilenceWatch {
  let looks = 0;
  let isAsked = false;
  const timer = setInterval(() => {
    if (!hasWork()) {
      looks = 0;
      return;
    }
    looks++;
    if (looks * LOOK_MS >= limitMs()) {
      clearInterval(timer);
      onSilent(looks * LOOK_MS);
    } else if (!isAsked) {
      isAsked = true;
      ask();
    }
  }, LOOK_MS);
  timer.unref();
  return {
    heard: () => {
      looks = 0;
      isAsked = false;
    },
    silentMs: () => looks * LOOK_MS,
    stop: () => clearInterval(timer),
  };
}
