/** Which route answers an address: what Next's router does, from the list of routes. */
import { GET as getDescription } from '../../app/api/openapi.json/route.ts';
import { type DeclaredRoute, type Method, ROUTES, routesOf } from '../../app/api/routes.ts';

/** Every route of the API, its description's own included. */
export const DECLARED = routesOf({ 'api/openapi.json': { GET: getDescription }, ...ROUTES });

const PATTERNS = DECLARED.map((route) => ({
  route,
  pattern: patternOf(route),
}));

/** A path is the one segment of a file's address that may hold slashes. */
function patternOf({ path: template }: DeclaredRoute): RegExp {
  const source = template.replaceAll(/\{(\w+)\}/g, (_, name) => `(?<${name}>${name === 'path' ? '.+' : '[^/]+'})`);
  return new RegExp(`^${source}$`);
}

/** The route of an address, with the segments of its path as Next gives them. */
export function routeOf(
  method: Method,
  address: string,
): { route: DeclaredRoute; params: Record<string, string | string[]> } {
  const { pathname } = new URL(address, 'http://127.0.0.1');
  for (const { route, pattern } of PATTERNS) {
    const match = route.method === method ? pattern.exec(pathname) : null;
    if (!match) continue;
    const { path: rest, ...params } = match.groups ?? {};
    // A catch-all segment comes as a list.
    return { route, params: { ...params, ...(rest === undefined ? {} : { path: rest.split('/') }) } };
  }
  throw new Error(`no route for ${method} ${pathname}`);
}
