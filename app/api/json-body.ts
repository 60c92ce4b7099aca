/** A small JSON body. */
import type { z } from 'zod';
import { HeirloomError } from '../../benchmarks/protocol/errors.ts';
import { readStrictJson } from '../../leaderboard/strict-json.ts';

const MAX_BODY = 10_000;
/** What the places of its problems begin with. */
const BODY = '(body)';

/** @throws bad-parameter saying what was `expected`, with every problem at its place; too-large */
export async function requireJsonBody<T>(request: Request, schema: z.ZodType<T>, expected: string): Promise<T> {
  const read = readStrictJson(await readBytes(request), schema, BODY);
  if ('value' in read) return read.value;
  throw new HeirloomError('bad-parameter', `Expected the JSON body ${expected}.`, { problems: read.problems });
}

async function readBytes(request: Request): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY) throw new HeirloomError('too-large', `The body is longer than ${MAX_BODY} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
