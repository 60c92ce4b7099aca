/** The messages of `heirloom.exec/1` that an outside strategy sends (docs/exec-strategies.md); those of a learner are in learner-messages.ts. */
import { z } from 'zod';
import { CAPABILITIES, type Capability } from '../../protocol/card.ts';
import { canonicalJson, sha256 } from '../../protocol/digest.ts';
import { idSchema, paramsSchema, positiveSchema } from '../../protocol/ids.ts';
import { EXEC_PROTOCOL } from '../../protocol/outside.ts';
import { REPLACE_REGIME, type Regime, regimeSchema } from '../../protocol/regime.ts';
import type { ExampleShape } from '../../strategies/strategy.ts';
import { ExecFault, shown } from './fault.ts';

/** Kinds of examples. */
export const KINDS = ['rows', 'pixels', 'sequences'] as const satisfies readonly ExampleShape['kind'][];
export type Kind = (typeof KINDS)[number];

export const HOOKS = ['compose', 'options', 'sample'] as const;
export type Hook = (typeof HOOKS)[number];

const capabilitySchema = z.enum(Object.keys(CAPABILITIES) as [Capability, ...Capability[]]);

/** What a strategy says of itself in answer to `hello`. */
export const cardSchema = z.strictObject({
  type: z.literal('card'),
  protocol: z.literal(EXEC_PROTOCOL),
  id: idSchema,
  version: positiveSchema,
  name: z.string().min(1).max(80).optional(),
  summary: z.string().max(300).optional(),
  /** All its parameters, as it was started: they stand in the specification. */
  params: paramsSchema.default({}),
  /** What differs from the regime of doing nothing. */
  regime: regimeSchema.partial().default({}),
  needs: z.array(capabilitySchema).default([]),
  hooks: z.array(z.enum(HOOKS)).min(1),
  /** Whether it may train on examples of its own making, which are of unknown source. */
  brings: z.boolean().default(false),
});
export type OutsideCard = z.infer<typeof cardSchema>;

export const fileName = z
  .string()
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/, 'expected the name of a file in the scratch folder');
const count = z.int().nonnegative();

const partSchema = z.union([
  z.strictObject({
    batch: z.string(),
    /** `.npy` of whole numbers `[k]`: examples of the batch, in this order; all where it is left out. */
    indices: fileName.optional(),
    /** Cut to the first so many units. */
    units: count.optional(),
  }),
  /** Examples of its own: `.npy` `[n, width]` of rows or pixels. */
  z.strictObject({ values: fileName }),
  /** Sequences of its own: `.npy` `[tokens]` and `[n + 1]`. */
  z.strictObject({ tokens: fileName, offsets: fileName }),
]);

/** Examples that are handed back. `weights`: `.npy` `[n]`. */
export const selectionSchema = z.strictObject({
  parts: z.array(partSchema).min(1).max(1000),
  weights: fileName.optional(),
});
export type Selection = z.infer<typeof selectionSchema>;
export type Part = z.infer<typeof partSchema>;

const which = z.enum(['last', 'initial']).default('last');
const positive = z.number().positive().max(1e6);
const share = z.number().gt(0).max(1);

const fitSchema = z.strictObject({
  distill: z.strictObject({ teacher: which, weight: share }).optional(),
  anchor: z.strictObject({ model: which, strength: positive }).optional(),
  adversarial: z.strictObject({ radius: positive, steps: z.int().min(1).max(100) }).optional(),
  truncate: z.strictObject({ share: z.number().gt(0).lt(1) }).optional(),
  untrained: z.literal(true).optional(),
});

const RETURNS = {
  reset: z.strictObject({ type: z.literal('return') }),
  compose: z.strictObject({
    type: z.literal('return'),
    training: selectionSchema,
    keep: z.array(selectionSchema).max(100).optional(),
  }),
  options: z.strictObject({ type: z.literal('return'), weights: fileName.optional(), fit: fitSchema.default({}) }),
  sample: z.union([
    z.strictObject({ type: z.literal('return'), options: z.strictObject({ temperature: positive.optional() }) }),
    z.strictObject({ type: z.literal('return'), batch: selectionSchema }),
  ]),
};
export type Asked = keyof typeof RETURNS;
export type Returned<Name extends Asked> = z.infer<(typeof RETURNS)[Name]>;

const call = <Op extends string, Shape extends z.ZodRawShape>(op: Op, shape: Shape) =>
  z.strictObject({ type: z.literal('call'), op: z.literal(op), ...shape });

/** What the process calls what it is given: with a name of its own it needn't wait to hear the harness's. */
const name = z
  .string()
  .regex(/^x[a-z0-9-]{0,30}$/, 'expected a name that begins with x: x, then letters a to z, digits and -')
  .optional();

export const callSchema = z.discriminatedUnion('op', [
  call('base', { units: count, name }),
  call('draw', { units: count, which, temperature: positive.optional(), name }),
  call('original', { name }),
  call('fresh', { units: count, name }),
  call('simulate', { units: count, name }),
  call('choose', { of: count.max(1e9), count: count.max(1e9), name }),
  call('indices', { choice: z.string() }),
  call('read', { batch: z.string(), as: z.enum(['arrays', 'text']).default('arrays') }),
  call('labels', {}),
  call('log-density', { batch: z.string(), which }),
  call('verify', { batch: z.string(), accuracy: z.number().min(0).max(1) }),
  call('edit-tokens', { batch: z.string(), which, threshold: share, temperature: positive, name }),
  call('spent', {}),
]);
export type Call = z.infer<typeof callSchema>;

/** The return of a hook. @throws ExecFault naming the field that is wrong */
export function parseReturn<Name extends Asked>(name: Name, value: unknown): Returned<Name> {
  return parsed(RETURNS[name] as z.ZodType, value, `answered ${name} with`) as Returned<Name>;
}

/** @throws ExecFault */
export function parseCall(value: unknown): Call {
  return parsed(callSchema, value, 'called the harness with');
}

/** The card, with defaults. @throws ExecFault naming the field that is wrong */
export function parseCard(value: unknown): OutsideCard {
  return parsed(cardSchema, value, 'answered hello with');
}

/** What came as a schema has it. `what`: `answered hello with`. @throws ExecFault naming the field that is wrong */
export function parsed<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'message'}: ${message}`);
  throw new ExecFault(`It ${what} ${shown(value)}; ${issues.join('; ')}. The fields are in docs/exec-strategies.md.`);
}

/** What a card allows its runs: examples of unknown source are data from elsewhere, which only `open` admits. */
export function regimeOf({ regime, brings }: OutsideCard): Regime {
  const declared = Object.fromEntries(Object.entries(regime).filter(([, value]) => value !== undefined));
  return { ...REPLACE_REGIME, ...declared, ...(brings ? { external: 'other-data' as const } : {}) };
}

/** Hex SHA-256 of what a card declares. */
export const declarationDigest = (card: OutsideCard): string => sha256(canonicalJson(structuredClone(card)));
