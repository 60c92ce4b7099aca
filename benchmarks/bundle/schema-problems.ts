/** From a schema's complaints to problems: each at its place, saying what was received and what was expected. */
import type { z } from 'zod';
import { at, type FileCheck, type Step, show } from './findings.ts';

type Issue = z.core.$ZodIssue;

export interface SchemaCheck extends FileCheck {
  /** Where in the file the value is. */
  readonly steps?: readonly Step[];
  /** Whether an empty text or a zero is a blank of a draft. */
  readonly isDraft?: boolean;
}

/** Checks a value; its parsed form, or null with a problem for every complaint. */
export function checkSchema<T>(schema: z.ZodType<T>, value: unknown, check: SchemaCheck): T | null {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) addIssue(issue, value, check);
  return null;
}

/** Checks each element of an array and stops where the list of problems is full. */
export function checkElements(schema: z.ZodType, items: readonly unknown[], check: SchemaCheck): boolean {
  let fine = true;
  for (let i = 0; i < items.length && !check.findings.full; i++) {
    if (checkSchema(schema, items[i], { ...check, steps: [...(check.steps ?? []), i] }) === null) fine = false;
  }
  return fine;
}

function addIssue(issue: Issue, root: unknown, { findings, file, steps = [], isDraft = false }: SchemaCheck): void {
  const path = issue.path as Step[];
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) findings.add(at(file, ...steps, ...path, key), 'unknown field; remove it');
    return;
  }
  findings.add(at(file, ...steps, ...path), messageFor(issue, valueAt(root, path), isDraft));
}

function messageFor(issue: Issue, value: unknown, isDraft: boolean): string {
  const expected = expectation(issue);
  if (value === undefined) return `missing; ${expected}`;
  if (isDraft && (value === 0 || (typeof value === 'string' && value.trim() === ''))) return `blank; ${expected}`;
  return `received ${show(value)}; ${expected}`;
}

/** What zod expected, without what it received: `expected number`. */
function expectation(issue: Issue): string {
  const text = issue.message
    .replace(/^(?:Invalid|Too small|Too big)[^:]*: /, '')
    .replace(/, received .*$/, '')
    .replaceAll('"|"', '", "');
  if (issue.code === 'invalid_union') {
    const kinds = issue.errors.flat().flatMap((inner) => ('expected' in inner ? [String(inner.expected)] : []));
    if (kinds.length > 0) return `expected ${[...new Set(kinds)].join(' or ')}`;
    if ('discriminator' in issue && issue.discriminator !== undefined)
      return `expected a known "${issue.discriminator}"`;
  }
  return text.startsWith('expected') ? text : `expected a valid value (${text})`;
}

function valueAt(root: unknown, path: readonly Step[]): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<Step, unknown>)[step];
  }
  return value;
}
