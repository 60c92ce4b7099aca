/** Packs a bundle: the same files give the same bytes, whoever owns them and whenever they were written. */
import { createWriteStream } from 'node:fs';
import { PassThrough, pipeline, Readable } from 'node:stream';
import { pipeline as finishPipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import { Header } from 'tar';
import { HeirloomError } from '../protocol/errors.ts';
import { bundleDigest } from './digest.ts';
import { openBundle } from './open-bundle.ts';
import type { BundleFile, BundleSource } from './source.ts';

const BLOCK = 512;

/** A bundle's `.tar.gz` as a stream of bytes: files sorted by path, fixed owner, mode and time. */
export function packStream(source: BundleSource): Readable {
  const gzip = createGzip({ level: constants.Z_BEST_COMPRESSION });
  // An error ends the returned stream, where it is handled.
  return pipeline(Readable.from(tarBlocks(source)), gzip, fixGzipHeader, new PassThrough(), () => {});
}

/**
 * Packs a folder, or repacks an archive, into `destination`.
 * @throws HeirloomError check-failed where the bundle has entries that no bundle may have
 */
export async function packBundle(path: string, destination: string): Promise<{ readonly bundleDigest: string }> {
  const source = await openBundle(path);
  try {
    if (source.problems.length > 0) {
      throw new HeirloomError(
        'check-failed',
        `${path} can't be packed: ${source.problems.length} entries don't belong into a bundle.`,
        {
          problems: source.problems,
        },
      );
    }
    await finishPipeline(packStream(source), createWriteStream(destination));
    return { bundleDigest: bundleDigest(source.files) };
  } finally {
    await source.close();
  }
}

async function* tarBlocks(source: BundleSource): AsyncGenerator<Uint8Array> {
  for (const file of source.files) {
    yield headerOf(file);
    let bytes = 0;
    for await (const chunk of source.stream(file.path) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      yield chunk;
    }
    if (bytes !== file.bytes) throw new Error(`${file.path} changed while it was packed.`);
    if (bytes % BLOCK > 0) yield Buffer.alloc(BLOCK - (bytes % BLOCK));
  }
  yield Buffer.alloc(2 * BLOCK);
}

function headerOf({ path, bytes }: BundleFile): Buffer {
  const block = Buffer.alloc(BLOCK);
  const header = new Header({ path, size: bytes, mode: 0o644, uid: 0, gid: 0, mtime: new Date(0), type: 'File' });
  if (header.encode(block)) throw new Error(`${path} does not fit into a tar header.`);
  return block;
}

/** Sets the two header bytes that depend on level and system: extra flags 2 (best), system 255 (unknown). */
async function* fixGzipHeader(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let offset = 0;
  for await (const chunk of stream) {
    if (offset <= 8 && 8 < offset + chunk.length) chunk[8 - offset] = 2;
    if (offset <= 9 && 9 < offset + chunk.length) chunk[9 - offset] = 255;
    offset += chunk.length;
    yield chunk;
  }
}
