/** What citations of a snapshot are made of, and its DOI. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { CitableSnapshot } from '#benchmarks/snapshot/cite/citable.ts';
import { snapshotPath } from '../catalog/page-paths.ts';
import type { Database } from '../db/database.ts';
import type { SnapshotView } from '../views/index.ts';

/** `site`: the site's public address, without a slash at the end. */
export function toCitable({ id, digest, doi, snapshot }: SnapshotView, site: string): CitableSnapshot {
  const { suite, createdAt, boards } = snapshot;
  return {
    id,
    digest,
    suite,
    createdAt,
    url: `${site}${snapshotPath(id)}`,
    doi,
    entries: boards.reduce((total, { entries }) => total + entries.length, 0),
    tiers: boards.map(({ tier }) => tier),
  };
}

/** As Crossref recommends to recognise them. */
const DOI = /^10\.\d{4,9}\/\S+$/;

/**
 * Registers the DOI that a snapshot got when it was deposited. Once: it can't be changed, as the snapshot can't.
 * @throws bad-parameter, not-found, or conflict where it has another one already or the DOI is another snapshot's
 */
export async function registerDoi(
  { prisma }: Database,
  id: string,
  doi: string,
  tokenId: number | null,
): Promise<void> {
  if (!DOI.test(doi)) {
    throw new HeirloomError(
      'bad-parameter',
      `Received the DOI "${doi.slice(0, 200)}"; expected one such as 10.5281/zenodo.1234567, without https://doi.org/.`,
    );
  }
  await prisma.$transaction(async (tx) => {
    const found = await tx.snapshot.findUnique({ where: { id }, select: { doi: { select: { doi: true } } } });
    if (!found) throw noSnapshot(id);
    if (found.doi?.doi === doi) return;
    if (found.doi) {
      throw new HeirloomError(
        'conflict',
        `Snapshot ${id} has the DOI ${found.doi.doi} already; a registered DOI stays.`,
      );
    }
    const other = await tx.snapshotDoi.findUnique({ where: { doi }, select: { snapshotId: true } });
    if (other) throw new HeirloomError('conflict', `The DOI ${doi} is that of snapshot ${other.snapshotId}.`);
    await tx.snapshotDoi.create({ data: { snapshotId: id, doi } });
    await tx.event.create({ data: { kind: 'snapshot.doi-registered', subject: id, tokenId, data: { doi } } });
  });
}

export function noSnapshot(id: string): HeirloomError {
  return new HeirloomError(
    'not-found',
    `This site has no snapshot "${id.slice(0, 80)}". Its page /snapshots lists those that there are.`,
  );
}
