/**
 * A bundle in a `.tar.gz`. It is unpacked to numbered files of a temporary folder, so that no name of the archive ever
 * becomes a path, and only its files' hashes stay in memory. What it unpacks to is counted while it is unpacked.
 */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, mkdtempSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { HeirloomError } from '../protocol/errors.ts';
import { fileError, isFileError } from '../protocol/file-errors.ts';
import { printable } from '../protocol/unprintable.ts';
import { isPaddedFrom, isZero, TarPieces } from './archive-end.ts';
import { type EntryKind, EntryList, requireSize } from './entry-list.ts';
import { byPath } from './layout.ts';
import type { BundleLimits } from './limits.ts';
import type { BundleFile, BundleSource } from './source.ts';

/** Bytes that tell what a file is. */
const HEAD = 512;
/** An extended header (a long name, a time stamp) is small; more is a trick. */
const MAX_EXTENDED_HEADER = 64 * 1024;

/** An unpacked archive. */
export interface ArchiveSource extends BundleSource {
  /** The file that one of `files` was unpacked to, until close. @throws Error where `files` has no such path */
  storedAt(path: string): string;
}

/** @throws HeirloomError too-large; hostile-archive where the archive can't be read to its end; input-output where the disk is full */
export async function openArchive(archive: string, limits: BundleLimits, tempDir = tmpdir()): Promise<ArchiveSource> {
  requireSize('The archive', statSync(archive).size, limits.packedBytes);
  const folder = mkdtempSync(join(tempDir, 'heirloom-bundle-'));
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    const unpacker = new Unpacker(folder, limits);
    await unpacker.unpack(archive);
    return {
      files: [...unpacker.files.values()].map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })).sort(byPath),
      ...unpacker.finish(),
      read: (path) => readFile(unpacker.storedAt(path)),
      stream: (path) => createReadStream(unpacker.storedAt(path)),
      storedAt: (path) => unpacker.storedAt(path),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

class Unpacker {
  readonly files = new Map<string, BundleFile & { readonly stored: string }>();
  readonly #folder: string;
  readonly #limits: BundleLimits;
  readonly #entries: EntryList;
  readonly #parser: Parser;
  /** The entry that is being written. */
  #openFile: number | null = null;
  #started = false;
  #sawEnd = false;
  #damage: string | null = null;

  constructor(folder: string, limits: BundleLimits) {
    this.#folder = folder;
    this.#limits = limits;
    this.#entries = new EntryList(limits, { mayBeWrapped: true });
    this.#parser = new Parser({
      zstd: false,
      maxMetaEntrySize: MAX_EXTENDED_HEADER,
      onReadEntry: (entry: ReadEntry) => this.#take(entry),
      onwarn: (_code: string, message: string | Error) => {
        this.#damage ??= String(message instanceof Error ? message.message : message);
      },
    });
    this.#parser.on('meta', () => this.#entries.count());
    this.#parser.on('ignoredEntry', (entry: ReadEntry) => {
      // A label (tar -V) says nothing of the files.
      if (entry.type === 'TapeVolumeHeader') this.#entries.count();
      else this.#entries.admit(entry.path, kindOf(entry), 0);
    });
    this.#parser.on('eof', () => {
      this.#sawEnd = true;
    });
  }

  finish() {
    return this.#entries.finish();
  }

  storedAt(path: string): string {
    const file = this.files.get(path);
    if (!file) throw new Error(`The bundle has no ${path}.`);
    return file.stored;
  }

  async unpack(archive: string): Promise<void> {
    const gunzip = createGunzip({ chunkSize: 64 * 1024 });
    const unzipped = createReadStream(archive).pipe(gunzip);
    const pieces = new TarPieces();
    let bytes = 0;
    try {
      for await (const chunk of unzipped as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        requireSize('The unpacked archive', bytes, this.#limits.unpackedBytes);
        for (const piece of pieces.of(chunk)) this.#parse(piece);
        if (this.#damage !== null) break;
      }
    } catch (error) {
      if (error instanceof HeirloomError) throw error;
      // A disk that is full, or what else the system refuses, is no fault of the archive.
      const refused = fileError(error, isFileError(error) && error.syscall === 'read' ? archive : this.#folder);
      if (refused) throw refused;
      throw damaged(gzipFault(archive, error as Error));
    } finally {
      unzipped.destroy();
      this.#closeFile();
    }
    if (this.#damage !== null) throw damaged(this.#damage);
    if (!this.#started) throw damaged('it holds no tar archive');
    if (!this.#sawEnd) throw damaged('it ends before its end mark; it was cut off');
    if (!isZero(pieces.rest)) throw damaged(BEHIND_TAR);
    // Of zeros between two members and of whatever comes after them Node says nothing: it stops reading.
    if (!isPaddedFrom(archive, gunzip.bytesWritten)) throw damaged(BEHIND_GZIP);
  }

  #parse(piece: Buffer): void {
    // The parser keeps what follows the end mark, and would keep all of it: it gets none.
    if (this.#sawEnd) {
      if (!isZero(piece)) this.#damage ??= BEHIND_TAR;
      return;
    }
    // The parser would unpack a second layer of compression, past the caps.
    if (!this.#started && piece[0] === 0x1f && piece[1] === 0x8b) throw damaged('it is compressed twice');
    this.#started = true;
    this.#parser.write(piece);
  }

  /** Writes one entry to a numbered file. Synchronous, so that the parser never queues entries. */
  #take(entry: ReadEntry): void {
    const path = this.#admit(entry);
    if (path === null) {
      entry.resume();
      return;
    }
    const stored = join(this.#folder, String(this.files.size));
    const file = openSync(stored, 'wx', 0o600);
    this.#openFile = file;
    const hash = createHash('sha256');
    entry.on('data', (chunk: Buffer) => {
      hash.update(chunk);
      // All of it: a single write takes what there is room for, and says nothing.
      writeFileSync(file, chunk);
    });
    entry.on('end', () => {
      this.#closeFile();
      this.files.set(path, { path, bytes: entry.size, sha256: hash.digest('hex'), stored });
    });
  }

  #admit(entry: ReadEntry): string | null {
    const fault = extendedFault(entry);
    if (fault === null) return this.#entries.admit(entry.path, kindOf(entry), entry.size);
    this.#entries.count();
    this.#entries.refuse(entry.path, fault);
    return null;
  }

  #closeFile(): void {
    if (this.#openFile !== null) closeSync(this.#openFile);
    this.#openFile = null;
  }
}

const BEHIND_TAR =
  'something follows its end mark, where only zeros may stand: a second archive, or what is none of it';
const BEHIND_GZIP = 'something follows the end of its compressed data, where only zeros may stand';

function gzipFault(archive: string, { message }: Error): string {
  const other = otherFormat(archive);
  if (other !== null) return `it is no valid gzip file but ${other}`;
  // Its own header was read: these are of what stands where another member could.
  const isBehind = ['incorrect header check', 'unknown compression method'].includes(message) && isGzip(archive);
  return isBehind ? BEHIND_GZIP : `it is no valid gzip file: ${message}`;
}

/** What else an archive may be packed in. */
const FORMATS: readonly (readonly [string, number, string])[] = [
  ['PK', 0, 'a zip archive'],
  ['\x28\xb5\x2f\xfd', 0, 'compressed with zstd'],
  ['\xfd7zXZ', 0, 'compressed with xz'],
  ['BZh', 0, 'compressed with bzip2'],
  ['7z\xbc\xaf', 0, 'a 7z archive'],
  ['ustar', 257, 'a tar that is not compressed'],
];

function headOf(archive: string): Buffer {
  const head = Buffer.alloc(HEAD);
  const file = openSync(archive, 'r');
  try {
    readSync(file, head);
  } finally {
    closeSync(file);
  }
  return head;
}

/** By the bytes that begin a member of deflated data. */
const isGzip = (archive: string): boolean => headOf(archive).toString('latin1', 0, 3) === '\x1f\x8b\x08';

function otherFormat(archive: string): string | null {
  const head = headOf(archive);
  const found = FORMATS.find(([magic, at]) => head.toString('latin1', at, at + magic.length) === magic);
  return found?.[2] ?? null;
}

function kindOf(entry: ReadEntry): EntryKind {
  // With extended headers GNU tar writes a map of holes as a file of this name.
  if (entry.type === 'SparseFile' || entry.path.includes('GNUSparseFile.')) return { other: 'sparse file' };
  switch (entry.type) {
    case 'File':
    case 'OldFile':
    case 'ContiguousFile':
      return 'file';
    case 'Directory':
      return 'folder';
    case 'SymbolicLink':
      return { other: 'symbolic link' };
    case 'Link':
      return { other: 'hard link' };
    case 'CharacterDevice':
    case 'BlockDevice':
      return { other: 'device' };
    case 'FIFO':
      return { other: 'named pipe' };
    default:
      return { other: `special entry (${printable(String(entry.type))})` };
  }
}

/** Extended headers may carry times and owners, and a file's own long name; what else they change is a trick. */
function extendedFault({ extended, globalExtended }: ReadEntry): string | null {
  const changed = [
    ...(['size', 'linkpath'] as const).filter((field) => extended?.[field] !== undefined),
    ...(['path', 'size', 'linkpath'] as const).filter((field) => globalExtended?.[field] !== undefined),
  ];
  return changed.length === 0 ? null : `an extended (PAX) header sets ${changed.join(' and ')}; pack without it`;
}

function damaged(why: string): HeirloomError {
  const message = `The archive can't be read: ${printable(why, 200)}. Pack the bundle again (tar -C FOLDER -czf bundle.tar.gz .).`;
  return new HeirloomError('hostile-archive', message, {
    problems: [{ path: '(archive)', message: printable(why, 200) }],
  });
}
