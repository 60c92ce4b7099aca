/** A part of a file as a stream: read as fast as it is sent, never more of it in memory than is being sent. */
import type { FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 256 * 1024;

/**
 * Bytes `first` to `last`, both included, of a file that is opened when the first of them are asked for: an answer that
 * nobody reads keeps none open. It is closed at the end, or when nobody wants the rest.
 */
export function contentStream(
  open: () => Promise<FileHandle>,
  first: number,
  last: number,
): ReadableStream<Uint8Array> {
  let position = first;
  let handle: FileHandle | undefined;
  let closed: Promise<void> | undefined;
  // Node's own second close doesn't wait for the first.
  const close = (): Promise<void> | undefined => {
    closed ??= handle?.close();
    return closed;
  };
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    const length = Math.min(CHUNK_BYTES, last + 1 - position);
    if (length > 0) {
      handle ??= await open();
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(length), 0, length, position);
      if (bytesRead === 0) throw new Error('A stored file ended early: it was cut while it was being sent.');
      position += bytesRead;
      controller.enqueue(buffer.subarray(0, bytesRead));
    }
    if (position <= last) return;
    await close();
    controller.close();
  };
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) =>
        pull(controller).catch(async (error: unknown) => {
          await close();
          throw error;
        }),
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}
