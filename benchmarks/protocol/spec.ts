/** The strategy specification `id[:k=v,k=v]`, joined with `+` (design, section 9). */
import { HeirloomError } from './errors.ts';
import type { Params } from './ids.ts';

export interface SpecPart {
  readonly id: string;
  readonly passed: Params;
}

/**
 * Parses `retain:share=0.1+temperature:value=0.9`. Values that read as numbers or booleans become those.
 * @throws usage where the text is not of that form.
 */
export function parseSpec(spec: string): SpecPart[] {
  // A plus inside a number (`1e+3`) doesn't join: the next part must start with a letter.
  return spec.split(/\+(?=[a-z])/i).map((part) => parsePart(part.trim(), spec));
}

function parsePart(part: string, spec: string): SpecPart {
  const [id = '', ...rest] = part.split(':');
  if (!/^[a-z][a-z0-9-]*$/.test(id) || rest.length > 1 || rest[0] === '') throw badSpec(spec);
  const passed: Params = {};
  for (const pair of rest[0]?.split(',') ?? []) {
    const [key, value] = parseAssignment(pair, spec);
    if (Object.hasOwn(passed, key)) {
      throw new HeirloomError('usage', `Parameter "${key}" is given twice in strategy "${spec}". Give it once.`);
    }
    passed[key] = value;
  }
  return { id, passed };
}

/** Parses `key=value` as `--set` and specifications take it. @throws usage */
export function parseAssignment(text: string, within = text): [string, Params[string]] {
  const match = /^\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(\S+)\s*$/.exec(text);
  if (!match?.[1] || match[2] === undefined) {
    throw new HeirloomError('usage', `Received "${text}" in "${within}"; expected name=value, e.g. share=0.1.`);
  }
  return [match[1], parseValue(match[2])];
}

/** Each digit has one place in it: a text that is nearly a number is looked through once. */
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

function parseValue(text: string): Params[string] {
  if (text === 'true') return true;
  if (text === 'false') return false;
  return NUMBER.test(text) ? Number(text) : text;
}

function badSpec(spec: string): HeirloomError {
  return new HeirloomError(
    'usage',
    `Received strategy "${spec}"; expected id, id:name=value,name=value, or several joined with "+", e.g. retain:share=0.1+temperature:value=0.9.`,
  );
}

/** The canonical text of a specification: parts in order, the passed parameters sorted by name. */
export function formatSpec(parts: readonly SpecPart[]): string {
  return parts
    .map(({ id, passed }) => {
      const pairs = Object.keys(passed)
        .sort()
        .map((key) => `${key}=${passed[key]}`);
      return pairs.length === 0 ? id : `${id}:${pairs.join(',')}`;
    })
    .join('+');
}

/** A parameter whose value doesn't come back when its specification is read, and why. */
export interface UnwritableParameter {
  /** Index of the part. */
  readonly part: number;
  readonly name: string;
  readonly reason: string;
}

/** The first passed parameter that no specification can say; null where all of them can be written and read again. */
export function unwritableParameter(parts: readonly SpecPart[]): UnwritableParameter | null {
  for (const [part, { passed }] of parts.entries()) {
    for (const [name, value] of Object.entries(passed)) {
      const reason = unwritableReason(name, value);
      if (reason !== null) return { part, name, reason };
    }
  }
  return null;
}

function unwritableReason(name: string, value: Params[string]): string | null {
  if (!/^[a-zA-Z][a-zA-Z0-9]*$/.test(name)) return 'its name has to be letters and digits that begin with a letter';
  const text = String(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return 'it has to be a finite number';
  if (text === '') return 'it is empty';
  if (/\+[a-z]/i.test(text)) return '"+" before a letter joins two strategies';
  const reserved = /[,:]|\s/.exec(text)?.[0];
  if (reserved !== undefined) return `it has ${reserved.trim() === '' ? 'a space' : `a "${reserved}"`}`;
  const read = parseValue(text);
  if (typeof read !== typeof value)
    return `written, it reads as the ${typeof read} ${text}, and it is a ${typeof value}`;
  return null;
}

/** A folder name for a specification: `retain:share=0.1` → `retain-share-0.1`. */
export function specSlug(spec: string): string {
  return spec
    .replaceAll(/[:,=+]/g, '-')
    .replaceAll(/[^a-zA-Z0-9._-]/g, '_')
    .toLowerCase();
}
