/** A form is read to its end whatever becomes of its file: who sends one gets an answer. */
import { describe, expect, it } from 'vitest';
import { openForm } from '../../../app/api/form-upload.ts';

const ADDRESS = 'http://127.0.0.1:3000/submit/send';
/** More than what streams keep ready between them. */
const BYTES = 3_000_000;
const bundle = new Blob([new Uint8Array(BYTES)]);

function formOf(fields: Readonly<Record<string, string | Blob>>): Request {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return new Request(ADDRESS, { method: 'POST', body: form });
}
const rawForm = (body: BodyInit): Request =>
  new Request(ADDRESS, {
    ...{ method: 'POST', body, duplex: 'half' },
    headers: { 'content-type': 'multipart/form-data; boundary=zz' },
  } as RequestInit);

async function lengthOf(stream: ReadableStream<Uint8Array>): Promise<number> {
  return (await new Response(stream).arrayBuffer()).byteLength;
}

describe('a form', () => {
  it('gives its fields and its file', async () => {
    const { fields, open, drain } = await openForm(formOf({ token: 'secret', bundle }));
    expect(fields.get('token')).toBe('secret');
    expect(await lengthOf(open())).toBe(BYTES);
    await drain();
  });

  it('whose file nobody reads is drained', async () => {
    await (await openForm(formOf({ bundle }))).drain();
  });

  it('whose file is given up midway is drained', async () => {
    const { open, drain } = await openForm(formOf({ bundle }));
    const reader = open().getReader();
    await reader.read();
    await reader.cancel();
    await drain();
  });

  it('that breaks off tells who reads its file', async () => {
    const head = '--zz\r\ncontent-disposition: form-data; name="bundle"; filename="b"\r\n\r\nabc';
    let end = (_: Error): void => undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(head));
        end = (error) => controller.error(error);
      },
    });
    const { open, drain } = await openForm(rawForm(body));
    end(new Error('gone'));
    await expect(lengthOf(open())).rejects.toMatchObject({ code: 'interrupted' });
    await drain();
  });

  it.each([
    ['without a file', formOf({ token: 'x' }), 'The form has no file'],
    ['that is none', rawForm('garbage'), 'can’t be read to its end'],
    ['of another type', new Request(ADDRESS, { method: 'POST', body: 'x' }), 'expected the form of the page /submit'],
  ])('%s is refused with words', async (_, request, words) => {
    await expect(openForm(request)).rejects.toMatchObject({
      code: 'bad-parameter',
      message: expect.stringContaining(words),
    });
  });
});
