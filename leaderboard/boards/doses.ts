/** Dose and response (benchmarks/board/doses.ts) of a board's families, from what is stored. */
import { type Doses, dosesOf } from '#benchmarks/board/doses.ts';
import { groupBy } from '#benchmarks/protocol/group-by.ts';
import type { Params } from '#benchmarks/protocol/ids.ts';
import { listBoardCards } from '../catalog/suite-benchmarks.ts';
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { MISSING_SCORE, overallScoreView } from '../scores/words.ts';
import type { BoardDosesView, DoseEntryView, DosesView } from '../views/index.ts';
import { listDoseLaws } from './dose-laws.ts';
import { type BoardKey, type Entry, isReference, listEntries } from './entries.ts';
import { listScoreDetails } from './rows.ts';
import { isVouchedFor } from './vouched.ts';

/** Families and points of one that a board's chart can tell apart, and entries of a family's page. */
const MAX_FAMILIES = 8;
const MAX_POINTS = 24;
const MAX_ENTRIES = 48;

/** Whether an entry's numbers can stand beside others of its family: an official run of today, on the site's controls. */
function isComparable(entry: Entry): boolean {
  return !isReference(entry) && !entry.isReplaced && entry.official && entry.overall.source !== 'own';
}

/** The families among a board's entries that have several doses with a score, those with the most entries first. */
export async function listBoardDoses(client: Queryable, entries: readonly Entry[]): Promise<BoardDosesView[]> {
  return listFamilies(client, entries, ({ overall: { value, low, high } }) =>
    value === null ? null : { value, low, high },
  );
}

/** The same of one of a board's benchmarks, with its name; null where the board has it not. */
export async function getBenchmarkDoses(
  { prisma }: Database,
  key: BoardKey,
  benchmark: string,
): Promise<{ readonly name: string; readonly doses: BoardDosesView[] } | null> {
  const cards = (await listBoardCards(prisma, key)).filter(({ id }) => id === benchmark);
  const [card] = cards;
  if (card === undefined) return null;
  const entries = await listEntries(prisma, key);
  const details = await listScoreDetails(
    prisma,
    cards,
    entries.map(({ id }) => id),
  );
  const scores = new Map(details.map(({ submissionId, score }) => [submissionId, score]));
  const doses = await listFamilies(prisma, entries, ({ id }) => {
    const { value = null, low = null, high = null } = scores.get(id) ?? {};
    return value === null ? null : { value, low, high };
  });
  return { name: card.name, doses };
}

interface Scored {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

async function listFamilies(
  client: Queryable,
  entries: readonly Entry[],
  scoreOf: (entry: Entry) => Scored | null,
): Promise<BoardDosesView[]> {
  const scored = entries.filter((entry) => isComparable(entry) && scoreOf(entry) !== null);
  const families = [...groupBy(scored, ({ family }) => family)]
    .filter(([, members]) => members.length > 1)
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const parts = await loadParts(
    client,
    families.flatMap(([, members]) => members.map(({ id }) => id)),
  );
  const all = families.flatMap(([family, members]): BoardDosesView[] => {
    const doses = dosesAmong(members, parts);
    if (doses === null) return [];
    return [
      {
        family,
        ...axisOf(doses),
        total: members.length,
        points: spread(pointsOf(doses, members), MAX_POINTS).flatMap(({ entry, line, dose }) => {
          const { id, spec } = entry;
          const score = scoreOf(entry);
          if (score === null) return [];
          const { value, low, high } = score;
          return [{ id, spec, line, dose, score: value, low, high, vouched: isVouchedFor(entry) }];
        }),
      },
    ];
  });
  return all.slice(0, MAX_FAMILIES);
}

/** The doses of one family on a board, with its benchmarks, costs and laws; null where there are not two. */
export async function getDoses({ prisma }: Database, key: BoardKey, family: string): Promise<DosesView | null> {
  const cards = await listBoardCards(prisma, key);
  if (cards.length === 0) return null;
  const members = (await listEntries(prisma, key)).filter((entry) => entry.family === family && isComparable(entry));
  const ids = members.map(({ id }) => id);
  const doses = dosesAmong(members, await loadParts(prisma, ids));
  if (doses === null) return null;
  const shown = spread(pointsOf(doses, members), MAX_ENTRIES);
  const details = groupBy(
    await listScoreDetails(
      prisma,
      cards,
      shown.map(({ entry }) => entry.id),
    ),
    ({ submissionId }) => submissionId,
  );
  const entries = shown.map(({ entry, line, value, dose }): DoseEntryView => {
    const { id, spec, label, division, classes, overall } = entry;
    const scores = new Map(details.get(id)?.map((detail) => [detail.benchmark, detail.score]));
    return {
      id,
      spec,
      label,
      division,
      classes,
      vouched: isVouchedFor(entry),
      outside: entry.outside,
      line,
      value,
      dose,
      overall: overallScoreView(overall),
      benchmarks: Object.fromEntries(cards.map((card) => [card.id, scores.get(card.id) ?? MISSING_SCORE])),
      cost: overall.cost,
    };
  });
  return {
    ...key,
    family,
    ...axisOf(doses),
    total: members.length,
    entries,
    benchmarks: cards.map(({ id, name }) => ({ id, name })),
    laws: await listDoseLaws(prisma, cards, entries, [...details.values()].flat()),
  };
}

type Parts = ReadonlyMap<string, readonly { readonly id: string; readonly resolved: Params }[]>;

/** The strategies of some submissions with all their parameters, by submission. */
async function loadParts(client: Queryable, ids: readonly string[]): Promise<Parts> {
  if (ids.length === 0) return new Map();
  const rows = await client.submissionPart.findMany({
    where: { submissionId: { in: [...ids] } },
    select: { submissionId: true, strategyId: true, resolved: true },
    orderBy: { position: 'asc' },
  });
  return new Map(
    [...groupBy(rows, ({ submissionId }) => submissionId)].map(([id, own]) => [
      id,
      own.map(({ strategyId, resolved }) => ({ id: strategyId, resolved: resolved as Params })),
    ]),
  );
}

function dosesAmong(members: readonly Entry[], parts: Parts): Doses | null {
  return dosesOf(
    members.map(({ id, overall }) => ({ id, parts: parts.get(id) ?? [], realShare: overall.cost.realShare })),
  );
}

function axisOf({ parameter, axis, lines }: Doses): Pick<BoardDosesView, 'parameter' | 'axis' | 'lines'> {
  return { parameter, axis, lines: lines.map(({ others }) => ({ others })) };
}

interface PlacedEntry {
  readonly entry: Entry;
  readonly line: number;
  readonly value: number;
  readonly dose: number;
}

/** Line by line. */
function pointsOf({ lines }: Doses, members: readonly Entry[]): PlacedEntry[] {
  const entryOf = new Map(members.map((entry) => [entry.id, entry]));
  return lines.flatMap(({ points }, line) =>
    points.flatMap(({ id, value, dose }) => {
      const entry = entryOf.get(id);
      return entry ? [{ entry, line, value, dose }] : [];
    }),
  );
}

/** At most so many of them, evenly spaced, the first and the last among them. */
function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, i) => items[Math.round((i * (items.length - 1)) / (most - 1))] as Item);
}
