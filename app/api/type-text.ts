/** JSON Schemas as people read them: the types of TypeScript, without what only checks. */

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
}

/** A type on one or several lines. `indent`: of the line that it begins on. A reference reads as the name of its schema. */
export function typeText(schema: Schema, indent = ''): string {
  const { $ref, anyOf, oneOf, type } = schema;
  if ($ref !== undefined) return $ref.split('/').at(-1) as string;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  const members = anyOf ?? oneOf;
  if (members) return union(members.map((member) => typeText(member, indent)));
  if (Array.isArray(type)) return union(type.map((one: string) => typeText({ ...schema, type: one }, indent)));
  if (type === 'array') return arrayText(schema, indent);
  if (type === 'object') return objectText(schema, indent);
  return (type as string | undefined) ?? 'any';
}

const union = (members: readonly string[]): string => [...new Set(members)].join(' | ');

function arrayText({ items, prefixItems }: Schema, indent: string): string {
  if (prefixItems) return `[${prefixItems.map((item) => typeText(item, indent)).join(', ')}]`;
  const item = typeText(items || {}, indent);
  return / \| (?![^{]*\})/.test(item) ? `(${item})[]` : `${item}[]`;
}

function objectText({ properties, required = [], additionalProperties }: Schema, indent: string): string {
  const inner = `${indent}  `;
  if (!properties) {
    return typeof additionalProperties === 'object' ? `{ [name]: ${typeText(additionalProperties, indent)} }` : '{ … }';
  }
  const lines = Object.entries(properties).map(
    ([name, property]) => `${inner}${name}${required.includes(name) ? '' : '?'}: ${typeText(property, inner)}`,
  );
  return `{\n${lines.join('\n')}\n${indent}}`;
}

/** What a query or a path takes, on one line: `all | closed`, `integer, 1 to 999999`, `text`. */
export function valuesText(schema: Schema & { readonly minimum?: number; readonly maximum?: number }): string {
  if (schema.enum) return schema.enum.join(' | ');
  const { type = 'string', minimum, maximum } = schema;
  return minimum === undefined || maximum === undefined ? String(type) : `${type}, ${minimum} to ${maximum}`;
}
