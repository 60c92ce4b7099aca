/** A form with one file, as browsers send it (multipart/form-data, RFC 7578), read as it comes. */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { MAX_UPLOAD_BYTES, receive, uploadTooLarge } from '#leaderboard/intake/uploads.ts';

/** What stands around a file: boundaries, names and the other fields. */
const AROUND_BYTES = 16 * 1024;
const LIMITS = { fields: 4, fieldSize: 1000, files: 1, parts: 6 };

export interface FormUpload {
  /** The fields before the file. */
  readonly fields: ReadonlyMap<string, string>;
  /** Begins to read the file; once. */
  open(): ReadableStream<Uint8Array>;
  /** Reads on to the end of the form and drops it: a browser shows no answer before it has sent all. */
  drain(): Promise<void>;
}

/** @throws bad-parameter where it is no form or has no file; too-large, too-slow, interrupted */
export async function openForm(request: Request): Promise<FormUpload> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data;.*boundary=/i.test(type) || request.body === null)
    throw new HeirloomError(
      'bad-parameter',
      `Received content type "${type.slice(0, 100)}"; expected the form of the page /submit (multipart/form-data). Programs send bundles to /api/v1/submissions.`,
    );
  const parser = new Busboy({ headers: { 'content-type': type }, limits: LIMITS });
  const body = receive(request.body, MAX_UPLOAD_BYTES + AROUND_BYTES, uploadTooLarge);
  const fields = new Map<string, string>();
  let file: BusboyFileStream | null = null;
  let isDropped = false;
  let drop = (): void => undefined;
  const dropped = new Promise<void>((resolve) => {
    drop = () => {
      isDropped = true;
      resolve();
    };
  });

  /** What is dropped is read all the same. Whoever reads the file hears of what keeps it from coming. */
  const feed = async (): Promise<void> => {
    try {
      for await (const chunk of body)
        if (!isDropped && !parser.write(chunk)) await Promise.race([once(parser, 'drain'), dropped]);
      if (!isDropped) parser.end();
    } catch (error) {
      file?.destroy(error as Error);
      throw error;
    }
  };

  return new Promise((resolve, reject) => {
    parser.on('field', (name, value) => fields.set(name, value));
    parser.on('file', (_field, stream) => {
      file = stream;
      const open = () => Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
      const drain = async (): Promise<void> => {
        drop();
        await fed.catch(() => undefined);
      };
      resolve({ fields, open, drain });
    });
    // Where there was a file these come too late to matter.
    parser.on('error', (cause) => {
      drop();
      reject(new HeirloomError('bad-parameter', 'The form can’t be read to its end. Send it again.', { cause }));
    });
    parser.on('finish', () =>
      reject(new HeirloomError('bad-parameter', 'The form has no file; choose the packed bundle (.tar.gz).')),
    );
    const fed = feed();
    fed.catch(reject);
  });
}
