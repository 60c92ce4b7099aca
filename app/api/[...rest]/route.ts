/** Any other address below /api: not found, as a problem document. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { endpoint } from '../endpoint.ts';

const noRoute = endpoint(async ({ request, url }) => {
  throw new HeirloomError(
    'not-found',
    `There is no ${request.method} ${url.pathname.slice(0, 120)} here. The site’s API is under /api/v1; /api lists it.`,
  );
});

export { noRoute as DELETE, noRoute as GET, noRoute as PATCH, noRoute as POST, noRoute as PUT };
