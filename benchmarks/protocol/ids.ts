/** Names, seeds and small shared schemas. */
import { z } from 'zod';

/** The formats of run records. In the second the truth of a metric may be one number a generation; both are read. */
export const RUN_FORMATS = ['heirloom.run/1', 'heirloom.run/2'] as const;
export type RunFormat = (typeof RUN_FORMATS)[number];

/** Kebab-case name, equal to its folder's name and never reused. */
export const idSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'expected a kebab-case id')
  .max(64);

export const TIERS = ['smoke', 'quick', 'standard', 'full'] as const;
export const tierSchema = z.enum(TIERS);
export type Tier = z.infer<typeof tierSchema>;

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hex digits (SHA-256)');

/** A parameter value of a benchmark or a strategy; a text is no longer than a whole specification may be. */
export const paramValueSchema = z.union([
  z.number(),
  z.string().max(500, 'expected at most 500 characters'),
  z.boolean(),
]);
export const paramsSchema = z.record(z.string(), paramValueSchema);
export type Params = z.infer<typeof paramsSchema>;

/** Largest integer that a database column takes. */
export const MAX_INTEGER = 2_147_483_647;

/** Non-negative integer that JSON carries exactly and a database column takes. */
export const countSchema = z.int().nonnegative().max(MAX_INTEGER);

/** Positive integer of the same range. */
export const positiveSchema = countSchema.min(1);
