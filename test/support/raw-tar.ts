/** Tar archives that no packer writes: any path, type and header, for tests of what is refused. */
import { Header, Pax } from 'tar';
import type { BundleFiles } from './bundles.ts';

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
