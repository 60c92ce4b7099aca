/** How a tool ends that is asked to while it has children. One without any ends as every program does, also in the middle of a long computation. */
import { stopChildren } from '../../scripts/support/children.mjs';
import { onParentGone, onStopSignal } from '../../scripts/support/signals.mjs';

const INTERRUPTED = 130;

interface Endings {
  /** Before the children are asked to end. */
  readonly before?: () => void;
  /** When they have ended. */
  readonly after?: () => Promise<void>;
}

/** From now on a signal, or the end of npm, asks all children to end, and this process follows them. */
export function stopWithChildren({ before, after }: Endings = {}): void {
  const stop = async (): Promise<void> => {
    before?.();
    await stopChildren();
    await after?.();
    process.exit(INTERRUPTED);
  };
  onStopSignal(stop);
  onParentGone(stop);
}
