/** How a snapshot's entries stand beside idle baselines, recomputed from the outcomes in the file. */
import { idleBaselines, idleStanding } from '../board/idle.ts';
import type { Problem } from '../protocol/errors.ts';
import type { ScoredRow } from '../scoring/index.ts';
import { compareNumber } from './compare-number.ts';
import type { SnapshotEntry, SnapshotRanking } from './schema.ts';

/** The idle baselines that stand on a board by a snapshot's rules, with the names that they have here. */
export function idleOf(
  entries: readonly SnapshotEntry[],
  ranking: SnapshotRanking | undefined,
): readonly SnapshotEntry[] {
  const listed = entries.map((entry) => ({ entry, spec: entry.spec, role: entry.role, sameAs: entry.sameAs ?? null }));
  return idleBaselines(listed, { idle: ranking?.idle ?? [] }).map(({ entry }) => entry);
}

/** Adds a problem where an entry doesn't say of each of the baselines but itself what its row gives. */
export function verifyIdle(
  entry: SnapshotEntry,
  row: ScoredRow,
  baselines: readonly SnapshotEntry[],
  path: string,
  problems: Problem[],
): void {
  const claimed = entry.idle ?? [];
  const others = baselines.filter(({ submission }) => submission !== entry.submission);
  const names = others.map(({ spec }) => spec).join(', ');
  const said = claimed.map(({ baseline }) => baseline).join(', ');
  if (said !== names)
    problems.push({ path: `${path}/idle`, message: `is about ${said || 'none'}; recomputed: ${names || 'none'}` });
  for (const [index, { baseline, verdict, value, low, high }] of claimed.entries()) {
    const other = others.find(({ spec }) => spec === baseline);
    if (!other) continue;
    const own = idleStanding(baseline, row.against?.[other.submission] ?? null);
    const place = `${path}/idle/${index}`;
    if (verdict !== own.verdict)
      problems.push({ path: `${place}/verdict`, message: `is "${verdict}"; recomputed: "${own.verdict}"` });
    const [from, to] = own.difference?.interval ?? [null, null];
    compareNumber(value, own.difference?.value ?? null, `${place}/value`, problems);
    compareNumber(low, from, `${place}/low`, problems);
    compareNumber(high, to, `${place}/high`, problems);
  }
}
