/** Puts the module of a submission into the database: workers on other machines have nothing else (verification/claimed.ts). */
import { basename } from 'node:path';
import { CARD_PATH, MODULE_PATHS } from '#benchmarks/bundle/layout.ts';
import { canonicalJson } from '#benchmarks/protocol/digest.ts';
import { moduleCardSchema } from '#benchmarks/protocol/strategy-module.ts';
import type { Queryable } from '../db/data-version.ts';
import { readContent } from './bundle-store.ts';

/** Nothing where the submission has no module, or it is there. @throws input-output where the store has lost a file */
export async function keepModule(tx: Queryable, store: string, submissionId: string): Promise<void> {
  const files = await tx.bundleFile.findMany({
    where: { submissionId, path: { in: [...MODULE_PATHS, CARD_PATH] } },
    select: { path: true, sha256: true, bytes: true },
  });
  const module = files.find(({ path }) => path !== CARD_PATH);
  const cardFile = files.find(({ path }) => path === CARD_PATH);
  if (module === undefined || cardFile === undefined) return;
  const card = moduleCardSchema.parse(JSON.parse((await readContent(store, cardFile)).toString('utf8')));
  // A folder that no record speaks of is none of the entry’s.
  if ((await tx.submissionPart.count({ where: { submissionId, strategyId: card.id } })) === 0) return;
  await tx.submissionModule.createMany({
    data: [
      {
        submissionId,
        name: basename(module.path),
        source: new Uint8Array(await readContent(store, module)),
        card: canonicalJson(card),
      },
    ],
    skipDuplicates: true,
  });
}
