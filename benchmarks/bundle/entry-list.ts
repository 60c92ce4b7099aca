/** Admits the entries of a bundle one by one, whatever it is read from; what is refused is said with its name. */
import { HeirloomError, type Problem } from '../protocol/errors.ts';
import { Findings, printable } from './findings.ts';
import { isBundleFolder, type Place, placeOf } from './layout.ts';
import { type BundleLimits, MAX_PATH_LENGTH, megabytes } from './limits.ts';

/** What an entry claims to be. `other` carries the word for it: `symbolic link`, `device`. */
export type EntryKind = 'file' | 'folder' | { readonly other: string };

export const EXPECTED_FILES =
  'expected submission.json, runs/<benchmark>.json and samples/<benchmark>/seed-<s>/gen-<g>.npy, .jsonl or .png';

export class EntryList {
  readonly #findings = new Findings();
  readonly #limits: BundleLimits;
  readonly #seen = new Map<string, string>();
  #count = 0;
  #bytes = 0;
  #runBytes = 0;

  constructor(limits: BundleLimits) {
    this.#limits = limits;
  }

  get problems(): readonly Problem[] {
    return this.#findings.problems;
  }

  refuse(name: string, message: string): void {
    this.#findings.add(printable(name, 200), message);
  }

  /**
   * The path under which an entry is taken, or null where it is refused or a folder.
   * @throws HeirloomError too-large where there are too many entries or this one is too big
   */
  admit(name: string, kind: EntryKind, bytes: number): string | null {
    this.count();
    const path = name.replace(/^(?:\.\/)+/, '').replace(/\/$/, '');
    if (kind === 'folder' && (path === '' || path === '.')) return null;
    const fault = typeof kind === 'object' ? notPlain(kind.other) : pathFault(path);
    if (fault !== null) {
      this.refuse(name, fault);
      return null;
    }
    if (kind === 'folder') {
      if (!isBundleFolder(path)) this.refuse(name, `no such folder belongs into a bundle; ${EXPECTED_FILES}`);
      return null;
    }
    return this.#admitFile(name, path, bytes);
  }

  /** Counts an entry that is none of the bundle's own, such as an extended header. @throws HeirloomError too-large */
  count(): void {
    this.#count += 1;
    if (this.#count > this.#limits.entries) {
      throw tooLarge(
        `The bundle has more than ${this.#limits.entries} entries. Publish fewer samples (--samples first).`,
      );
    }
  }

  #admitFile(name: string, path: string, bytes: number): string | null {
    // Some file systems would make one file of both.
    const folded = path.toLowerCase();
    const before = this.#seen.get(folded);
    if (before !== undefined) {
      this.refuse(
        name,
        before === path
          ? 'the same path is there twice; a bundle has each file once'
          : `the path differs from "${before}" in case alone; rename one`,
      );
      return null;
    }
    this.#seen.set(folded, path);
    const place = placeOf(path);
    if (place === null) {
      this.refuse(name, unknownFile(path));
      return null;
    }
    requireSize(path, bytes, this.#maxBytes(place));
    if (place.kind === 'run') this.#runBytes += bytes;
    requireSize('All run records together', this.#runBytes, this.#limits.allRunsBytes);
    this.#bytes += bytes;
    requireSize('All files together', this.#bytes, this.#limits.unpackedBytes);
    return path;
  }

  #maxBytes(place: Place): number {
    if (place.kind === 'submission') return this.#limits.submissionBytes;
    return place.kind === 'run' ? this.#limits.runBytes : this.#limits.sampleBytes;
  }
}

/** @throws HeirloomError too-large */
export function requireSize(what: string, bytes: number, max: number): void {
  if (bytes <= max) return;
  const problem = { path: what, message: `received ${megabytes(bytes)}; expected at most ${megabytes(max)}` };
  throw tooLarge(`${what}: ${problem.message}.`, problem);
}

export function tooLarge(message: string, problem?: Problem): HeirloomError {
  return new HeirloomError('too-large', message, problem ? { problems: [problem] } : {});
}

function notPlain(what: string): string {
  return `a ${what}; a bundle holds plain files and folders only`;
}

function pathFault(path: string): string | null {
  if (path.length > MAX_PATH_LENGTH)
    return `the path has ${path.length} characters; expected at most ${MAX_PATH_LENGTH}`;
  if (path.includes('\\')) return 'the path has a backslash; expected forward slashes';
  if (path.startsWith('/') || /^[a-zA-Z]:/.test(path))
    return 'the path is absolute; expected one relative to the top of the bundle';
  if (path.split('/').includes('..')) return 'the path climbs out with ".."; expected one below the top of the bundle';
  if (path.split('/').some((part) => part === '' || part === '.'))
    return 'the path has an empty or "." part; expected plain names';
  return null;
}

function unknownFile(path: string): string {
  const inner = path.split('/').slice(1).join('/');
  const hint = placeOf(inner) === null ? '' : '; the files have to be at the top: tar -C FOLDER -czf bundle.tar.gz .';
  return `no such file belongs into a bundle; ${EXPECTED_FILES}${hint}`;
}
