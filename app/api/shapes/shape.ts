/** Schemas of what the API answers, under the names that the description of the API has them. */
import { z } from 'zod';
import { truthSchema } from '#benchmarks/protocol/record.ts';

/** All of them, by schema. A registry of our own: zod's is the process's, and Next loads a module once per bundle. */
export const SHAPES = z.registry<{ readonly id: string }>();

type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;

/**
 * Names a schema that takes exactly what a view is: a view with another field, or another value, doesn't compile.
 * `summary`: what it is, with units and ranges where names don't tell them.
 */
export function shape<View>() {
  return <Schema extends z.ZodType<View>>(
    id: string,
    summary: string,
    schema: Schema & (View extends Frozen<z.output<Schema>> ? unknown : { readonly isNarrowerThan: View }),
  ): Schema => {
    const described = (schema as Schema).describe(summary);
    SHAPES.add(described, { id });
    return described;
  };
}

/** A name of the API's own, where no view has it. */
export function named<Schema extends z.ZodType>(id: string, summary: string, schema: Schema): Schema {
  const described = schema.describe(summary);
  SHAPES.add(described, { id });
  return described;
}

export const submissionId = z.string().regex(/^[0-9a-f]{16}$/);
export const count = z.int().nonnegative();
export const numberOrNull = z.number().nullable();
/** Of the truth: one number, or one for each generation where the world moves. */
export const truthOrNull = truthSchema.nullable();
/** In [0, 1]. */
export const share = z.number().min(0).max(1);
/** ISO 8601 in UTC. */
export const moment = z.iso.datetime();
