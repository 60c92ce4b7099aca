/** Strategies that are modules of somebody's own: what their cards say (docs/strategy-modules.md). */
import { z } from 'zod';
import { CAPABILITIES, type Capability, type StrategyCard } from './card.ts';
import { canonicalJson, sha256 } from './digest.ts';
import { idSchema, type Params, paramValueSchema, positiveSchema, sha256Schema } from './ids.ts';
import { type RecordedModule, STRATEGY_INTERFACE } from './recorded-module.ts';
import { joinRegimes, REPLACE_REGIME, type Regime, regimeSchema } from './regime.ts';

/** Largest source of a module, and of a text beside it, in bytes. */
export const MAX_MODULE_BYTES = 262_144;

const line = (max: number) => z.string().trim().min(1).max(max);
const described = { description: line(300) };
const numeric = {
  ...described,
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
};

/** One parameter, as JSON Schema says it; each has a default. */
export const parameterSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('number'), ...numeric, default: z.number() }),
  z.strictObject({ type: z.literal('integer'), ...numeric, default: z.int() }),
  z.strictObject({ type: z.literal('boolean'), ...described, default: z.boolean() }),
  z.strictObject({
    type: z.literal('string'),
    ...described,
    enum: z.array(line(60)).min(1).max(50),
    default: z.string(),
  }),
]);
export type ModuleParameter = z.infer<typeof parameterSchema>;

const parameterName = z
  .string()
  .regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/, 'expected letters and digits that begin with a letter');

/** A row of the table that says what a module is allowed, and what it needs: all rows whose `when` holds count together. */
const ruleSchema = z.strictObject({
  /** Values of parameters, one or several each; a row without it always holds. */
  when: z.record(parameterName, z.union([paramValueSchema, z.array(paramValueSchema).min(1).max(50)])).optional(),
  /** What differs from the regime of doing nothing. */
  regime: regimeSchema.partial().optional(),
  needs: z.array(z.enum(Object.keys(CAPABILITIES) as [Capability, ...Capability[]])).optional(),
});

/** What a module says of itself: what is handed to `defineStrategy`. */
export const declaredCardSchema = z
  .strictObject({
    id: idSchema,
    version: positiveSchema,
    name: line(80),
    summary: line(300),
    /** SPDX expression of the module's source. */
    licence: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9.+ ()-]{0,99}$/, 'expected an SPDX expression, such as Apache-2.0'),
    reference: z
      .strictObject({ title: line(300), authors: line(300).optional(), url: z.url().max(500), year: z.int().min(1900) })
      .optional(),
    params: z.record(parameterName, parameterSchema).default({}),
    rules: z.array(ruleSchema).max(100).default([]),
  })
  .superRefine(({ params, rules }, context) => {
    for (const [name, parameter] of Object.entries(params)) {
      if (schemaOf(parameter).safeParse(parameter.default).success) continue;
      context.addIssue({
        code: 'custom',
        path: ['params', name, 'default'],
        message: 'is out of the parameter’s own range',
      });
    }
    for (const [index, { when = {} }] of rules.entries()) {
      for (const [name, value] of Object.entries(when)) {
        const parameter = Object.hasOwn(params, name) ? params[name] : undefined;
        const values = Array.isArray(value) ? value : [value];
        if (parameter !== undefined && values.every((each) => schemaOf(parameter).safeParse(each).success)) continue;
        const path = ['rules', index, 'when', name];
        context.addIssue({
          code: 'custom',
          path,
          message: 'names no parameter of the card, or a value that it can’t have',
        });
      }
    }
  });
export type DeclaredCard = z.infer<typeof declaredCardSchema>;

/** `strategy/card.json`: what the sandbox found the module to declare. The parameters are a JSON Schema. */
export const moduleCardSchema = z
  .strictObject({
    interface: z.literal(STRATEGY_INTERFACE),
    /** Hex SHA-256 of the module's source. */
    module: sha256Schema,
    ...declaredCardSchema.shape,
    params: z.strictObject({
      type: z.literal('object'),
      properties: z.record(parameterName, parameterSchema),
      additionalProperties: z.literal(false),
    }),
  })
  .superRefine(({ interface: _, module: __, params, ...card }, context) => {
    const declared = declaredCardSchema.safeParse({ ...card, params: params.properties });
    for (const { path, message } of declared.error?.issues ?? [])
      context.addIssue({ code: 'custom', path: [...path], message });
  });
export type ModuleCard = z.infer<typeof moduleCardSchema>;

/** The card of a module with this source. */
export function moduleCard({ params, ...declared }: DeclaredCard, source: string | Uint8Array): ModuleCard {
  return {
    interface: STRATEGY_INTERFACE,
    module: sha256(source),
    ...declared,
    params: { type: 'object', properties: params, additionalProperties: false },
  };
}

/** What a record says of a module with this card. */
export function recordedModule(card: ModuleCard): RecordedModule {
  return { interface: card.interface, sha256: card.module, card: sha256(canonicalJson(card)) };
}

/** A module's card in the form that the cards of built-in strategies have. */
export function strategyCardOf(
  card: ModuleCard,
): Pick<StrategyCard, 'id' | 'version' | 'name' | 'summary' | 'params' | 'regime' | 'needs'> {
  const { id, version, name, summary, params, rules } = card;
  const rows = (values: Params) => rules.filter(({ when = {} }) => holds(when, values));
  return {
    id,
    version,
    name,
    summary,
    params: z.strictObject(
      Object.fromEntries(
        Object.entries(params.properties).map(([key, parameter]) => [
          key,
          schemaOf(parameter)
            .default(parameter.default as never)
            .describe(parameter.description),
        ]),
      ),
    ),
    regime: (values) =>
      rows(values)
        .map(({ regime = {} }): Regime => ({ ...REPLACE_REGIME, ...regime }) as Regime)
        .reduce(joinRegimes, REPLACE_REGIME),
    needs: (values) => [...new Set(rows(values).flatMap(({ needs = [] }) => needs))],
  };
}

type When = NonNullable<z.infer<typeof ruleSchema>['when']>;

function holds(when: When, values: Params): boolean {
  return Object.entries(when).every(([name, wanted]) =>
    (Array.isArray(wanted) ? wanted : [wanted]).includes(values[name] as Params[string]),
  );
}

function schemaOf(parameter: ModuleParameter): z.ZodType {
  if (parameter.type === 'boolean') return z.boolean();
  if (parameter.type === 'string') return z.enum(parameter.enum);
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = parameter;
  let schema: z.ZodNumber = parameter.type === 'integer' ? z.int() : z.number();
  if (minimum !== undefined) schema = schema.min(minimum);
  if (maximum !== undefined) schema = schema.max(maximum);
  if (exclusiveMinimum !== undefined) schema = schema.gt(exclusiveMinimum);
  if (exclusiveMaximum !== undefined) schema = schema.lt(exclusiveMaximum);
  return schema;
}
