/** A bundle that was chosen in a browser, in memory: the limits of a bundle hold before anything of it is looked at. */
import { unzipSync } from 'fflate';
import { type ParsedTarEntryWithData, unpackTar } from 'modern-tar';
import { sha256 } from '../../protocol/digest.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import { type EntryKind, EntryList, requireSize } from '../entry-list.ts';
import { byPath } from '../layout.ts';
import { LIMITS } from '../limits.ts';
import type { BundleContents } from '../source.ts';

/** The files of a folder, under their paths in it; one folder may stand around the bundle. @throws too-large */
export async function openFiles(
  given: readonly { readonly path: string; readonly content: Blob }[],
): Promise<BundleContents> {
  const entries = new EntryList(LIMITS, { mayBeWrapped: true });
  const found = new Map<string, Buffer>();
  // In the order of their paths, as a folder on the disk is read: which one tells where the bundle lies is no matter of chance.
  for (const { path, content } of [...given].sort(byPath)) {
    const admitted = entries.admit(path, 'file', content.size);
    if (admitted !== null) found.set(admitted, Buffer.from(await content.arrayBuffer()));
  }
  return inMemory(found, entries);
}

/** A `.tar.gz`. @throws too-large; hostile-archive where it can't be read to its end */
export async function openArchive(archive: Blob): Promise<BundleContents> {
  requireSize('The archive', archive.size, LIMITS.packedBytes);
  const entries = new EntryList(LIMITS, { mayBeWrapped: true });
  const found = new Map<string, Buffer>();
  for (const { header, data } of await unpacked(archive)) {
    const path = entries.admit(header.name, kindOf(header.type), header.size);
    if (path !== null) found.set(path, Buffer.from(data ?? new Uint8Array()));
  }
  return inMemory(found, entries);
}

/** Whether it begins as a `.zip` does; an empty one has no files to begin with. */
export async function isZip(archive: Blob): Promise<boolean> {
  const [p, k, three, four] = new Uint8Array(await archive.slice(0, 4).arrayBuffer());
  return p === 0x50 && k === 0x4b && three === 3 && four === 4;
}

/** A `.zip`, as desktops pack folders. @throws too-large; hostile-archive where it can't be read to its end */
export async function openZip(archive: Blob): Promise<BundleContents> {
  requireSize('The archive', archive.size, LIMITS.packedBytes);
  const entries = new EntryList(LIMITS, { mayBeWrapped: true });
  const admitted = new Map<string, string>();
  const contents = unzipped(new Uint8Array(await archive.arrayBuffer()), (name, bytes) => {
    const path = entries.admit(name, name.endsWith('/') ? 'folder' : 'file', bytes);
    if (path !== null) admitted.set(name, path);
    return path !== null;
  });
  const found = [...admitted].map(([name, path]) => [path, Buffer.from(contents[name] ?? [])] as const);
  return inMemory(new Map(found), entries);
}

/** What is not wanted is not unpacked; of the rest never more than it says that it has. */
function unzipped(
  bytes: Uint8Array,
  isWanted: (name: string, bytes: number) => boolean,
): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(bytes, { filter: ({ name, originalSize }) => isWanted(name, originalSize) });
  } catch (cause) {
    if (cause instanceof HeirloomError) throw cause;
    throw new HeirloomError(
      'hostile-archive',
      "The .zip can't be read to its end: a part of it is missing, or it is packed in a way that is not read here. Pack the bundle again, or choose its folder.",
      { cause },
    );
  }
}

async function unpacked(archive: Blob): Promise<readonly ParsedTarEntryWithData[]> {
  try {
    return await unpackTar(archive.stream().pipeThrough(new DecompressionStream('gzip')));
  } catch (cause) {
    throw new HeirloomError(
      'hostile-archive',
      "The archive can't be read to its end: it is no .tar.gz, or a part of it is missing. Pack the bundle again (tar -C FOLDER -czf bundle.tar.gz .).",
      { cause },
    );
  }
}

function kindOf(type: string | undefined): EntryKind {
  if (type === undefined || type === 'file') return 'file';
  if (type === 'directory') return 'folder';
  return { other: LINKS[type] ?? `special entry (${type})` };
}

const LINKS: Readonly<Record<string, string>> = { symlink: 'symbolic link', link: 'hard link', fifo: 'named pipe' };

function inMemory(found: ReadonlyMap<string, Buffer>, entries: EntryList): BundleContents {
  const files = [...found].map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })).sort(byPath);
  const read = async (path: string): Promise<Buffer> => {
    const bytes = found.get(path);
    if (bytes === undefined) throw new Error(`The bundle has no ${path}.`);
    return bytes;
  };
  return { files, ...entries.finish(), read };
}
