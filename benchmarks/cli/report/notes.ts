/** What a reader has to know beside the table: who has no rank and why, where the controls come from, what is missing. */
import { type LackingControl, lackingWords } from '../../board/choose-controls.ts';
import { UNRANKED_WORDS, type UnrankedReason, unrankedWords } from '../../board/unranked.ts';
import { canonicalJson } from '../../protocol/digest.ts';
import { OUTSIDE_LABEL } from '../../protocol/outside.ts';
import type { RecordedPlan } from '../../scoring/index.ts';
import { type FoundRun, type Remedy, remedyFor } from './controls.ts';
import type { Result } from './load.ts';
import type { Report } from './score.ts';

/** Where the controls of some benchmarks come from. */
export interface ControlOrigin {
  readonly benchmarks: readonly string[];
  readonly replace: ControlPlace;
  readonly oracle: ControlPlace;
}

type ControlPlace = Pick<FoundRun, 'path' | 'place'>;

/** Controls that are nowhere to be found, with what would make them. */
export interface LackingControls extends Remedy {
  readonly benchmarks: readonly string[];
  readonly lacking: readonly LackingControl[];
}

export interface Note {
  readonly words: string;
  /** A command to copy, whole. */
  readonly command: string | null;
}

/** The origins of all controls that scores rest on, in the order of the benchmarks. */
export function originsOf({ strategies, benchmarks }: Report): ControlOrigin[] {
  const origins = new Map<string, ControlOrigin & { benchmarks: string[] }>();
  const placeOf = ({ path, place }: FoundRun): ControlPlace => ({ path, place });
  for (const benchmark of benchmarks) {
    for (const { runs } of strategies) {
      const controls = runs.get(benchmark)?.controls.controls;
      if (!controls) continue;
      const replace = placeOf(controls.replace);
      const oracle = placeOf(controls.oracle);
      const key = JSON.stringify([replace, oracle]);
      const origin = origins.get(key) ?? { benchmarks: [], replace, oracle };
      if (!origin.benchmarks.includes(benchmark)) origin.benchmarks.push(benchmark);
      origins.set(key, origin);
    }
  }
  return [...origins.values()];
}

/** The controls that are lacking: of one command those that it makes together. */
export function lackingControls({ strategies, benchmarks }: Report): LackingControls[] {
  const groups = new Map<string, { lacking: readonly LackingControl[]; plans: Map<string, RecordedPlan> }>();
  for (const benchmark of benchmarks) {
    for (const { runs } of strategies) {
      const paired = runs.get(benchmark);
      if (!paired?.controls.lacking) continue;
      const { plan } = paired.run.scored;
      const lacking = paired.controls.lacking.site;
      const key = canonicalJson({ lacking: lackingWords(lacking), seeds: [...plan.seeds], engine: plan.engine });
      const group = groups.get(key) ?? { lacking, plans: new Map() };
      group.plans.set(canonicalJson(structuredClone(plan)), plan);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ lacking, plans }) => ({
    lacking,
    benchmarks: [...new Set([...plans.values()].map((plan) => plan.benchmark.id))],
    ...remedyFor(
      lacking.map(({ control }) => control),
      [...plans.values()],
    ),
  }));
}

function originWords(replace: ControlPlace, oracle: ControlPlace): string {
  if (replace.place !== oracle.place) return `${replace.path} (${replace.place}) and ${oracle.path} (${oracle.place})`;
  const paths = replace.path === oracle.path ? replace.path : `${replace.path} and ${oracle.path}`;
  return `${paths} (${replace.place})`;
}

/** Whether a result's strategy was a process of its own. */
export const isOutside = ({ records }: Pick<Result, 'records'>): boolean =>
  records.some(({ strategy }) => strategy.outside !== undefined);

/** Of whose memory there is no more than their word. */
function outsideWords({ strategies }: Report): string[] {
  const names = strategies.filter(({ result }) => isOutside(result)).map(({ id }) => id);
  if (names.length === 0) return [];
  return [`Division ${OUTSIDE_LABEL}: ${names.join(', ')} ran as a process of its own (docs/exec-strategies.md).`];
}

/** Reasons for having no rank that a word in a row does not explain. */
const EXPLAINED = ['smoke', 'open', 'basis', 'outdone', 'indistinct'] as const satisfies readonly UnrankedReason[];

/** A reason as a row shows it. */
export const reasonText = (reason: UnrankedReason): string => (reason === 'basis' ? 'other basis' : reason);

/** Who is unofficial and why: strategies with the same reasons in one sentence. */
function unofficialWords({ strategies }: Report): string[] {
  const names = new Map<string, string[]>();
  for (const { id, unofficial } of strategies) {
    const benchmarks = new Map<string, string[]>();
    for (const { benchmark, differences } of unofficial) {
      const reason = differences.join('; ');
      benchmarks.set(reason, [...(benchmarks.get(reason) ?? []), benchmark]);
    }
    for (const [reason, ids] of benchmarks) {
      const words = `${reason} (${ids.join(', ')})`;
      names.set(words, [...(names.get(words) ?? []), id]);
    }
  }
  return [...names].map(
    ([reason, list]) =>
      `Unofficial, so without a rank here and on every board: ${list.join(', ')}. ${capitalise(reason)}.`,
  );
}

/** Who ran as a control or baseline under another name. */
function sameWords({ strategies }: Report): string[] {
  return strategies.flatMap((strategy) =>
    strategy.reason === 'same' ? [`No rank: ${strategy.id}. ${unrankedWords('same', strategy)}`] : [],
  );
}

/** How the overall score weighs groups; nothing where every benchmark weighs the same. */
function weightWords({ suite, overall, benchmarks }: Report): string[] {
  if (overall === null) return [];
  const groups = [...new Set(benchmarks.map((id) => overall.groups[id] as string))];
  if (groups.length < 2) return [];
  const words = groups.map((group) => `${group} ${overall.weights[group]}`).join(', ');
  return [
    `Overall, by suite ${suite}’s rules: the mean over groups of benchmarks, weighted ${words}, of the means over their benchmarks.`,
  ];
}

/** What the column of idle baselines says; nothing where there are none. */
function idleWords({ suite, strategies }: Report): string[] {
  const names = strategies.filter(({ isIdle }) => isIdle).map(({ id }) => id);
  if (names.length === 0) return [];
  return [
    `Idle baselines of suite ${suite}, a line each where it stands: ${names.join(', ')}. An entry beats one where the 95% interval of the paired difference of their overall scores lies above 0.`,
  ];
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Everything there is to say, a note each. */
export function notesOf(report: Report): Note[] {
  const note = (words: string, command: string | null = null): Note => ({ words, command });
  const found = new Set(report.strategies.map(({ reason }) => reason));
  const reasons = EXPLAINED.filter((reason) => found.has(reason));
  return [
    ...[
      ...weightWords(report),
      ...unofficialWords(report),
      ...sameWords(report),
      ...outsideWords(report),
      ...idleWords(report),
    ].map((words) => note(words)),
    ...reasons.map((reason) => note(`No rank (${reasonText(reason)}): ${UNRANKED_WORDS[reason]}`)),
    ...originsOf(report).map(({ benchmarks, replace, oracle }) =>
      note(`Controls of ${benchmarks.join(', ')}: ${originWords(replace, oracle)}.`),
    ),
    ...lackingControls(report).map(({ lacking, benchmarks, words, command }) => {
      const what = `No controls for ${benchmarks.join(', ')}: ${lackingWords(lacking)} with the same settings, engine and seeds ${lacking.length === 1 ? 'is' : 'are'} neither among the results given nor beside them, in reference/ or in the first run.`;
      return note(command === null ? `${what} ${words}` : `${what} Make them, and give their folder, too:`, command);
    }),
  ];
}
