/** Who takes part in a board's ranking, and why the others don't: the one rule of sites, reports and snapshots. */
import type { Tier } from '../protocol/ids.ts';
import type { Place } from '../protocol/place.ts';
import { compareScored } from '../scoring/index.ts';
import type { RankRules } from '../suite/suites/manifest.ts';
import { commonBasis } from './basis.ts';
import type { ControlsSource } from './choose-controls.ts';
import { type Bar, barOf, type RankFacts } from './eligibility.ts';
import { placeName } from './place.ts';
import type { Assigned } from './roles.ts';

/** `outdone`: its sender has a better one of the family. `basis`: scored against other controls than the rest. */
export type UnrankedReason = Bar | 'outdone' | 'basis';

/** Each reason for having no rank, as a sentence. */
export const UNRANKED_WORDS: Readonly<Record<UnrankedReason, string>> = {
  control: 'A control: every score is measured between replace (0) and oracle (100).',
  baseline: 'A baseline: shown beside every claim, never ranked.',
  same: 'It ran, bit for bit, as a control or baseline does: it has that role whatever its specification says, and no rank.',
  replaced: 'A newer run of the site has taken its place.',
  'own-controls':
    'Scored against its sender’s own controls, which this site has not run: listed, and compared with nobody.',
  reported: 'Not verified yet: this site has not run it again, or can’t.',
  refuted: 'Refuted: this site ran it again, and it is not what it was said to be. Its page says where it differs.',
  unofficial: 'Not official: parameters, seeds or generations are not the tier’s.',
  smoke: 'The smoke tier is for trying things out and has no ranking.',
  open: 'The open division is shown, never ranked.',
  incomplete: 'No overall score: a benchmark has none.',
  indistinct:
    'Can’t be told from doing nothing (replace): the 95% interval of its overall score does not lie above 0, so it is listed without a rank.',
  outdone: 'Another entry of the same sender and family scores higher; the best one is ranked.',
  basis: 'Scored against other controls than the rest of the board.',
};

/** Why it has no rank, as a sentence that names the control or baseline as which it ran, where it did. */
export function unrankedWords(reason: UnrankedReason, { role, sameAs }: Pick<Assigned, 'role' | 'sameAs'>): string {
  if (reason !== 'same' || sameAs === null) return UNRANKED_WORDS[reason];
  return `Its trajectories are those of the ${role} ${sameAs}, bit for bit: it is that ${role} whatever its specification says, and has no rank.`;
}

/** An entry with its role and its overall score. */
export interface Contender extends Omit<RankFacts, 'tier' | 'source' | 'isComplete' | 'low'>, Place {
  readonly id: string;
  /** Of its specification: see protocol/family.ts. */
  readonly family: string;
  /** Who counts as the same author. */
  readonly author: string;
  readonly overall: {
    /** Null unless every benchmark of the board is scored. */
    readonly value: number | null;
    /** As `RankFacts` has it. */
    readonly low?: number | null | undefined;
    readonly basis: string;
    readonly source: ControlsSource | null;
  };
}

/** Best first, those without a score last, then by id. */
export function compareEntries(a: Pick<Contender, 'id' | 'overall'>, b: Pick<Contender, 'id' | 'overall'>): number {
  return compareScored({ id: a.id, value: a.overall.value }, { id: b.id, value: b.overall.value });
}

/**
 * Why each entry of a board has no rank, by id; null for those that are ranked within their places: of what nothing
 * bars the best of each author and family in its place, where it rests on what most of these rest on.
 */
export function unrankedReasons(
  tier: Tier,
  entries: readonly Contender[],
  rules: RankRules,
): Map<string, UnrankedReason | null> {
  const bars = new Map(entries.map((entry) => [entry, bar(tier, entry, rules)]));
  const best = new Map<string, Contender>();
  for (const entry of entries.filter((one) => bars.get(one) === null).sort(compareEntries)) {
    const family = JSON.stringify([placeName(entry), entry.author, entry.family]);
    if (!best.has(family)) best.set(family, entry);
  }
  const members = new Set(best.values());
  const basis = commonBasis([...members]);
  const reason = (entry: Contender): UnrankedReason | null => {
    const barred = bars.get(entry) ?? null;
    if (barred !== null) return barred;
    if (!members.has(entry)) return 'outdone';
    return entry.overall.basis === basis ? null : 'basis';
  };
  return new Map(entries.map((entry) => [entry.id, reason(entry)]));
}

function bar(tier: Tier, { overall, ...entry }: Contender, rules: RankRules): Bar | null {
  const { spec, label, official, role, sameAs, division, verification } = entry;
  const { source, value, low } = overall;
  const isComplete = value !== null;
  return barOf({ spec, label, official, role, sameAs, division, verification, tier, source, isComplete, low }, rules);
}
