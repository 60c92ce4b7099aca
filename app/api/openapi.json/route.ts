/** GET: the description of the API, for programs; `/api` is the same for people. */
import { siteUrl } from '../../site-url.ts';
import { jsonOf } from '../answers.ts';
import { type DeclaredHandler, route } from '../declare-route.ts';
import { json } from '../endpoint.ts';
import { openApi } from '../openapi.ts';
import { ROUTES, routesOf } from '../routes.ts';
import { description } from '../shapes/site.ts';

/** Not in the list, because it is made of it. */
export const GET: DeclaredHandler = route({
  id: 'getDescription',
  summary: 'The description of the API (OpenAPI 3.1).',
  kept: 'answers',
  answers: { 200: [jsonOf(description)] },
  handler: async () => json(openApi(routesOf({ 'api/openapi.json': { GET }, ...ROUTES }), siteUrl())),
});
