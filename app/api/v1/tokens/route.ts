/** POST: makes a token that can only submit. Needs the admin token. */
import { z } from 'zod';
import { HeirloomError } from '../../../../benchmarks/protocol/errors.ts';
import { getDatabase } from '../../../../leaderboard/db/shared-database.ts';
import { createSubmitToken, requireToken } from '../../../../leaderboard/tokens.ts';
import { endpoint, json } from '../../endpoint.ts';

const schema = z.strictObject({ label: z.string().trim().min(1).max(100) });
const MAX_BODY = 10_000;

export const POST = endpoint(async ({ request }) => {
  const database = await getDatabase();
  await requireToken(database, request.headers.get('authorization'), 'admin');
  const { label } = await requireLabel(request);
  const { id, token } = await createSubmitToken(database, label);
  return json({ id, token, scope: 'submit', label }, { status: 201, headers: { 'cache-control': 'no-store' } });
});

/** @throws bad-parameter */
async function requireLabel(request: Request): Promise<z.infer<typeof schema>> {
  const text = await readText(request);
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new HeirloomError(
    'bad-parameter',
    'Expected the JSON body {"label": "who the token is for"}, with a label of 1 to 100 characters.',
  );
}

async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  if (!request.body) return text;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_BODY) throw new HeirloomError('too-large', `The body is longer than ${MAX_BODY} characters.`);
  }
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
