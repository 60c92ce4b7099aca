/** How long uploads take, also on the other database. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { seconds } from '../bench/measure.ts';
import type { LoadContext } from './context.ts';
import { startServed } from './served.ts';
import type { Row } from './table.ts';

/** The large one was measured when the site was filled. */
export async function measureUploads(context: LoadContext): Promise<Row[]> {
  const { client, bundles, filled, options } = context;
  const small = await bundles.small('Small alone');
  const rows: Row[] = [
    {
      name: 'upload/large',
      value: filled.largeSeconds,
      unit: 's',
      ratio: null,
      note: `${(bundles.largeBytes / 1e6).toFixed(0)} MB unpacked, ${context.database}`,
    },
    {
      name: 'upload/small',
      value: await seconds(() => client.send(small)),
      unit: 's',
      ratio: null,
      note: 'nothing else',
    },
  ];
  if (!options.both) return rows;
  const server = await onServer(context);
  return [
    ...rows,
    {
      name: 'upload/both',
      value: server,
      unit: 's',
      ratio: filled.largeSeconds / server,
      note: 'on PostgreSQL; ratio: embedded to it',
    },
  ];
}

/** The same upload to a site on a server. */
async function onServer({ bundles, options, workDir, openServer }: LoadContext): Promise<number> {
  const dataDir = path.join(workDir, 'data-server');
  mkdirSync(dataDir, { mode: 0o700 });
  const site = await startServed({ checkout: options.checkout, dataDir, databaseUrl: await openServer() });
  // Its threads are started by the first.
  await site.client.send(String(bundles.reference[0]));
  const archive = await bundles.large('A large one');
  const taken = await seconds(() => site.client.send(archive));
  await site.stop();
  return taken;
}
