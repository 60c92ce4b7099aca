/** What DATABASE_URL may be. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';

const EXPECTED = 'expected postgresql://user:password@host:port/database';

/**
 * Checks a server's URL; messages never repeat its password.
 * @throws database
 */
export function requireServerUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url)
    throw new HeirloomError(
      'database',
      `DATABASE_URL isn't a URL; ${EXPECTED}. Correct it, or unset it to use the embedded database.`,
    );
  if (url.protocol !== 'postgresql:' && url.protocol !== 'postgres:') {
    throw new HeirloomError(
      'database',
      `DATABASE_URL begins with "${url.protocol}//"; ${EXPECTED}. Only PostgreSQL is supported.`,
    );
  }
  if (url.pathname.length < 2) throw new HeirloomError('database', `DATABASE_URL names no database; ${EXPECTED}.`);
  const schema = url.searchParams.get('schema') ?? 'public';
  if (schema !== 'public') {
    throw new HeirloomError(
      'database',
      `DATABASE_URL asks for schema "${schema}"; only "public" is supported. Give Heirloom a database of its own and leave "schema" out.`,
    );
  }
  return url;
}
