import { z } from 'zod';
import { HeirloomError } from '../../protocol/errors.ts';
import { print, printLine, say } from '../../protocol/print.ts';
import { askSite, requireSite, requireToken } from '../site.ts';
import { formatTable } from '../table.ts';

interface CreateOptions {
  readonly site: string;
  readonly label: string;
  readonly scope: string;
  readonly expires?: string;
}

const WHAT: Readonly<Record<string, string>> = {
  submit: 'can submit to the site, and withdraw what was sent with it, and nothing else',
  manage: 'can submit, and withdraw, reject and object to every entry of the site',
};

/** Makes a token and prints it on stdout. The admin token comes from the site's data directory. */
export async function createToken({ site, label, scope, expires }: CreateOptions): Promise<void> {
  const asked = { label, scope, days: expires === undefined ? null : requireDays(expires) };
  const schema = z.object({ token: z.string(), expiresAt: z.string().nullable().optional() });
  const { token, expiresAt } = await ask(site, '/api/v1/tokens', asked, schema);
  printLine(token);
  const until = expiresAt ? ` until ${expiresAt.slice(0, 10)}` : '';
  say(
    `This token ${WHAT[scope] ?? `has the scope ${scope}`}${until}. It is shown only now: hand it over as HEIRLOOM_TOKEN.`,
  );
}

const listSchema = z.object({
  tokens: z.array(
    z.looseObject({
      id: z.int(),
      scope: z.string(),
      label: z.string(),
      state: z.string(),
      createdAt: z.string(),
      expiresAt: z.string().nullable(),
      entries: z.int(),
    }),
  ),
});

/** Prints the tokens of a site, without their secrets. */
export async function listTokens(options: { readonly site: string; readonly json?: boolean }): Promise<void> {
  const site = requireSite(options.site);
  const request = { headers: { authorization: `Bearer ${requireToken(site)}` } };
  const { tokens } = await askSite(site, '/api/v1/tokens', request, listSchema);
  if (options.json) {
    print(JSON.stringify({ tokens }));
    return;
  }
  const rows = tokens.map(({ id, scope, state, createdAt, expiresAt, entries, label }) => [
    String(id),
    scope,
    state,
    createdAt.slice(0, 10),
    expiresAt?.slice(0, 10) ?? 'never',
    String(entries),
    label,
  ]);
  print(formatTable(['id', 'scope', 'state', 'made', 'expires', 'entries', 'label'], rows));
}

/** Makes a token no good from now on. */
export async function revokeToken(id: string, options: { readonly site: string }): Promise<void> {
  await ask(options.site, `/api/v1/tokens/${encodeURIComponent(id)}/revoke`, null, z.looseObject({}));
  printLine(`Token ${id} is revoked. What was sent with it stays.`);
}

/** @throws usage */
function requireDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1) return days;
  throw new HeirloomError('usage', `Received --expires ${text}; expected a whole number of days, at least 1.`);
}

async function ask<Schema extends z.ZodType>(
  address: string,
  path: string,
  body: object | null,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const site = requireSite(address);
  const json = body === null ? {} : { body: JSON.stringify(body) };
  const headers = { authorization: `Bearer ${requireToken(site)}`, 'content-type': 'application/json' };
  return askSite(site, path, { method: 'POST', headers, ...json }, schema);
}
