/** Uploads on disk: a request's body is streamed into a file of its own, which is gone when the request is answered. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { LIMITS, megabytes } from '#benchmarks/bundle/limits.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { siteLimits } from '../access/site-limits.ts';
import { dataDirectory } from '../host/data-directory.ts';
import { log } from '../host/log.ts';
import { settleEach } from '../host/settle-each.ts';
import { watchPace } from './upload-pace.ts';

interface Upload {
  /** The archive. */
  readonly file: string;
}

export const MAX_UPLOAD_BYTES = LIMITS.packedBytes;

/** Room that an upload may take: received, stored and unpacked for the check. `packedBytes`: as announced, null where it isn't. */
export const uploadNeeds = (packedBytes: number | null): number =>
  2 * (packedBytes ?? MAX_UPLOAD_BYTES) + LIMITS.unpackedBytes;

export const uploadsDirectory = (): string => path.join(dataDirectory(), 'uploads');

/**
 * Streams a body to disk, hands it to `use` and removes it, whatever happens.
 * @throws too-large as soon as more than `maxBytes` have come; too-slow; interrupted
 */
export async function withUpload<T>(
  body: ReadableStream<Uint8Array>,
  use: (upload: Upload) => Promise<T>,
  maxBytes: number = MAX_UPLOAD_BYTES,
): Promise<T> {
  const directory = uploadsDirectory();
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(path.join(directory, 'upload-'));
  try {
    const file = path.join(folder, `${randomUUID()}.tar.gz`);
    await pipeline(
      receive(body, maxBytes, () => uploadTooLarge(maxBytes)),
      createWriteStream(file, { flags: 'wx', mode: 0o600 }),
    );
    return await use({ file });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * A request's body, piece by piece.
 * @throws what `tooLarge` makes; too-slow where it comes slower than the site takes it; interrupted where the sender breaks off
 */
export async function* receive(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
  tooLarge: () => HeirloomError,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const stream = Readable.fromWeb(body as WebStream<Uint8Array>);
  const pace = watchPace(siteLimits(), (error) => stream.destroy(error));
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      pace.count(chunk.byteLength);
      if (bytes > maxBytes) throw tooLarge();
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof HeirloomError) throw cause;
    throw new HeirloomError(
      'interrupted',
      `The upload broke off after ${bytes} bytes; nothing was stored. Send it again.`,
      { cause },
    );
  } finally {
    pace.stop();
  }
}

export function uploadTooLarge(maxBytes: number = MAX_UPLOAD_BYTES): HeirloomError {
  return new HeirloomError(
    'too-large',
    `The upload is larger than ${megabytes(maxBytes)}, the most that a bundle may have. Send fewer samples (heirloom run without --samples all).`,
  );
}

const ABANDONED_MS = 60 * 60 * 1000;

/** Removes what uploads left behind when a process died; another process's uploads are younger than that. */
export async function removeAbandonedUploads(): Promise<void> {
  const directory = uploadsDirectory();
  const names = await readdir(directory).catch(() => []);
  const failures = await settleEach(names, async (name) => {
    const folder = path.join(directory, name);
    const age = await stat(folder).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > ABANDONED_MS) await rm(folder, { recursive: true, force: true });
  });
  // The site starts all the same: it only takes up space.
  for (const { item, error } of failures) log(`the abandoned upload ${item} stays`, error);
}
