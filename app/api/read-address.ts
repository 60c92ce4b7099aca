/** What an address asks for, read by the schemas of its route. */
import type { z } from 'zod';
import { HeirloomError, type Problem, unknownId } from '#benchmarks/protocol/errors.ts';

/** The segments of a path as Next gives them: a list for those that may be several. */
export type Segments = Readonly<Record<string, string | string[]>>;

/** Whether an object refuses names that it doesn't have. */
export const isStrict = (schema: z.ZodObject): boolean => schema.def.catchall?._zod.def.type === 'never';

/** @throws unknown-id where a segment is none of a list, not-found where it is nothing else that the address may have */
export function readParams(schema: z.ZodObject | undefined, segments: Segments): unknown {
  if (!schema) return {};
  const read = schema.safeParse(segments);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const name = String(issue?.path[0]);
  const received = String(segments[name]).slice(0, 60);
  if (issue?.code === 'invalid_value') throw unknownId(name, received, issue.values.map(String));
  throw new HeirloomError(
    'not-found',
    `There is nothing at this address: ${name} is "${received}"; ${issue?.message}.`,
  );
}

/** @throws bad-parameter naming every value that can't be taken, and what is given twice: it would not be clear which one counts */
export function readQuery(schema: z.ZodObject | undefined, search: URLSearchParams): unknown {
  if (!schema) return {};
  const isOwn = (name: string): boolean => isStrict(schema) || Object.hasOwn(schema.shape, name);
  for (const name of search.keys()) {
    if (isOwn(name) && search.getAll(name).length > 1)
      throw new HeirloomError('bad-parameter', `Received "${name.slice(0, 60)}" more than once; expected it once.`);
  }
  const read = schema.safeParse(Object.fromEntries(search));
  if (read.success) return read.data;
  const problems = read.error.issues.flatMap((issue): Problem[] => {
    if (issue.code !== 'unrecognized_keys') return [{ path: issue.path.join('/'), message: issue.message }];
    return issue.keys.map((key) => ({
      path: key.slice(0, 60),
      message: `unknown; expected ${Object.keys(schema.shape).join(', ')}`,
    }));
  });
  const list = problems.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new HeirloomError('bad-parameter', `The query can't be answered: ${list}.`, { problems });
}
