/** What is in an answer of the API that its route does not declare. */
import { answersOf, type Answer as Declared } from '../../app/api/answers.ts';
import type { DeclaredRoute } from '../../app/api/routes.ts';
import { problem } from '../../app/api/shapes/site.ts';

interface Given {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

/** Empty where everything is as it is declared. */
export function undeclared({ handler }: DeclaredRoute, given: Given): string[] {
  const declared = answersOf(handler.declaration).get(given.status);
  if (!declared) return [`status ${given.status}: ${JSON.stringify(given.body)?.slice(0, 200)}`];
  return [...faultsOfHeaders(declared, given.headers), ...faultsOfBody(declared, given)];
}

function faultsOfHeaders({ always, contents, codes }: Declared, headers: Headers): string[] {
  // Where there is a problem and another form, each has headers of its own.
  const required = contents.length > 1 && codes.length > 0 ? [] : always;
  return required.filter((name) => !headers.has(name)).map((name) => `no header ${name}`);
}

function faultsOfBody({ contents, codes }: Declared, { status, headers, body }: Given): string[] {
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  if (contents.length === 0) return type === '' ? [] : [`a content of ${type}`];
  const content = contents.find((one) => one.type === type);
  if (!content) return [`the type ${type}`];
  if (content.type === 'application/problem+json') return faultsOfProblem(codes, status, body);
  const read = content.schema?.safeParse(body);
  return read?.error?.issues.map((issue) => `${issue.path.join('/')}: ${issue.message}`) ?? [];
}

function faultsOfProblem(codes: readonly string[], status: number, body: unknown): string[] {
  const { data, error } = problem.safeParse(body);
  if (error) return error.issues.map((issue) => `${issue.path.join('/')}: ${issue.message}`);
  return [
    ...(data.status === status ? [] : [`a problem of the status ${data.status}`]),
    ...(codes.includes(data.code) ? [] : [`the code ${data.code}`]),
  ];
}
