/** Says which controls a run lacks, with which settings, and how to send them. */
import {
  type ControlSpec,
  type LackingControl,
  type LackingControls,
  lackingWords,
} from '#benchmarks/board/choose-controls.ts';
import type { Params } from '#benchmarks/protocol/ids.ts';
import { describeSeeds } from '#benchmarks/scoring/index.ts';
import { controlsCommand } from '../catalog/commands.ts';
import type { PinnedRun } from '../catalog/repeatable.ts';
import type { MissingControlsView } from '../views/index.ts';

/** What a run lacks, beside the settings that it has to be made with. */
export function missingControls(lacking: LackingControls, run: PinnedRun): MissingControlsView {
  const { benchmark, version, tier, params, generations, seeds, engine } = run;
  return {
    ...lacking,
    settings: {
      benchmark: `${benchmark}@${version}`,
      tier,
      params: describeParams(params),
      generations,
      seeds: describeSeeds(seeds),
      engine: `${engine.id} ${engine.version}`,
    },
  };
}

/** The command that makes what is missing; null where no command of this checkout can. */
export function missingControlsCommand({ site, own }: LackingControls, run: PinnedRun): string | null {
  return controlsCommand(run, namesOf(own ?? site));
}

const namesOf = (lacking: readonly LackingControl[]): ControlSpec[] => lacking.map(({ control }) => control);

const describeParams = (params: Params): string =>
  Object.keys(params)
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join(', ');

/** Sentences for a reader. */
export function missingControlsWords({ site, own, settings }: MissingControlsView): string {
  const { benchmark, tier, params, generations, seeds, engine } = settings;
  const needs = `No score: it needs runs of replace and oracle with its own settings (${benchmark}, tier ${tier}, ${params}, ${generations} generations, seeds ${seeds}, engine ${engine}).`;
  if (own === null) return `${needs} This site lacks ${lackingWords(site)}; its owner can make and send them.`;
  return `${needs} This site lacks ${lackingWords(site)}, and the token that sent this entry lacks ${lackingWords(own)}. Send what it lacks with that token (npx heirloom submit FOLDER): the entry is then scored against its sender’s own controls, marked so and not ranked.`;
}
