/** The API as its page shows it: plain values, made of the same declarations as its description for programs. */
import { answersOf } from './answers.ts';
import type { Auth } from './declare-route.ts';
import { componentSchemas, parameters } from './openapi.ts';
import { CODE_WORDS, type ProblemCode, statusOf } from './problem-codes.ts';
import { routesOf } from './routes.ts';
import { SHAPES } from './shapes/shape.ts';
import { typeText, valuesText } from './type-text.ts';

export interface RouteReference {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly auth: Auth;
  readonly parameters: readonly {
    readonly name: string;
    readonly place: 'path' | 'query';
    readonly meaning: string;
    readonly takes: string;
    /** Null where it has none. */
    readonly default: string | null;
    readonly required: boolean;
  }[];
  /** What stands in the body; null where it has none. */
  readonly body: string | null;
  /** Good answers; a shape is one of `shapes`, null for texts, bytes and nothing. */
  readonly answers: readonly { readonly status: number; readonly type: string; readonly shape: string | null }[];
  readonly codes: readonly ProblemCode[];
}

export interface ShapeReference {
  readonly id: string;
  readonly summary: string;
  readonly type: string;
}

export interface CodeReference {
  readonly code: ProblemCode;
  readonly status: number;
  readonly words: string;
}

export function listRoutes(): RouteReference[] {
  return routesOf().map(({ method, path, handler: { declaration } }) => {
    const { id, summary, auth = 'none', params, query, body } = declaration;
    const answers = [...answersOf(declaration)];
    return {
      id,
      method,
      path,
      summary,
      auth,
      parameters: [...parameters('path', params), ...parameters('query', query)].map(
        ({ in: place, name, description: meaning, schema, required }) => ({
          name,
          place,
          meaning,
          required,
          takes: valuesText(schema),
          default: schema.default === undefined ? null : String(schema.default),
        }),
      ),
      body: body === undefined ? null : 'schema' in body ? body.expected : body.types.join(' | '),
      answers: answers.flatMap(([status, { contents }]) =>
        contents
          .filter(({ type }) => type !== 'application/problem+json')
          .map(({ type, schema }) => ({ status, type, shape: (schema && SHAPES.get(schema)?.id) ?? null })),
      ),
      codes: [...new Set(answers.flatMap(([, { codes }]) => codes))],
    };
  });
}

export function listShapes(): ShapeReference[] {
  return Object.entries(componentSchemas()).map(([id, { description, ...schema }]) => ({
    id,
    summary: String(description),
    type: typeText(schema),
  }));
}

export const listCodes = (): CodeReference[] =>
  (Object.keys(CODE_WORDS) as ProblemCode[]).map((code) => ({ code, status: statusOf(code), words: CODE_WORDS[code] }));
