/** A form with one file, as browsers send it (multipart/form-data, RFC 7578), read as it comes. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { MAX_UPLOAD_BYTES, receive, uploadTooLarge } from '#leaderboard/intake/uploads.ts';

/** What stands around a file: boundaries, names and the other fields. */
const AROUND_BYTES = 16 * 1024;
const LIMITS = { fields: 4, fieldSize: 1000, files: 1, parts: 6 };

export interface FormUpload {
  /** The fields before the file. */
  readonly fields: ReadonlyMap<string, string>;
  readonly file: ReadableStream<Uint8Array>;
  /** Reads on to the end of the form, whether or not the file was read: a browser shows no answer before it has sent all. */
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
  return new Promise((resolve, reject) => {
    parser.on('field', (name, value) => fields.set(name, value));
    parser.on('file', (_field, file) => {
      const drain = async (): Promise<void> => {
        file.resume();
        await ended.catch(() => undefined);
      };
      resolve({ fields, file: Readable.toWeb(file) as ReadableStream<Uint8Array>, drain });
    });
    const ended = pipeline(body, parser);
    ended.then(
      () => reject(new HeirloomError('bad-parameter', 'The form has no file; choose the packed bundle (.tar.gz).')),
      (cause: unknown) =>
        reject(
          cause instanceof HeirloomError
            ? cause
            : new HeirloomError('bad-parameter', 'The form can\u2019t be read to its end. Send it again.', { cause }),
        ),
    );
  });
}
