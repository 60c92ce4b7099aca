/** The declarations of the API's routes, and the document that is made of them. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { GET as getDescription } from '../../../app/api/openapi.json/route.ts';
import { openApi } from '../../../app/api/openapi.ts';
import { METHODS, ROUTES, routesOf } from '../../../app/api/routes.ts';
import { undeclared } from '../../support/declared-answers.ts';

const APP = path.resolve(import.meta.dirname, '../../../app');
/** What answers every other address, and the document itself, which is made of the list. */
const UNLISTED = ['api/[...rest]', 'api/openapi.json'];

const routes = routesOf();
// biome-ignore lint/suspicious/noExplicitAny: a document is looked into at will
const document: any = openApi(
  routesOf({ 'api/openapi.json': { GET: getDescription }, ...ROUTES }),
  'https://a.example',
);

/** Every object in a tree of JSON. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

const operations = Object.entries<Record<string, Record<string, unknown>>>(document.paths).flatMap(([address, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method} ${address}`, address, method, operation })),
);

describe('the list of routes', () => {
  it('has every file below api', () => {
    const files = readdirSync(path.join(APP, 'api'), { recursive: true })
      .map((name) => `api/${String(name).split(path.sep).join('/')}`)
      .filter((name) => name.endsWith('/route.ts'))
      .map((name) => name.replace('/route.ts', ''));
    expect([...Object.keys(ROUTES), ...UNLISTED].sort()).toEqual(files.sort());
  });

  it('has nothing but declared handlers, each under a name of its own', () => {
    for (const [folder, handlers] of Object.entries(ROUTES))
      expect(
        Object.keys(handlers).filter((name) => !METHODS.some((method) => method === name)),
        folder,
      ).toEqual([]);
    const ids = routes.map(({ handler }) => handler.declaration.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('keeps what is read, and asks for a token where something is taken in', () => {
    for (const { method, path: address, handler } of routes) {
      const { auth = 'none', kept, body } = handler.declaration;
      if (method === 'GET') expect([address, body]).toEqual([address, undefined]);
      else expect([address, kept, ['submit', 'manage', 'admin'].includes(auth)]).toEqual([address, undefined, true]);
    }
  });
});

describe('the document', () => {
  it('is what its own route declares', async () => {
    const response = await getDescription.declaration.answers[200]?.[0]?.schema?.safeParseAsync(document);
    expect(response?.error).toBeUndefined();
  });

  it('refers to nothing that it doesn’t have', () => {
    const references = [...objectsIn(document)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));
    expect(references.length).toBeGreaterThan(100);
    for (const reference of references) {
      const [start, ...names] = reference.split('/');
      expect(start).toBe('#');
      let found = document;
      for (const name of names) found = found?.[name];
      expect(found, reference).toBeDefined();
    }
    for (const schema of objectsIn(document.components.schemas)) expect(Object.keys(schema)).not.toContain('$id');
  });

  it.each(operations)('$name takes the segments of its path, each with what it means', ({ address, operation }) => {
    const parameters = operation.parameters as Parameter[];
    const inPath = parameters.filter((parameter) => parameter.in === 'path');
    expect(inPath.map(({ name }) => `{${name}}`)).toEqual(address.match(/\{\w+\}/g) ?? []);
    expect(inPath.every(({ required }) => required)).toBe(true);
    for (const { name, description } of parameters) expect(description, name).toMatch(/\.$/);
    for (const { name, schema } of parameters)
      expect([name, schema.type, schema.items]).toEqual([
        name,
        expect.stringMatching(/^(string|integer|number)$/),
        undefined,
      ]);
    expect(operation.tags).toEqual([expect.any(String)]);
  });

  it.each(operations)('$name answers something good, and problems with their codes', ({ method, operation }) => {
    const responses = operation.responses as Record<string, { content?: Record<string, { schema?: unknown }> }>;
    expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true);
    for (const status of [400, 403, 405, 414, 500, 503]) expect(Object.keys(responses)).toContain(String(status));
    if (method === 'post')
      for (const status of operation.requestBody ? [401, 408, 413, 429, 507] : [401, 429])
        expect(responses).toHaveProperty(String(status));
    const codes = Object.entries(responses).filter(([, { content }]) => content?.['application/problem+json']);
    for (const [status, { content }] of codes) {
      expect(JSON.stringify(content?.['application/problem+json']?.schema), status).toContain(`"const":${status}`);
    }
  });
});

describe('what an address takes', () => {
  const schemaOf = (address: string, name: string) =>
    (document.paths[address].get.parameters as Parameter[]).find((parameter) => parameter.name === name);

  it('is as it is written there, with its default', () => {
    const page = { type: 'integer', minimum: 1, maximum: 999_999, default: 1 };
    expect(schemaOf('/api/v1/snapshots', 'page')).toMatchObject({ required: false, schema: page });
    expect(schemaOf('/api/v1/leaderboard', 'page')?.schema).toEqual(page);
    expect(schemaOf('/api/v1/leaderboard', 'suite')?.schema).toMatchObject({
      default: expect.stringMatching(/^\d\.\d$/),
    });
    expect(schemaOf('/api/v1/leaderboard', 'tier')?.schema).toMatchObject({ default: 'lead' });
    expect(schemaOf('/api/v1/submissions/{id}/files/{path}', 'path')?.schema).toEqual({ type: 'string', minLength: 1 });
    expect(schemaOf('/api/v1/trajectories', 'ids')).toMatchObject({ required: true });
    expect(['a', 'b', 'c'].map((name) => schemaOf('/api/v1/compare', name)?.required)).toEqual([true, true, false]);
  });
});

describe('an answer that is not as it is declared', () => {
  const health = routes.find(({ path: address }) => address === '/api/v1/limits');
  const check = (status: number, type: string, body: unknown): string[] =>
    health ? undeclared(health, { status, headers: new Headers({ 'content-type': type }), body }) : ['no route'];
  const json = 'application/json; charset=utf-8';
  const limit = { id: 'a', value: 1, unit: 'b', variable: null };
  const problem = { type: 'urn:x', title: 'X', status: 401, detail: 'y', code: 'unauthorized', problems: [] };

  it.each<readonly [string, number, string, unknown, RegExp | null]>([
    ['none: it is', 200, json, { limits: [limit] }, null],
    ['by its status', 418, json, {}, /status 418/],
    ['by its type', 200, 'text/html', '', /text\/html/],
    ['by a field too many', 200, json, { limits: [{ ...limit, more: 1 }] }, /limits\/0: .*more/],
    ['by a field too few', 200, json, { limits: [{ id: 'a', value: 1, unit: 'b' }] }, /limits\/0\/variable/],
    ['by a header', 401, 'application/problem+json', problem, /WWW-Authenticate/],
    ['by its code', 400, 'application/problem+json', { ...problem, status: 400, code: 'busy' }, /the code busy/],
    ['by the status in it', 400, 'application/problem+json', { ...problem, code: 'host' }, /status 401/],
  ])('is found: %s', (_, status, type, body, expected) => {
    const faults = check(status, type, body).join('\n');
    if (expected === null) expect(faults).toBe('');
    else expect(faults).toMatch(expected);
  });
});
