/** What a check finds: problems that refuse a bundle and warnings that don't, each at its place. */
import type { Problem } from '../protocol/errors.ts';
import { printable } from '../protocol/unprintable.ts';
import type { BundleModule } from './check-module.ts';
import { MAX_PROBLEMS } from './limits.ts';

export class Findings {
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];
  /** Problems found after the list was full. */
  omitted = 0;

  add(path: string, message: string): void {
    if (this.full) this.omitted += 1;
    else this.problems.push({ path, message });
  }

  warn(path: string, message: string): void {
    if (this.warnings.length < MAX_PROBLEMS) this.warnings.push({ path, message });
  }

  /** Loops over hostile data stop here. */
  get full(): boolean {
    return this.problems.length >= MAX_PROBLEMS;
  }
}

/** A file of the bundle, and where what is found in it goes. */
export interface FileCheck {
  readonly file: string;
  readonly findings: Findings;
  /** The strategy's module in the bundle; null where it has none, missing where a record is looked at alone. */
  readonly module?: BundleModule | null;
}

/** A step in a JSON value: a field's name or an array's index. */
export type Step = string | number;

/** The place of a value: `runs/gaussian.json#/seeds/3` (JSON pointer, RFC 6901, as a fragment). */
export function at(file: string, ...steps: readonly Step[]): string {
  return `${file}#${steps.map((step) => `/${escapeStep(step)}`).join('')}`;
}

function escapeStep(step: Step): string {
  if (typeof step === 'number') return String(step);
  return printable(step.replaceAll('~', '~0').replaceAll('/', '~1'), 80);
}

/** Two values that differ for one message: of long texts what is around the first difference, so that it can be seen. */
export function showBoth(received: unknown, expected: unknown): readonly [string, string] {
  const whole = [show(received), show(expected)] as const;
  if (whole[0] !== whole[1] || typeof received !== 'string' || typeof expected !== 'string') return whole;
  const longest = Math.max(received.length, expected.length);
  let same = 0;
  while (same < longest && received[same] === expected[same]) same++;
  const from = Math.max(0, same - 20);
  const around = (text: string): string => `"…${printable(text.slice(from))}" (from character ${from + 1} on)`;
  return [around(received), around(expected)];
}

/** A value of unknown origin for a message. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${printable(value)}"`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
