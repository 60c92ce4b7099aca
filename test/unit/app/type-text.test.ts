/** Schemas as types. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { typeText, valuesText } from '../../../app/api/type-text.ts';

const text = (schema: z.ZodType): string => typeText(z.toJSONSchema(schema) as Parameters<typeof typeText>[0]);

describe('a schema as a type', () => {
  it.each([
    [z.string(), 'string'],
    [z.int().nullable(), 'integer | null'],
    [z.literal('a'), '"a"'],
    [z.enum(['a', 'b']).nullable(), '"a" | "b" | null'],
    [z.array(z.string()), 'string[]'],
    [z.array(z.union([z.string(), z.null()])), '(string | null)[]'],
    [z.tuple([z.string(), z.boolean()]), '[string, boolean]'],
    [z.record(z.string(), z.number()), '{ [name]: number }'],
    [
      z.strictObject({ a: z.string(), b: z.strictObject({ c: z.int() }).optional() }),
      '{\n  a: string\n  b?: {\n    c: integer\n  }\n}',
    ],
    [z.array(z.strictObject({ a: z.string().nullable() })), '{\n  a: string | null\n}[]'],
    [z.unknown(), 'any'],
  ])('%#', (schema, expected) => {
    expect(text(schema)).toBe(expected);
  });

  it('of a name is that name', () => {
    expect(typeText({ type: 'array', items: { $ref: '#/components/schemas/Score' } })).toBe('Score[]');
  });

  it('of what an address takes is on one line', () => {
    expect(valuesText({ enum: ['a', 'b'] })).toBe('a | b');
    expect(valuesText({ type: 'integer', minimum: 1, maximum: 9 })).toBe('integer, 1 to 9');
    expect(valuesText({ type: 'string' })).toBe('string');
  });
});
