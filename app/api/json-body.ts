/** A small JSON body, checked by a schema. */
import type { z } from 'zod';
import { HeirloomError } from '../../benchmarks/protocol/errors.ts';

const MAX_BODY = 10_000;

/** @throws bad-parameter saying what was `expected`; too-large */
export async function requireJsonBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  expected: string,
): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(parseJson(await readText(request)));
  if (parsed.success) return requireStorable(parsed.data);
  throw new HeirloomError('bad-parameter', `Expected the JSON body ${expected}.`, {
    problems: parsed.error.issues.map(({ path, message }) => ({ path: `#/${path.join('/')}`, message })),
  });
}

/** @throws bad-parameter where a text has U+0000, which no text of the database can hold */
function requireStorable<Value>(value: Value): Value {
  // A backslash of the text's own is written twice.
  if (!JSON.stringify(value).replaceAll('\\\\', '').includes('\\u0000')) return value;
  throw new HeirloomError('bad-parameter', 'Received a text with the character U+0000; expected texts without it.');
}

async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  if (!request.body) return text;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_BODY) throw new HeirloomError('too-large', `The body is longer than ${MAX_BODY} characters.`);
  }
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
