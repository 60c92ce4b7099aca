/** Parameters as they were passed against the schema of a card. */
import type { z } from 'zod';
import { HeirloomError } from '../protocol/errors.ts';
import type { Params } from '../protocol/ids.ts';
import { didYouMean } from '../protocol/nearest.ts';

/** Fills in defaults. @throws bad-parameter naming each parameter that is unknown or out of range, and what may have been meant */
export function resolveParams(
  owner: string,
  schema: z.ZodObject,
  passed: Readonly<Params>,
  see = `See npx heirloom show ${owner.split(' ')[1]}.`,
): Params {
  const parsed = schema.safeParse(passed);
  if (parsed.success) return parsed.data as Params;
  const problems = parsed.error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownParameter(key, schema));
    const name = String(issue.path[0]);
    return [`received ${name}=${passed[name]}; ${expectedValue(issue, passed[name])}`];
  });
  throw new HeirloomError(
    'bad-parameter',
    `Wrong parameter for ${owner}: ${problems.join('; ')}${problems.at(-1)?.endsWith('?') ? '' : '.'} ${see}`,
  );
}

function unknownParameter(name: string, { shape }: z.ZodObject): string {
  const known = Object.keys(shape);
  const help = known.length === 0 ? 'it takes none' : didYouMean(name, known);
  return `unknown parameter "${name}"${help === null ? '' : `; ${help}`}`;
}

/** What zod expected, and of a list of words the one that may have been meant. */
function expectedValue(issue: z.core.$ZodIssue, received: unknown): string {
  const words = issue.code === 'invalid_value' ? didYouMean(String(received), issue.values.map(String)) : null;
  return words ?? issue.message.replace(/^Invalid input: /, '').replace(/^Invalid option: /, '');
}
