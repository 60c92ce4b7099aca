/** Archives that no packer writes: any path, type and header, for tests of what is refused. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Header, Pax } from 'tar';
import type { BundleFiles } from './bundles.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface RawEntry {
  readonly path: string;
  readonly type?: 'File' | 'SymbolicLink' | 'Link' | 'CharacterDevice' | 'FIFO' | 'Directory' | 'GNUDumpDir';
  readonly linkpath?: string;
  readonly bytes?: Uint8Array;
  /** Fields of an extended header before the entry. */
  readonly pax?: ConstructorParameters<typeof Pax>[0];
  readonly globalPax?: ConstructorParameters<typeof Pax>[0];
  /** The size that the header claims, where it isn't the bytes'. */
  readonly size?: number;
}

const END = Buffer.alloc(1024);

/** A tar archive of these entries, in this order. */
export function tarOf(entries: readonly RawEntry[], end = END): Buffer {
  return Buffer.concat([...entries.flatMap(blocksOf), end]);
}

function blocksOf({
  path,
  type = 'File',
  linkpath,
  bytes = new Uint8Array(),
  pax,
  globalPax,
  size,
}: RawEntry): Buffer[] {
  const block = Buffer.alloc(512);
  const header = new Header({
    path,
    type,
    size: size ?? bytes.length,
    mode: 0o644,
    mtime: new Date(0),
    ...(linkpath === undefined ? {} : { linkpath }),
  });
  header.encode(block);
  const padding = Buffer.alloc((512 - (bytes.length % 512)) % 512);
  const before = [...(globalPax ? [new Pax(globalPax, true).encode()] : []), ...(pax ? [new Pax(pax).encode()] : [])];
  return [...before, block, Buffer.from(bytes), padding];
}

export function entriesOf(files: BundleFiles): RawEntry[] {
  return [...files].map(([path, bytes]) => ({ path, bytes }));
}

/** Writes bytes to a temporary file and returns its path. */
export function tempFile(bytes: Uint8Array, name = 'bundle.tar.gz'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, bytes);
  return file;
}

/** Writes entries as a `.tar.gz` and returns its path. */
export function archiveOf(entries: readonly RawEntry[], level = 6): string {
  return tempFile(gzipSync(tarOf(entries), { level }));
}
