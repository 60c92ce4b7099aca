/** The entries of one benchmark at one tier: which lines its charts draw, and which are best. */

import type { ControlsSource } from '#benchmarks/board/choose-controls.ts';
import { assignRoles, groupOf } from '#benchmarks/board/roles.ts';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import { isComplete, sortByColumn } from '../boards/column-order.ts';
import { type BoardKey, type Entry, listEntries } from '../boards/entries.ts';
import { listScoreDetails, type ScoreDetails } from '../boards/rows.ts';
import { vouchedFirst } from '../boards/vouched.ts';
import type { StoredCard } from '../catalog/suite-benchmarks.ts';
import type { Queryable } from '../db/data-version.ts';
import { MISSING_SCORE } from '../scores/words.ts';
import { horizonView, loadByHorizon, type ScoredLine } from '../submissions/horizons.ts';
import type { BenchmarkEntryView, ChartLine, Choice, ScoreState } from '../views/index.ts';

/** More lines than these can't be told apart in one chart. */
const MAX_LINES = 16;
const MAX_BEST = 10;

/** An entry with its score on the benchmark; null where it has none. */
interface Scored extends Entry {
  readonly score: number | null;
  /** Whether that is measured against controls of its sender. */
  readonly isOwn: boolean;
}

export interface BenchmarkEntries {
  /** Controls (`replace` first), baselines, then the best of each family: complete entries first, reported ones last. */
  readonly lines: readonly Entry[];
  /** Families that have an entry with a score. */
  readonly familyCount: number;
  readonly best: readonly Entry[];
}

/** Chooses among the entries that ran the benchmark. Only official ones, whose numbers can stand side by side. */
export async function chooseBenchmarkEntries(
  client: Queryable,
  key: BoardKey,
  benchmark: string,
): Promise<BenchmarkEntries> {
  const all = await listScored(client, key, benchmark, await listEntries(client, key));
  const references = all.filter(({ role }) => role !== 'entry').sort(byRole);
  const ranked = all.filter(({ role, score, isReplaced }) => role === 'entry' && !isReplaced && score !== null);
  ranked.sort((a, b) => (a.id < b.id ? -1 : 1));
  // A score against controls of one's own is no measure for others: it stands behind theirs and takes nobody's place.
  const byScore = sortByColumn(ranked, { isComplete, key: ({ score }) => -(score as number) }).sort(
    (a, b) => Number(a.isOwn) - Number(b.isOwn),
  );
  // Which are shown is decided by what the site answers for; their order by the scores.
  const chosen = vouchedFirst(byScore);
  const families = firstOf(chosen, ({ family, isOwn }) => JSON.stringify([family, isOwn]));
  const best = new Set(
    firstOf(chosen, ({ author, family, isOwn }) => JSON.stringify([author, family, isOwn])).slice(0, MAX_BEST),
  );
  return {
    lines: [...references, ...families].slice(0, MAX_LINES),
    familyCount: families.length,
    best: byScore.filter((entry) => best.has(entry)),
  };
}

interface StoredScore {
  readonly submissionId: string;
  readonly status: ScoreState;
  readonly value: number | null;
  readonly source: ControlsSource | null;
}

/** The controls that a benchmark's scores are measured between, `replace` first. `entries`: all of the board. */
export async function listBenchmarkControls(
  client: Queryable,
  key: BoardKey,
  benchmark: string,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const all = await listScored(client, key, benchmark, entries);
  return all.filter(({ role }) => role === 'control').sort(byRole);
}

async function listScored(
  client: Queryable,
  key: BoardKey,
  benchmark: string,
  entries: readonly Entry[],
): Promise<Scored[]> {
  const rows = await client.benchmarkScore.findMany({
    where: { benchmarkId: benchmark, submission: { tier: key.tier, tombstone: null } },
    select: { submissionId: true, status: true, value: true, source: true },
  });
  const scores = new Map<string, StoredScore>(rows.map((row) => [row.submissionId, row]));
  const stateOf = ({ id }: Pick<Entry, 'id'>): ScoreState => scores.get(id)?.status ?? 'missing';
  const ran = entries.filter((entry) => entry.official && !NOT_RUN.has(stateOf(entry)));
  // Another control may be the board's than the one that ran, and completed, this benchmark.
  return assignRoles(ran, (entry) => !STOPPED.has(stateOf(entry))).map((entry) => {
    const score = scores.get(entry.id);
    return { ...entry, score: score?.value ?? null, isOwn: score?.source === 'own' };
  });
}

const STOPPED: ReadonlySet<ScoreState> = new Set<ScoreState>(['diverged', 'failed']);
const NOT_RUN: ReadonlySet<ScoreState> = new Set<ScoreState>(['missing', 'inapplicable']);
const ROLES: readonly Entry['role'][] = ['control', 'baseline', 'entry'];

/** Controls before baselines; `replace`, the one that collapses, before `oracle`. */
function byRole(a: Entry, b: Entry): number {
  const order = ROLES.indexOf(a.role) - ROLES.indexOf(b.role);
  if (order !== 0) return order;
  return (a.role === 'control' ? -1 : 1) * (a.spec < b.spec ? -1 : 1);
}

/** The first item of each key. */
function firstOf<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Entries with what is shown of their results on the benchmark, in the order given. */
export async function listEntryViews(
  client: Queryable,
  card: StoredCard,
  entries: readonly Entry[],
): Promise<BenchmarkEntryView[]> {
  const ids = [...new Set(entries.map(({ id }) => id))];
  const details = await listScoreDetails(client, [card], ids);
  const detailOf = new Map(
    details.filter(({ benchmark }) => benchmark === card.id).map((detail) => [detail.submissionId, detail]),
  );
  const texts = await client.submission.findMany({
    where: { id: { in: ids } },
    select: { id: true, title: true, authors: true },
  });
  const textOf = new Map(texts.map((text) => [text.id, text]));
  const horizons = await loadByHorizon(client, card, scoredLines(entries, [...detailOf.values()]));
  return entries.map((entry) => {
    const { id, spec, family, label, role, division, official, outside } = entry;
    const detail = detailOf.get(id);
    const text = textOf.get(id);
    return {
      id,
      spec,
      title: text?.title ?? '',
      family,
      authors: ((text?.authors ?? []) as unknown as { name: string }[]).map(({ name }) => name),
      label,
      role,
      group: groupOf(spec),
      division,
      official,
      outside,
      complete: isComplete(entry),
      score: detail?.score ?? MISSING_SCORE,
      horizon: horizonView(horizons.get(id)),
      early: detail?.axes?.early ?? null,
      late: detail?.axes?.late ?? null,
      last: detail?.axes?.fidelity?.metric === card.primary ? detail.axes.fidelity.value : null,
    };
  });
}

/** Entries with the controls of their scores, where they have one. */
export function scoredLines<Line extends ChartLine>(
  lines: readonly Line[],
  details: readonly ScoreDetails[],
): (ChartLine & ScoredLine)[] {
  const detailOf = new Map(details.map((detail) => [detail.submissionId, detail]));
  return lines.map(({ id, spec, role }) => {
    const detail = detailOf.get(id);
    return { id, spec, role, controls: detail?.score.status === 'scored' ? detail.controls : null };
  });
}

/** How many entries have run the benchmark, tier by tier. */
export async function countByTier(
  client: Queryable,
  benchmark: string,
  tiers: readonly Tier[],
): Promise<Choice<Tier>[]> {
  const rows = await client.submission.groupBy({
    by: ['tier'],
    where: { tombstone: null, runs: { some: { benchmarkId: benchmark } } },
    _count: true,
  });
  return tiers.map((value) => ({ value, count: rows.find(({ tier }) => tier === value)?._count ?? 0 }));
}
