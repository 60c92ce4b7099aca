/** The module of a submission whose strategy is one: its source as it was sent, and what its card says. Nothing is run. */
import { CARD_PATH, MODULE_PATHS } from '#benchmarks/bundle/layout.ts';
import { moduleCardSchema } from '#benchmarks/protocol/strategy-module.ts';
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { bundleStore, readContent } from '../intake/bundle-store.ts';
import type { ModuleView } from '../views/index.ts';

/** Whether the bundle of a submission has a module. */
export async function hasModule(client: Queryable, submissionId: string): Promise<boolean> {
  return (await client.bundleFile.count({ where: { submissionId, path: { in: [...MODULE_PATHS] } } })) > 0;
}

/** Null where the submission has no module. @throws input-output where the store has lost a file */
export async function getModule(database: Database, submissionId: string): Promise<ModuleView | null> {
  const files = await database.prisma.bundleFile.findMany({
    where: { submissionId, path: { in: [...MODULE_PATHS, CARD_PATH] } },
    select: { path: true, sha256: true, bytes: true },
  });
  const module = files.find(({ path }) => path !== CARD_PATH);
  const card = files.find(({ path }) => path === CARD_PATH);
  if (module === undefined || card === undefined) return null;
  const read = async (file: typeof module) => (await readContent(bundleStore(database), file)).toString('utf8');
  const { name, summary, licence } = moduleCardSchema.parse(JSON.parse(await read(card)));
  return { path: module.path, sha256: module.sha256, source: await read(module), name, summary, licence };
}
