/** A small JSON body. */
import type { z } from 'zod';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { readStrictJson } from '#leaderboard/intake/strict-json.ts';
import { receive } from '#leaderboard/intake/uploads.ts';

const MAX_BODY = 10_000;
/** What the places of its problems begin with. */
const BODY = '(body)';

/** @throws bad-parameter saying what was `expected`, with every problem at its place; too-large, too-slow, interrupted */
export async function requireJsonBody<T>(request: Request, schema: z.ZodType<T>, expected: string): Promise<T> {
  const read = readStrictJson(await readBytes(request), schema, BODY);
  if ('value' in read) return read.value;
  throw new HeirloomError('bad-parameter', `Expected the JSON body ${expected}.`, { problems: read.problems });
}

const tooLarge = (): HeirloomError => new HeirloomError('too-large', `The body is longer than ${MAX_BODY} bytes.`);

async function readBytes(request: Request): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  for await (const chunk of receive(request.body, MAX_BODY, tooLarge)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
