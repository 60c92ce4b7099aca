/** The description of the API, OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1), made of the routes' declarations. */
import { z } from 'zod';
import { type Answer, answersOf, type Content, HEADERS, type HeaderName } from './answers.ts';
import type { Auth, Body, Declaration } from './declare-route.ts';
import { writtenAs } from './parameters.ts';
import { CODE_WORDS, type ProblemCode } from './problem-codes.ts';
import type { DeclaredRoute } from './routes.ts';
import { SHAPES } from './shapes/shape.ts';
import { problem } from './shapes/site.ts';

type Json = Record<string, unknown>;

/** The name of the one way to say who asks. */
const TOKEN = 'token';

const DESCRIPTION = [
  'What the pages of this site show, as data: benchmarks for model collapse, and a leaderboard of the remedies.',
  'Reads need no token. HEAD is answered as GET without a body. Scripts of any site may read (Access-Control-Allow-Origin: *); what takes something in is for programs with a token.',
  'Errors are problem documents (RFC 9457) with a code. What can’t be read as a request of HTTP at all is told in plain text (400, 408, 413, 431).',
  'Bounds, queues and what is kept: docs/api.md of the sources.',
].join('\n\n');

/** The whole document. `site`: the site's public address. */
export function openApi(routes: readonly DeclaredRoute[], site: string): Json {
  const paths: Record<string, Json> = {};
  for (const { method, path, handler } of routes) {
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(handler.declaration, path) };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Heirloom', version: '1', summary: 'The API of a Heirloom site.', description: DESCRIPTION },
    servers: [{ url: site }],
    paths,
    components: {
      schemas: componentSchemas(),
      headers: Object.fromEntries(Object.entries(HEADERS).map(([name, text]) => [name, header(text)])),
      securitySchemes: { [TOKEN]: { type: 'http', scheme: 'bearer', description: 'A token of this site.' } },
    },
  };
}

const header = (description: string): Json => ({ description, schema: { type: 'string' } });

function operation(declaration: Declaration, path: string): Json {
  const { id, summary, auth = 'none', params, query, body, kept, files = false } = declaration;
  return {
    operationId: id,
    summary,
    tags: [path.split('/')[3] ?? 'description'],
    parameters: [
      ...parameters('path', params),
      ...parameters('query', query),
      ...(kept === undefined && !files ? [] : [conditional('If-None-Match', 'ETags of answers that are known.')]),
      ...(files ? [conditional('Range', 'One range of bytes, such as bytes=0-999.')] : []),
    ],
    ...(body && { requestBody: { required: true, content: bodyContent(body) } }),
    responses: Object.fromEntries(
      [...answersOf(declaration)].map(([status, answer]) => [status, response(status, answer)]),
    ),
    security: security(auth),
  };
}

function security(auth: Auth): Json[] {
  if (auth === 'none') return [];
  return auth === 'optional' ? [{}, { [TOKEN]: [] }] : [{ [TOKEN]: [] }];
}

const conditional = (name: string, description: string): Json => ({
  name,
  in: 'header',
  description,
  schema: { type: 'string' },
});

/** What a schema takes, as a JSON Schema of its own. */
export function inputSchema(schema: z.ZodType): Json {
  const { $schema: _, ...own } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const takes = writtenAs(zodSchema);
      if (takes === undefined) return;
      const { description } = jsonSchema;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      Object.assign(jsonSchema, { ...takes, description });
    },
  }) as Json;
  return own;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description: string;
  readonly schema: Json;
}

/** What a path or a query takes, by name. */
export function parameters(place: Parameter['in'], schema: z.ZodObject | undefined): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = inputSchema(schema) as {
    properties?: Record<string, Json>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...own }]) => ({
    name,
    in: place,
    required: required.includes(name),
    description: String(description),
    schema: own,
  }));
}

function bodyContent(body: Body): Json {
  if ('schema' in body) return { 'application/json': { schema: inputSchema(body.schema) } };
  return Object.fromEntries(body.types.map((type) => [type, {}]));
}

/** What statuses say, where their contents don't. */
const STATUS_WORDS: Readonly<Record<number, string>> = {
  206: 'The part that was asked for.',
  304: 'Nothing has changed.',
};

function response(status: number, { contents, codes, always, sometimes }: Answer): Json {
  const names = [...always, ...sometimes];
  return {
    description:
      STATUS_WORDS[status] ??
      (codes.length === 0 ? 'The answer.' : codes.map((code) => `${code}: ${CODE_WORDS[code]}`).join('\n\n')),
    ...(names.length > 0 && { headers: Object.fromEntries(names.map((name) => [name, reference(name, always)])) }),
    ...(contents.length > 0 && {
      content: Object.fromEntries(contents.map((content) => [content.type, media(content, status, codes)])),
    }),
  };
}

/** A reference can't say that a header is always there, so such a one stands in full. */
function reference(name: HeaderName, always: readonly HeaderName[]): Json {
  return always.includes(name)
    ? { ...header(HEADERS[name]), required: true }
    : { $ref: `#/components/headers/${name}` };
}

function media({ type, schema }: Content, status: number, codes: readonly ProblemCode[]): Json {
  if (schema !== null) return { schema: shapeReference(schema) };
  if (type !== 'application/problem+json') return {};
  const own = { status: { const: status }, code: { enum: codes } };
  return { schema: { allOf: [shapeReference(problem), { type: 'object', properties: own }] } };
}

const address = (id: string): string => `#/components/schemas/${id}`;

const shapeReference = (schema: z.ZodType): Json => ({ $ref: address(SHAPES.get(schema)?.id as string) });

/** Every named shape. */
export function componentSchemas(): Readonly<Record<string, Json>> {
  const { schemas } = z.toJSONSchema(SHAPES, { uri: address, unrepresentable: 'any' }) as {
    schemas: Record<string, Json>;
  };
  return Object.fromEntries(Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]));
}
