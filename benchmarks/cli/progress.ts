/** One progress line on stderr: a bar with time left on a terminal, a line a minute elsewhere. */
import { Presets, SingleBar } from 'cli-progress';
import { printableLine } from '../protocol/unprintable.ts';
import type { LiveSeed } from '../runner/live-progress.ts';
import type { Progress } from '../runner/run.ts';

export interface ProgressLine {
  start(progress: () => Progress): void;
  stop(): void;
}

const LINE_INTERVAL_MS = 60_000;
const BAR_INTERVAL_MS = 200;

export function openProgressLine(stream: NodeJS.WriteStream): ProgressLine {
  let timer: NodeJS.Timeout | undefined;
  let bar: SingleBar | undefined;
  return {
    start(progress) {
      const startedAt = performance.now();
      const describe = () => describeProgress(progress(), performance.now() - startedAt);
      if (!stream.isTTY) {
        timer = setInterval(() => stream.write(`${describe().line}\n`), LINE_INTERVAL_MS);
        return;
      }
      bar = new SingleBar(
        {
          stream,
          format: '{bar} {percentage}% | {what} | {left}',
          hideCursor: true,
          clearOnComplete: true,
          gracefulExit: false,
        },
        Presets.shades_classic,
      );
      const { total, done, ...words } = describe();
      bar.start(total, done, words);
      timer = setInterval(() => {
        const now = describe();
        bar?.update(now.done, now);
      }, BAR_INTERVAL_MS);
    },
    stop() {
      clearInterval(timer);
      bar?.stop();
    },
  };
}

/**
 * The words of the line. Time left is by what seeds were measured to take; while none of some benchmark is finished, by the
 * speed of this run where that says something.
 */
export function describeProgress(progress: Progress, elapsedMs: number) {
  const { totalGenerations: total, finishedSeeds, totalSeeds, current, live } = progress;
  const run = current === null ? 'starting' : printableLine(`${current.benchmark.id} ${current.strategy.spec}`);
  const what = [`${run} | ${finishedSeeds}/${totalSeeds} seeds`, ...live.slice(0, 1).map(describeLive)].join(' | ');
  const done = progress.finishedGenerations + live.reduce((sum, seed) => sum + seed.done, 0);
  const worked = done - progress.skippedGenerations;
  const bySpeed = worked > 0 && progress.isOneBenchmark ? (elapsedMs / worked) * (total - done) : null;
  const leftMs = progress.leftMs ?? bySpeed;
  const left = leftMs === null ? 'time left unknown' : `${formatDuration(leftMs)} left`;
  const percent = Math.floor((100 * done) / Math.max(1, total));
  return { done, total, what, left, line: `${percent}% | ${what} | ${left}` };
}

/** The first of the networks in training; the others are much the same. */
function describeLive({ seed, generation, done, loss }: LiveSeed): string {
  return `seed ${seed}, generation ${generation}: ${Math.floor(100 * done)}%, loss ${loss.toPrecision(4)}`;
}

/** `42 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
