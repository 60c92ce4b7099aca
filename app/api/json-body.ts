/** A small JSON body, read as the JSON of a bundle is: nothing in it is dropped in silence, a key that is there twice included. */
import type { z } from 'zod';
import { Findings } from '../../benchmarks/bundle/findings.ts';
import { parseJson } from '../../benchmarks/bundle/json.ts';
import { checkSchema } from '../../benchmarks/bundle/schema-problems.ts';
import { HeirloomError } from '../../benchmarks/protocol/errors.ts';

const MAX_BODY = 10_000;
/** What the places of its problems begin with. */
const BODY = '(body)';

/** @throws bad-parameter saying what was `expected`, with every problem at its place; too-large */
export async function requireJsonBody<T>(request: Request, schema: z.ZodType<T>, expected: string): Promise<T> {
  const findings = new Findings();
  const body = parseJson(await readBytes(request), BODY, findings);
  const value = body === undefined ? null : checkSchema(schema, body, { file: BODY, findings });
  if (findings.problems.length === 0 && value !== null) return value;
  throw new HeirloomError('bad-parameter', `Expected the JSON body ${expected}.`, { problems: findings.problems });
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
