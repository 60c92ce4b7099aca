/** Reads everything that the page of a submission shows. */

import { roleOf } from '#benchmarks/board/roles.ts';
import type { Problem } from '#benchmarks/protocol/errors.ts';
import { familyOf } from '#benchmarks/protocol/family.ts';
import type { Params } from '#benchmarks/protocol/ids.ts';
import type { StrategyPart } from '#benchmarks/protocol/record.ts';
import { type Entry, listEntries, type RankStanding, standingsOf, unranked } from '../boards/entries.ts';
import { idleView, loadIdleStandings } from '../boards/idle.ts';
import { listScoreDetails } from '../boards/rows.ts';
import { getStrategyCard } from '../catalog/cards.ts';
import { reproduceCommand } from '../catalog/commands.ts';
import { submissionPath } from '../catalog/page-paths.ts';
import { repeatCaveats, repeatObstacles } from '../catalog/repeatable.ts';
import { apartCards, listBoardCards } from '../catalog/suite-benchmarks.ts';
import { BOARD_GROUPS, boardScope, commonSuite } from '../catalog/suites.ts';
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { listEvents } from '../events/list-events.ts';
import { archiveName, bundlePath } from '../intake/store-submission.ts';
import { BOARD_SCORE_COLUMNS, NO_SCORE, toBoardScore } from '../scores/read-scores.ts';
import { MISSING_SCORE, overallScoreView } from '../scores/words.ts';
import { reasonWords, type VerificationReason } from '../verification/reasons.ts';
import type { AuthorView, BoardGroup, PartView, SubmissionView, VerificationView } from '../views/index.ts';
import { countAttempts } from './attempts.ts';
import { hasModule } from './module.ts';
import { listRunViews } from './runs.ts';

/** The view of a submission, withdrawn ones included; null where there is none of that id. */
export async function getSubmission({ prisma }: Database, id: string): Promise<SubmissionView | null> {
  const found = await findSubmission(prisma, id);
  if (!found) return null;
  const suite = commonSuite([found.boardScores]) ?? found.suiteId;
  // Who has run only what a suite lists apart stands on the board of its group.
  const isOn = (group: BoardGroup) => found.boardScores.some(({ board }) => board === boardScope({ suite, group }));
  const key = { suite, group: BOARD_GROUPS.find(isOn) ?? 'all', tier: found.tier };
  const cards = await listBoardCards(prisma, key);
  const others = apartCards(suite).filter(({ id: benchmark }) => !cards.some((card) => card.id === benchmark));
  const shown = [...cards, ...others];
  const entries = await listEntries(prisma, key);
  const entry = entries.find((candidate) => candidate.id === id);
  const standing = standingsOf(key, entries).get(id);
  const idle = await loadIdleStandings(prisma, key, entries);
  const details = await listScoreDetails(prisma, shown, [id]);
  const runs = await listRunViews(prisma, { id, spec: found.spec, role: entry?.role ?? roleOf(found) }, shown, details);
  const parts = found.parts.map(strategyPart);
  const isModule = await hasModule(prisma, id);
  const strategy = { parts, isModule };
  const settings = runs.map(({ benchmark: { id: benchmark, version }, ...run }) => ({
    ...run,
    benchmark,
    version,
    tier: key.tier,
  }));
  const stored = found.boardScores.find(({ board }) => board === boardScope(key));
  const overall = stored ? toBoardScore(stored) : NO_SCORE;
  return {
    id,
    title: found.title,
    suite,
    tier: key.tier,
    spec: found.spec,
    family: familyOf(found.spec),
    description: found.description,
    parts: parts.map(partView),
    authors: (found.authors as unknown as Author[]).map(authorView),
    paper: found.paperUrl,
    code: found.codeUrl,
    licence: found.licence,
    externalInformation: found.externalInformation,
    attempts: found.attempts,
    counted: await countAttempts(prisma, { id, family: familyOf(found.spec), tier: key.tier, tokenId: found.tokenId }),
    official: found.official,
    label: found.label,
    role: entry?.role ?? 'entry',
    sameAs: entry?.sameAs ?? null,
    idle: (idle.get(id) ?? []).map(idleView),
    division: entry?.division ?? found.division,
    classes: entry?.classes ?? null,
    outside: found.outside,
    overall: overallScoreView(overall),
    iqm: overall.iqm,
    ...rankOf(entry, standing),
    cost: overall.cost,
    bundleDigest: found.bundleDigest,
    createdAt: found.createdAt.toISOString(),
    runs,
    missing: cards
      .filter((card) => !runs.some((run) => run.benchmark.id === card.id))
      .map((card) => ({
        id: card.id,
        name: card.name,
        score: details.find(({ benchmark }) => benchmark === card.id)?.score ?? MISSING_SCORE,
      })),
    isModule,
    command: reproduceCommand({ spec: found.spec, archive: archiveName(id), ...strategy }, key.tier, settings),
    repeat: {
      obstacles: repeatObstacles(strategy, settings),
      caveats: repeatCaveats({ label: found.label, verification: found.verification, runs }),
    },
    permalink: submissionPath(id),
    download: bundlePath(id),
    verification: found.verification,
    verifications: found.verifications.map(verificationView),
    tombstone:
      found.tombstone === null
        ? null
        : {
            kind: found.tombstone,
            reason: found.tombstoneReason ?? '',
            at: found.tombstonedAt?.toISOString() ?? '',
            supersededBy: found.supersededById,
          },
    objection: found.objection,
    supersedes: found.supersedes.map((older) => older.id),
    events: await listEvents(prisma, id, found.tokenId),
  };
}

function findSubmission(client: Queryable, id: string) {
  return client.submission.findUnique({
    where: { id },
    select: {
      title: true,
      suiteId: true,
      tier: true,
      spec: true,
      description: true,
      authors: true,
      paperUrl: true,
      codeUrl: true,
      licence: true,
      externalInformation: true,
      attempts: true,
      official: true,
      label: true,
      division: true,
      outside: true,
      bundleDigest: true,
      createdAt: true,
      verification: true,
      tombstone: true,
      tombstoneReason: true,
      tombstonedAt: true,
      supersededById: true,
      supersedes: { select: { id: true }, orderBy: { tombstonedAt: 'desc' } },
      objection: true,
      tokenId: true,
      parts: {
        select: { strategyId: true, strategyVersion: true, passed: true, resolved: true },
        orderBy: { position: 'asc' },
      },
      boardScores: { select: { board: true, ...BOARD_SCORE_COLUMNS } },
      verifications: { select: { level: true, outcome: true, report: true, createdAt: true }, orderBy: { id: 'asc' } },
    },
  });
}

function rankOf(
  entry: Entry | undefined,
  standing: RankStanding | undefined,
): Pick<SubmissionView, 'rank' | 'rankState' | 'rankReason' | 'rankWords'> {
  const { rank, state, reason, words } = entry && standing ? standing : unranked('gone');
  return { rank, rankState: state, rankReason: reason, rankWords: words };
}

interface StoredPart {
  readonly strategyId: string;
  readonly strategyVersion: number;
  readonly passed: unknown;
  readonly resolved: unknown;
}

function strategyPart({ strategyId, strategyVersion, passed, resolved }: StoredPart): StrategyPart {
  return { id: strategyId, version: strategyVersion, passed: passed as Params, resolved: resolved as Params };
}

function partView(part: StrategyPart): PartView {
  const card = getStrategyCard(part.id);
  return { ...part, name: card?.name ?? part.id, summary: card?.summary ?? '' };
}

interface Author {
  readonly name: string;
  readonly affiliation?: string;
  readonly orcid?: string;
}

const authorView = ({ name, affiliation, orcid }: Author): AuthorView => ({
  name,
  affiliation: affiliation ?? null,
  orcid: orcid ?? null,
});

interface StoredVerification {
  readonly level: VerificationView['level'];
  readonly outcome: VerificationView['outcome'];
  readonly report: unknown;
  readonly createdAt: Date;
}

function verificationView({ level, outcome, report, createdAt }: StoredVerification): VerificationView {
  return {
    level,
    outcome,
    createdAt: createdAt.toISOString(),
    words: verificationWords(level, report as StoredReport),
  };
}

interface StoredReport {
  readonly warnings?: readonly Problem[];
  readonly reason?: VerificationReason | null;
}

function verificationWords(level: VerificationView['level'], { warnings = [], reason = null }: StoredReport): string {
  if (level !== 'reported')
    return reason === null
      ? 'This site ran it again: the same bits on every registered seed, and no better on them than on hidden ones.'
      : reasonWords(reason);
  const noted =
    warnings.length === 0 ? '' : ` Noted: ${warnings.map(({ path, message }) => `${path}: ${message}`).join('; ')}.`;
  return `The bundle is well-formed, its digests match and its ledgers add up.${noted}`;
}
