/** A bundle as the checker sees it: a list of files and their bytes, from a folder or from a `.tar.gz`. */
import type { Readable } from 'node:stream';
import type { Problem } from '../protocol/errors.ts';

export interface BundleFile {
  /** Relative to the top of the bundle, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Hex SHA-256 of the bytes. */
  readonly sha256: string;
}

/** What is checked. */
export interface BundleContents {
  /** Sorted by path; each path is one that `placeOf` knows. */
  readonly files: readonly BundleFile[];
  /** Entries that were refused: links, devices, unsafe or unknown paths, duplicates. */
  readonly problems: readonly Problem[];
  /** Of entries that were passed over: what operating systems leave. */
  readonly warnings: readonly Problem[];
  /** @throws Error where `files` has no such path */
  read(path: string): Promise<Buffer>;
}

export interface BundleSource extends BundleContents {
  stream(path: string): Readable;
  /** Removes what was unpacked. */
  close(): Promise<void>;
}
