/** What the checker in a browser tells the page that asked it. Plain values, as messages between threads carry them. */
import type { Problem } from './errors.ts';
import type { Division } from './regime.ts';

/** A bundle that somebody chose: an archive, or the files of a folder under their paths in it. */
export type ChosenBundle =
  | { readonly archive: Blob }
  | { readonly files: readonly { readonly path: string; readonly content: Blob }[] };

/** How an entry will read. */
export interface BundlePreview {
  readonly title: string;
  readonly spec: string;
  readonly suite: string;
  readonly tier: string;
  readonly authors: readonly string[];
  readonly attempts: number;
  readonly licence: string;
  readonly runs: readonly {
    readonly benchmark: string;
    readonly division: Division;
    readonly seeds: number;
    /** Seeds that completed. */
    readonly completed: number;
    /** Name of the main metric. */
    readonly metric: string;
    /** Its mean over the completed seeds in the last generation; null where none completed. */
    readonly last: number | null;
    /** The truth's value there; null where it has none. */
    readonly truth: number | null;
  }[];
}

export interface CheckedBundle {
  readonly problems: readonly Problem[];
  /** Problems beyond those listed. */
  readonly omitted: number;
  readonly warnings: readonly Problem[];
  /** Null where it does not pass. */
  readonly preview: BundlePreview | null;
  /** The `.tar.gz` to send; null where it does not pass. */
  readonly archive: Blob | null;
}
