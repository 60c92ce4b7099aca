/** What the sandbox may send, as the harness takes it. The module is hostile until the opposite is known, and so is every message. */
import { z } from 'zod';
import { SandboxFault } from './fault.ts';

export const HOOKS = ['compose', 'fit', 'sample'] as const;
export type Hook = (typeof HOOKS)[number];

const count = z.int().nonnegative().max(1e12);
const batch = z.string().max(20);
const array = z.int().nonnegative().max(100_000);
const which = z.enum(['last', 'initial', 'new']);
const source = z.string().max(64);
const positive = z.number().positive().max(1e6);
const share = z.number().gt(0).max(1);
const step = z.strictObject({ weight: z.number().nonnegative().max(1e6), units: count, budget: share });

const made = <Make extends string, Shape extends z.ZodRawShape>(make: Make, shape: Shape) =>
  z.strictObject({ make: z.literal(make), id: batch, ...shape });

/** A batch under a name of the module's: one that it asks the harness for, or one that it makes of others; and what it keeps. */
const nodeSchema = z.discriminatedUnion('make', [
  made('original', {}),
  made('base', { units: count }),
  made('draw', {
    units: count,
    source: source.optional(),
    which: which.optional(),
    temperature: positive.optional(),
    guidance: step.optional(),
  }),
  made('fresh', { units: count }),
  made('simulate', { units: count }),
  made('take', { of: batch, indices: array }),
  made('concat', { of: z.array(batch).min(1).max(100_000) }),
  made('head', { of: batch, units: count }),
  made('weights', { of: batch, weights: array }),
  made('data', { of: batch, values: array }),
  z.strictObject({ make: z.literal('kept'), of: z.array(batch).max(10_000) }),
]);
export type Node = z.infer<typeof nodeSchema>;

const define = z.array(nodeSchema).max(100_000).default([]);
const call = <Op extends string, Shape extends z.ZodRawShape>(op: Op, shape: Shape) =>
  z.strictObject({ type: z.literal('call'), op: z.literal(op), define, ...shape });

export const callSchema = z.discriminatedUnion('op', [
  call('settle', { batch }),
  call('read', { batch }),
  call('sizes', { batch }),
  call('offsets', { batch }),
  call('labels', {}),
  call('log-density', { batch, which }),
  call('verify', { batch, accuracy: z.number().min(0).max(1), bias: z.number().min(0).max(1) }),
  call('edit-tokens', { batch, which, source, threshold: share, temperature: positive }),
  call('spent', {}),
  call('child', { path: z.string().min(1).max(200) }),
]);
export type Call = z.infer<typeof callSchema>;

const fitSchema = z.strictObject({
  distill: z.strictObject({ teacher: which, weight: share }).optional(),
  anchor: z.strictObject({ model: which, strength: positive }).optional(),
  adversarial: z.strictObject({ radius: positive, steps: z.int().min(1).max(100) }).optional(),
  truncate: z
    .union([
      z.strictObject({ share: z.number().gt(0).lt(1) }),
      z.strictObject({ confidence: z.number().gt(0).lt(1) }),
      z.strictObject({ focus: z.int().min(1).max(100) }),
    ])
    .optional(),
  untrained: z.literal(true).optional(),
  extrapolate: step.optional(),
});

const returned = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject({ type: z.literal('return'), ...shape });
const RETURNS = {
  card: returned({ card: z.unknown() }),
  open: returned({ hooks: z.array(z.enum(HOOKS)).max(HOOKS.length) }),
  compose: returned({ define, batch }),
  sample: returned({ define, batch }),
  fit: returned({ define, batch, fit: fitSchema }),
};
export type Asked = keyof typeof RETURNS;
export type Returned<Name extends Asked> = z.infer<(typeof RETURNS)[Name]>;

/** @throws SandboxFault naming the field that is wrong */
export function parseCall(value: unknown): Call {
  return parsed(callSchema, value, 'asked the harness for something that it doesn’t offer');
}

/** @throws SandboxFault naming the field that is wrong */
export function parseReturn<Name extends Asked>(name: Name, value: unknown): Returned<Name> {
  return parsed(RETURNS[name] as z.ZodType, value, `returned from ${name} what it may not`) as Returned<Name>;
}

function parsed<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'message'}: ${message}`);
  throw new SandboxFault(`It ${what}: ${issues.join('; ')}.`);
}
