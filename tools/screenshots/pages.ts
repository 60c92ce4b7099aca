/** A page of every kind on a running site: what stands on its leading board says which entries, benchmarks and snapshots there are. */
import { SetupError } from '../../scripts/support/steps.mjs';

interface Row {
  readonly id: string;
  readonly role: string;
  readonly spec: string;
}

/** @returns paths of pages @throws SetupError where no site answers, or it has no entries yet */
export async function everyKindOfPage(site: string): Promise<readonly string[]> {
  const { suite, tier, rows } = await read<{ suite: string; tier: string; rows: readonly Row[] }>(
    site,
    '/api/v1/leaderboard',
  );
  const entries = rows.filter(({ role }) => role === 'entry');
  const [best] = entries;
  if (best === undefined)
    throw new SetupError(`${site} has no entries on its leading board; npm start sends the reference results.`);
  const control = rows.find(({ role }) => role === 'control') ?? best;
  const compared = entries.slice(0, 6).map(({ id }) => id);
  const snapshots = await read<{ snapshots: readonly { readonly id: string }[] }>(site, '/api/v1/snapshots');
  return [
    '/',
    `/board/${suite}/${tier}/retained`,
    `/board/${suite}/full/all`,
    '/benchmarks',
    '/benchmarks/gmm-2d',
    '/benchmarks/ngram-text',
    '/strategies',
    '/strategies/retain',
    `/submissions/${best.id}`,
    '/collapse',
    `/collapse/gmm-2d?left=${control.id}&right=${best.id}`,
    '/compare',
    `/compare/${compared.join('/')}`,
    '/snapshots',
    ...snapshots.snapshots.slice(0, 1).map(({ id }) => `/snapshots/${id}`),
    '/submit',
    '/verification',
    '/about',
    '/api',
    '/nowhere',
  ];
}

async function read<Answer>(site: string, path: string): Promise<Answer> {
  const response = await fetch(site + path).catch((error: Error) => {
    throw new SetupError(
      `${site} doesn’t answer (${error.message}); start it with npm start, or name another with --site.`,
    );
  });
  if (!response.ok) throw new SetupError(`${site}${path} answers ${response.status}; expected a site of Heirloom.`);
  return (await response.json()) as Answer;
}
