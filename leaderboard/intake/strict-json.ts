/** JSON from outside that is no bundle, read as a bundle's is: nothing in it is dropped in silence, a key that is there twice included. */
import type { z } from 'zod';
import { Findings } from '#benchmarks/bundle/findings.ts';
import { parseJson } from '#benchmarks/bundle/json.ts';
import { checkSchema } from '#benchmarks/bundle/schema-problems.ts';
import type { Problem } from '#benchmarks/protocol/errors.ts';

export type Strict<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

/** Reads a document by a schema, or says what is wrong and where; places begin with `name`. */
export function readStrictJson<T>(bytes: Uint8Array, schema: z.ZodType<T>, name: string): Strict<T> {
  const findings = new Findings();
  const document = parseJson(bytes, name, findings);
  const value = document === undefined ? null : checkSchema(schema, document, { file: name, findings });
  return value === null || findings.problems.length > 0 ? { problems: findings.problems } : { value };
}
