/** Hostile JSON values, and a writer for those that `JSON.stringify` can't write. All are texts of a few hundred kilobytes at most. */
import type { Stream } from '#benchmarks/numerics/stream.ts';

/** A piece of JSON, or of what only looks like it, that is written as it is. */
export class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export function writeJson(value: unknown): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(writeJson).join()}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${writeJson(item)}`);
    return `{${fields.join()}}`;
  }
  return JSON.stringify(value);
}

export const pick = <T>(stream: Stream, items: readonly T[]): T => items[stream.int(items.length)] as T;

const NUMBERS: readonly unknown[] = [
  ...[0, 1, -1, 0.5, 2, 3, 1e308, -1e308, 1e154, 1e21, 5e-324, -5e-324, 1e-300, 2147483647, 2147483648, 4294967296],
  ...[2 ** 53 - 1, 2 ** 53, 1e6, 100_001, 1.0000000000000002],
  ...['-0', '1e400', '-1e400', '0.1e1', '1E5', '00', '+1', '1.', '.5', 'NaN', 'Infinity', '-Infinity'].map(
    (text) => new Raw(text),
  ),
];

const TEXTS: readonly unknown[] = [
  ...['', ' ', 'NaN', 'Infinity', '0', '-0', 'null', 'true', '__proto__', 'constructor', 'toString', 'hasOwnProperty'],
  ...['\u0000', '\u001b[31m', '\u202eabc', '\ud800', '\u2028', '\ufeff', '../..', '/etc', 'C:\\', '~0~1/', '#/seeds/0'],
  ...['replace', 'oracle', 'gaussian', 'quick', 'smoke', 'main', 'diverged', 'completed', 'heirloom.run/1', '0.1'],
  ...[
    'x'.repeat(501),
    'x'.repeat(70_000),
    'a+b:c=d',
    'a:b=1e999',
    'é'.normalize('NFD'),
    '\u0430',
    '2026-02-30T00:00:00Z',
  ],
  ...['0'.repeat(64), 'F'.repeat(64), '<b>', "'; --", '%s%n', '\n', '\t'],
];

const nested = (depth: number): Raw => new Raw('['.repeat(depth) + ']'.repeat(depth));
const OTHERS: readonly unknown[] = [
  ...[null, true, false, [], {}, [[]], [null], [{}], { length: 1 }, { a: 1 }, [0], [1, 2, 3]],
  ...[
    nested(20),
    nested(40),
    nested(1000),
    new Raw('{"a":1,"a":2}'),
    new Raw('{"__proto__":{}}'),
    new Raw(''),
    new Raw('[1,]'),
  ],
  Array.from({ length: 300 }, (_, i) => i),
  Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`f${i}`, i])),
];

/** A value that is mostly of the type that was there, or the old one a little changed. */
export function hostileValue(stream: Stream, old: unknown): unknown {
  const chance = stream.uniform();
  if (chance < 0.15) return pick(stream, OTHERS);
  if (chance < 0.2) return pick(stream, [[old], { value: old }, String(old), [old, old]]);
  if (typeof old === 'number') return chance < 0.6 ? changedNumber(stream, old) : pick(stream, NUMBERS);
  if (typeof old === 'string') return chance < 0.5 ? changedText(stream, old) : pick(stream, TEXTS);
  if (typeof old === 'boolean') return chance < 0.8 ? !old : pick(stream, NUMBERS);
  return pick(stream, chance < 0.6 ? NUMBERS : TEXTS);
}

const changedNumber = (stream: Stream, old: number): number =>
  pick(stream, [
    old + 1,
    old - 1,
    -old,
    old * 10,
    old / 10,
    old * 2,
    old * (1 + Number.EPSILON),
    old * 1e300,
    Math.round(old),
    old + 0.5,
  ]);

function changedText(stream: Stream, old: string): string {
  const at = stream.int(old.length + 1);
  return pick(stream, [
    old.slice(0, at) + old.slice(at + 1),
    `${old.slice(0, at)}${pick(stream, ['0', 'a', '-', '+', ':', ' ', '\u200b', '\u202e', 'ä', '/'])}${old.slice(at)}`,
    old.toUpperCase(),
    `${old} `,
    old + old,
  ]);
}
