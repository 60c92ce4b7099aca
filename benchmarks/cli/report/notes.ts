/** What a reader has to know beside the table: who has no rank and why, where the controls come from, what is missing. */
import { canonicalJson } from '../../protocol/digest.ts';
import type { RunPlan } from '../../scoring/index.ts';
import { type FoundRun, type Remedy, remedyFor } from './controls.ts';
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
  readonly names: readonly string[];
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
      const found = runs.get(benchmark)?.controls;
      if (found?.state !== 'found') continue;
      const replace = placeOf(found.controls.replace);
      const oracle = placeOf(found.controls.oracle);
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
  const groups = new Map<string, { names: readonly ('replace' | 'oracle')[]; plans: Map<string, RunPlan> }>();
  for (const benchmark of benchmarks) {
    for (const { runs } of strategies) {
      const found = runs.get(benchmark)?.controls;
      if (found?.state !== 'lacking') continue;
      const { names, plan } = found;
      const key = canonicalJson({ names: [...names], seeds: [...plan.seeds], engine: plan.engine });
      const group = groups.get(key) ?? { names, plans: new Map() };
      group.plans.set(canonicalJson(structuredClone(plan)), plan);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ names, plans }) => ({
    names,
    benchmarks: [...new Set([...plans.values()].map((plan) => plan.benchmark.id))],
    ...remedyFor(names, [...plans.values()]),
  }));
}

function originWords(replace: ControlPlace, oracle: ControlPlace): string {
  if (replace.place !== oracle.place) return `${replace.path} (${replace.place}) and ${oracle.path} (${oracle.place})`;
  const paths = replace.path === oracle.path ? replace.path : `${replace.path} and ${oracle.path}`;
  return `${paths} (${replace.place})`;
}

const BARS = {
  smoke: 'The smoke tier is for trying things out: no ranks.',
  open: 'The open division is shown, never ranked.',
  basis: 'No rank (other basis): scored against other controls or seeds than the rest.',
} as const;

/** Who is unofficial and why: strategies with the same reasons in one sentence. */
function unofficialWords({ strategies }: Report): string[] {
  const names = new Map<string, string[]>();
  for (const { name, unofficial } of strategies) {
    const benchmarks = new Map<string, string[]>();
    for (const { benchmark, differences } of unofficial) {
      const reason = differences.join('; ');
      benchmarks.set(reason, [...(benchmarks.get(reason) ?? []), benchmark]);
    }
    for (const [reason, ids] of benchmarks) {
      const words = `${reason} (${ids.join(', ')})`;
      names.set(words, [...(names.get(words) ?? []), name]);
    }
  }
  return [...names].map(
    ([reason, list]) =>
      `Unofficial, so without a rank here and on every board: ${list.join(', ')}. ${capitalise(reason)}.`,
  );
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Everything there is to say, a note each. */
export function notesOf(report: Report): Note[] {
  const note = (words: string, command: string | null = null): Note => ({ words, command });
  const found = new Set(report.bars.values());
  const bars = (Object.keys(BARS) as (keyof typeof BARS)[]).filter((bar) => found.has(bar));
  return [
    ...unofficialWords(report).map((words) => note(words)),
    ...bars.map((bar) => note(BARS[bar])),
    ...originsOf(report).map(({ benchmarks, replace, oracle }) =>
      note(`Controls of ${benchmarks.join(', ')}: ${originWords(replace, oracle)}.`),
    ),
    ...lackingControls(report).map(({ names, benchmarks, words, command }) => {
      const what = `No controls for ${benchmarks.join(', ')}: ${names.join(' and ')} with the same settings, engine and seeds ${names.length === 1 ? 'is' : 'are'} neither among the results given nor beside them, in reference/ or in the first run.`;
      return note(command === null ? `${what} ${words}` : `${what} Make them, and give their folder, too:`, command);
    }),
  ];
}
