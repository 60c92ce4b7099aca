/** What the schema of a card says of its parameters: what each means, takes and is by default. */
import { z } from 'zod';

export interface ParameterDescription {
  readonly name: string;
  /** What it is; no full stop. */
  readonly meaning: string;
  /** `integer, 3 to 1000000`, `number, > 0, < 1`, `unbiased | mle`. */
  readonly takes: string;
  /** Null where it is left out unless it is given. */
  readonly default: string | null;
}

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly maxLength?: number;
  readonly default?: unknown;
}

/** Describes the parameters of a schema, in its order. */
export function describeParameters(schema: z.ZodObject): ParameterDescription[] {
  const { properties = {} } = z.toJSONSchema(schema) as { properties?: Record<string, Schema> };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    meaning: property.description ?? '',
    takes: takes(property),
    default: property.default === undefined ? null : String(property.default),
  }));
}

function takes(schema: Schema): string {
  if (schema.anyOf) return schema.anyOf.map(takes).join(' | ');
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum) return schema.enum.join(' | ');
  if (schema.type === 'boolean') return 'true | false';
  if (schema.type === 'string' && schema.maxLength !== undefined) return `text, 1 to ${schema.maxLength} characters`;
  return [schema.type ?? 'value', ...range(schema)].join(', ');
}

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema): string[] {
  if (minimum !== undefined && maximum !== undefined) return [`${minimum} to ${maximum}`];
  const low = minimum === undefined ? bound('>', exclusiveMinimum) : bound('≥', minimum);
  const high = maximum === undefined ? bound('<', exclusiveMaximum) : bound('≤', maximum);
  return [...low, ...high];
}

const bound = (sign: string, value: number | undefined): string[] => (value === undefined ? [] : [`${sign} ${value}`]);
