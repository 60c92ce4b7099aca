/** Admits the entries of a bundle one by one, whatever it is read from; what is refused is said with its name. */
import { HeirloomError, type Problem } from '../protocol/errors.ts';
import { MAX_MODULE_BYTES } from '../protocol/strategy-module.ts';
import { printable } from '../protocol/unprintable.ts';
import { isClutter } from './clutter.ts';
import { Findings } from './findings.ts';
import { isBundleFolder, type Place, placeOf, SUBMISSION_PATH } from './layout.ts';
import { type BundleLimits, MAX_PATH_LENGTH, megabytes } from './limits.ts';
import type { BundleSource } from './source.ts';

/** What an entry claims to be. `other` carries the word for it: `symbolic link`, `device`. */
export type EntryKind = 'file' | 'folder' | { readonly other: string };

export const EXPECTED_FILES =
  'expected submission.json, runs/<benchmark>.json, samples/<benchmark>/seed-<s>/gen-<g>.npy, .jsonl or .png, evidence/ of an outside trainer, and strategy/ of a module';

export class EntryList {
  readonly #findings = new Findings();
  readonly #limits: BundleLimits;
  readonly #seen = new Map<string, string>();
  /** Which folders belong is known when some file has told where the bundle is. */
  readonly #folders: { readonly name: string; readonly path: string }[] = [];
  readonly #clutter: string[] = [];
  /** The folder around the bundle with its slash, "" for none, null until a file of the bundle tells. */
  #around: string | null;
  #count = 0;
  #bytes = 0;
  #runBytes = 0;

  /** `mayBeWrapped`: whether one folder may stand around the whole bundle, as where a folder was packed by its name. */
  constructor(limits: BundleLimits, { mayBeWrapped }: { readonly mayBeWrapped: boolean }) {
    this.#limits = limits;
    this.#around = mayBeWrapped ? null : '';
  }

  /** What was refused, and what was passed over; complete when all entries have been admitted. */
  finish(): Pick<BundleSource, 'problems' | 'warnings'> {
    const around = this.#around ?? '';
    for (const { name, path } of this.#folders) {
      const inner = path.startsWith(around) ? path.slice(around.length) : path;
      if (`${path}/` !== around && !isBundleFolder(inner))
        this.refuse(name, `no such folder belongs into a bundle; ${EXPECTED_FILES}`);
    }
    if (this.#clutter.length > 0) this.#findings.warn('(bundle)', passedOver(this.#clutter));
    const { problems, warnings } = this.#findings;
    return { problems, warnings };
  }

  refuse(name: string, message: string): void {
    this.#findings.add(printable(name, 200), message);
  }

  /**
   * The path under which an entry is taken, or null where it is refused, passed over or a folder.
   * @throws HeirloomError too-large where there are too many entries or this one is too big
   */
  admit(name: string, kind: EntryKind, bytes: number): string | null {
    this.count();
    const path = name.replace(/^(?:\.\/)+/, '').replace(/\/$/, '');
    if (kind === 'folder' && (path === '' || path === '.')) return null;
    const fault = typeof kind === 'object' ? notPlain(kind.other) : pathFault(path);
    if (fault !== null) {
      this.refuse(name, fault);
    } else if (isClutter(path)) {
      this.#clutter.push(path);
    } else if (kind === 'folder') {
      this.#folders.push({ name, path });
    } else {
      return this.#admitInner(name, path, bytes);
    }
    return null;
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

  /** The first file that a bundle can have says whether there is a folder around it, and which. */
  #admitInner(name: string, path: string, bytes: number): string | null {
    if (this.#around === null) {
      const inner = withoutFirst(path);
      // A folder may be called "runs", so that its submission.json looks like a record.
      if (placeOf(path) !== null && inner !== SUBMISSION_PATH) this.#around = '';
      else if (placeOf(inner) !== null) this.#around = path.slice(0, -inner.length);
    }
    const around = this.#around ?? '';
    if (path.startsWith(around)) return this.#admitFile(name, path.slice(around.length), bytes);
    this.refuse(name, `the bundle is in the folder ${printable(around)}; expected nothing beside it`);
    return null;
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
    if (place.kind === 'strategy') return MAX_MODULE_BYTES;
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

/** How tar packs files in the place of what is no plain one. */
const PLAIN_REMEDIES: Readonly<Record<string, string>> = {
  'symbolic link': ': pack with tar -h, which follows links',
  'hard link': ': pack with tar --hard-dereference, or copy the folder first',
  'sparse file': ': pack without -S (--sparse)',
};

function notPlain(what: string): string {
  return `a ${what}; a bundle holds plain files and folders only${PLAIN_REMEDIES[what] ?? ''}`;
}

/** Entries of a system, few of them by name. */
function passedOver(paths: readonly string[]): string {
  const named = paths
    .slice(0, 3)
    .map((path) => printable(path))
    .join(', ');
  const rest = paths.length > 3 ? ', …' : '';
  return `passed over what an operating system left: ${named}${rest} (${paths.length} in all); it is no part of the bundle`;
}

const withoutFirst = (path: string): string => path.split('/').slice(1).join('/');

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
  const hint =
    placeOf(withoutFirst(path)) === null ? '' : '; the files have to be at the top: tar -C FOLDER -czf bundle.tar.gz .';
  return `no such file belongs into a bundle; ${EXPECTED_FILES}${hint}`;
}
