/** What a card's schema says of its parameters, as text. */
import { z } from 'zod';

export interface ParameterText {
  readonly name: string;
  /** `integer ≥ 3 ≤ 1000000`, or the choices. */
  readonly takes: string;
  /** Null for a parameter that may be left out: then it has no value. */
  readonly default: string | null;
}

interface ParameterSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly default?: unknown;
}

/** Lists the parameters of a schema, in its order. */
export function listParameters(schema: z.ZodObject): ParameterText[] {
  const { properties = {} } = z.toJSONSchema(schema) as { properties?: Record<string, ParameterSchema> };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    takes: takes(property),
    default: property.default === undefined ? null : String(property.default),
  }));
}

function takes(schema: ParameterSchema): string {
  if (schema.enum) return schema.enum.join(' | ');
  const { type = 'value', minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const low = minimum !== undefined ? `≥ ${minimum}` : exclusiveMinimum !== undefined ? `> ${exclusiveMinimum}` : '';
  const high = maximum !== undefined ? `≤ ${maximum}` : exclusiveMaximum !== undefined ? `< ${exclusiveMaximum}` : '';
  return [type, low, high].filter(Boolean).join(' ');
}
