/** Stores a checked bundle: everything or nothing, in the transaction that it is called in. */
import { familyOf } from '#benchmarks/protocol/family.ts';
import { jointDivision, type RunRights } from '#benchmarks/protocol/regime.ts';
import { requireBenchmark } from '#benchmarks/suite/catalog.ts';
import type { Bearer } from '../access/tokens.ts';
import { insertCatalog } from '../catalog/store-catalog.ts';
import type { Queryable } from '../db/data-version.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Prisma } from '../generated/client.ts';
import { noteTask, priorityOf } from '../verification/tasks.ts';
import type { EntryLabel } from '../views/index.ts';
import type { KeptRun, StorableBundle } from './kept-run.ts';
import { insertBundle } from './store-bundle.ts';
import { insertRuns } from './store-runs.ts';

/** Hex digits of the bundle's digest that name a submission. */
const ID_LENGTH = 16;

/** The same bundle has the same id, on every site. */
export function submissionId(bundleDigest: string): string {
  return bundleDigest.slice(0, ID_LENGTH);
}

/** Path from which its bundle can be downloaded. */
export function bundlePath(id: string): string {
  return `/api/v1/submissions/${id}/bundle`;
}

/** The name that its bundle is downloaded under. */
export function archiveName(id: string): string {
  return `heirloom-${id}.tar.gz`;
}

/** Until the site can recompute what it is sent, it vouches for what its own administrator sends. */
export function labelOf(bearer: Pick<Bearer, 'scope'>): EntryLabel {
  return bearer.scope === 'admin' ? 'maintained' : 'reported';
}

/**
 * Inserts a submission with its runs, trajectories, ledgers and outcomes; it has no scores afterwards. Its bundle is in
 * the store already.
 */
export async function insertSubmission(tx: Queryable, report: StorableBundle, bearer: Bearer): Promise<void> {
  const { submission, runs, bundleDigest, unpacked } = report;
  const id = submissionId(bundleDigest);
  const records = runs.map(({ record }) => record);
  await insertCatalog(tx, records);
  await tx.submission.create({
    data: {
      id,
      bundleDigest,
      suiteId: submission.suite,
      tier: submission.tier,
      title: submission.title,
      authors: submission.authors as Prisma.InputJsonValue,
      spec: submission.strategy.spec,
      family: familyOf(submission.strategy.spec),
      description: submission.strategy.description,
      paperUrl: submission.paper,
      codeUrl: submission.code,
      licence: submission.licence,
      externalInformation: submission.externalInformation,
      attempts: submission.attempts,
      official: records.every((record) => record.official),
      division: jointDivision(runs.map(rightsOf)),
      outside: records.some(({ strategy }) => strategy.outside !== undefined),
      label: labelOf(bearer),
      tokenId: bearer.id,
    },
    select: { id: true },
  });
  const parts = records[0]?.strategy.parts ?? [];
  await tx.submissionSender.create({ data: { submissionId: id, tokenId: bearer.id }, select: { tokenId: true } });
  await tx.submissionPart.createMany({
    data: parts.map(({ id: strategyId, version, passed, resolved }, position) => ({
      submissionId: id,
      position,
      strategyId,
      strategyVersion: version,
      passed,
      resolved,
    })),
  });
  await insertBundle(tx, id, unpacked);
  await insertRuns(tx, id, runs);
  // What the owner sends the owner has run.
  if (labelOf(bearer) === 'reported') await noteTask(tx, id, priorityOf(submission.tier, records.some(trainsNetworks)));
  await tx.verification.create({
    data: {
      submissionId: id,
      level: 'reported',
      outcome: 'passed',
      report: { warnings: report.warnings as unknown as Prisma.InputJsonValue },
    },
    select: { id: true },
  });
  await recordEvent(tx, {
    submission: id,
    kind: 'created',
    actor: bearer.id,
    // What the token has sent in a day is counted from this (daily-quota.ts).
    data: { bundleDigest, label: labelOf(bearer), bytes: report.unpacked.archive.bytes },
  });
}

const trainsNetworks = ({ benchmark }: KeptRun['record']): boolean => requireBenchmark(benchmark).card.engine !== 'js';

/** What a run was allowed, and what it used. */
const rightsOf = ({ record: { regime, benchmark }, results: { use } }: KeptRun): RunRights => ({
  regime,
  use,
  size: benchmark.size,
});
