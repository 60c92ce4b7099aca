/** Changes of how files are packed: entries and their order, headers, and where the archive ends. */
import { gzipSync } from 'node:zlib';
import type { Stream } from '#benchmarks/numerics/stream.ts';
import { type RawEntry, tarOf } from '../raw-tar.ts';
import { pick } from './json-values.ts';

const PATHS = ['', '/', './', '../', 'bundle/', 'a/b/', 'C:/', 'x/../', '//'];
const TYPES = ['SymbolicLink', 'Link', 'CharacterDevice', 'FIFO', 'Directory', 'GNUDumpDir'] as const;

/** Entries in another order, of other types, under other paths. Says what was done. */
function otherEntries(stream: Stream, entries: RawEntry[]): string {
  const at = stream.int(entries.length);
  const entry = entries[at] as RawEntry;
  const set = (changed: Partial<RawEntry>): void => {
    entries[at] = { ...entry, ...changed };
  };
  return pick<() => string>(stream, [
    () => {
      entries.reverse();
      return 'tar order';
    },
    () => {
      entries.push(entry);
      return 'tar entry twice';
    },
    () => {
      set({ type: pick(stream, TYPES), linkpath: pick(stream, ['x', '../x', 'submission.json']) });
      return 'tar type';
    },
    () => {
      const before = pick(stream, PATHS);
      for (const [index, { path }] of entries.entries())
        entries[index] = { ...(entries[index] as RawEntry), path: before + path };
      return 'tar wrapped';
    },
    () => {
      set({ path: pick(stream, PATHS) + entry.path });
      return 'tar path';
    },
    () => {
      set({ size: pick(stream, [0, 1, (entry.bytes?.length ?? 0) + 512, 2 ** 31, 8 ** 11 - 1]) });
      return 'tar size';
    },
    () => {
      set({ pax: { path: pick(stream, ['x', '../x', 'runs/gaussian.json', 'y'.repeat(300)]) } });
      return 'tar extended header';
    },
    () => {
      set({ globalPax: { comment: 'x' } });
      return 'tar global header';
    },
  ])();
}

/** Bytes of the archive, before and after it is compressed. */
function otherBytes(stream: Stream, entries: readonly RawEntry[]): { readonly bytes: Buffer; readonly kind: string } {
  const tar = tarOf(entries);
  const packed = gzipSync(tar, { level: 1 });
  return pick<() => { readonly bytes: Buffer; readonly kind: string }>(stream, [
    () => {
      const block = 512 * stream.int(tar.length / 512);
      for (let i = 0; i < 3; i++) tar[block + stream.int(512)] = stream.int(256);
      return { bytes: gzipSync(tar, { level: 1 }), kind: 'tar bytes' };
    },
    () => ({ bytes: gzipSync(tar.subarray(0, stream.int(tar.length)), { level: 1 }), kind: 'tar cut' }),
    () => ({ bytes: packed.subarray(0, stream.int(packed.length)), kind: 'gzip cut' }),
    () => {
      packed[stream.int(packed.length)] = stream.int(256);
      return { bytes: packed, kind: 'gzip bytes' };
    },
    () => ({ bytes: Buffer.concat([packed, Buffer.alloc(1 + stream.int(600), stream.int(2))]), kind: 'gzip longer' }),
    () => ({ bytes: Buffer.concat([packed, packed]), kind: 'gzip twice' }),
    () => ({ bytes: gzipSync(packed), kind: 'gzip of gzip' }),
    () => ({ bytes: gzipSync(tarOf(entries, Buffer.alloc(pick(stream, [0, 512, 10_240])))), kind: 'tar end' }),
  ])();
}

export const packed = (entries: readonly RawEntry[]): Buffer => gzipSync(tarOf(entries), { level: 1 });

/** Packs entries with one change; says which. */
export function mutateArchive(
  stream: Stream,
  entries: readonly RawEntry[],
): { readonly bytes: Buffer; readonly kind: string } {
  if (stream.uniform() < 0.5) return otherBytes(stream, entries);
  const changed = [...entries];
  const kind = otherEntries(stream, changed);
  return { bytes: packed(changed), kind };
}
