/** Which build of the kernels a thread is told to use: for those that load no build themselves. */
import type { BuildId } from '../../protocol/engine.ts';

/** Plain JSON: it goes to worker threads. */
export interface BuildChoice {
  readonly id: BuildId;
  /** The compiled file of a native build. */
  readonly file: string | null;
  /** What became of each build that was looked at, the chosen one last. */
  readonly tried: readonly { readonly id: BuildId; readonly outcome: string }[];
  /** A line for the user where something is not as it could be here. */
  readonly note: string | null;
}

let told: BuildChoice | null = null;

/** Names the build that this thread's engine is to use. Without it, that is the fastest that works. */
export function setBuild(choice: BuildChoice): void {
  told = choice;
}

export const toldBuild = (): BuildChoice | null => told;
