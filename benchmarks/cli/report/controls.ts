/** Where the controls of a report come from: the results given, what lies beside them, or what this checkout has made before. */
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Tier } from '../../protocol/ids.ts';
import { runCommand } from '../../protocol/run-command.ts';
import { ENGINES_HERE } from '../../runner/version.ts';
import {
  type Controls,
  isControlFor,
  onSeeds,
  type RunPlan,
  type ScoredRun,
  toScoredRun,
} from '../../scoring/index.ts';
import { BENCHMARKS, requireBenchmark } from '../../suite/catalog.ts';
import { type Result, resultsIn, siblingControls } from './load.ts';

const CONTROLS = ['replace', 'oracle'] as const;
/** The tier of what is in reference/. */
const REFERENCE_TIER: Tier = 'standard';
type ControlName = (typeof CONTROLS)[number];

/** The places where controls are looked for, in this order, as words. */
const PLACES = ['given', 'beside the results', 'reference results of this checkout', 'first run of npm start'] as const;

/** A control's run, the path of the result that it is in, and which place that is. */
export interface FoundRun {
  readonly run: ScoredRun;
  readonly path: string;
  readonly place: (typeof PLACES)[number];
}

/** For one plan: its controls, or which of them there are not. */
export type FoundControls =
  | { readonly state: 'found'; readonly controls: Controls<FoundRun> }
  | { readonly state: 'lacking'; readonly names: readonly ControlName[]; readonly plan: RunPlan };

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Finds controls for plans; each place is read once, and only where those before it lack something. */
export class ControlFinder {
  readonly #places: readonly (() => Promise<readonly Result[]>)[];
  readonly #read = new Map<number, readonly FoundRun[]>();

  constructor(results: readonly Result[], tier: Tier, root = ROOT) {
    const made = [
      tier === REFERENCE_TIER ? join(root, 'reference') : null,
      join(process.env.HEIRLOOM_DATA || '.heirloom', 'first-run', tier),
    ];
    this.#places = [
      async () => results,
      async () => (await Promise.all(results.map(siblingControls))).flat(),
      ...made.map(
        (folder) => async () => (folder === null ? [] : resultsIn(CONTROLS.map((name) => join(folder, name)))),
      ),
    ];
  }

  async find(plan: RunPlan): Promise<FoundControls> {
    const replace = await this.#findOne('replace', plan);
    const oracle = await this.#findOne('oracle', plan);
    if (replace && oracle) return { state: 'found', controls: { replace, oracle } };
    return {
      state: 'lacking',
      names: [...(replace ? [] : ['replace' as const]), ...(oracle ? [] : ['oracle' as const])],
      plan,
    };
  }

  async #findOne(name: ControlName, plan: RunPlan): Promise<FoundRun | null> {
    for (let place = 0; place < this.#places.length; place++) {
      const found = (await this.#runsAt(place)).find(({ run }) => run.spec === name && isControlFor(plan, run.plan));
      if (found) return found;
    }
    return null;
  }

  async #runsAt(place: number): Promise<readonly FoundRun[]> {
    const known = this.#read.get(place);
    if (known) return known;
    const results = (await this.#places[place]?.()) ?? [];
    const runs = results
      .filter(({ spec }) => CONTROLS.some((name) => name === spec))
      .flatMap(({ path, records }) =>
        records.map((record) => ({
          run: toScoredRun(record, requireBenchmark(record.benchmark.id).card),
          path: shortPath(path),
          place: PLACES[place] as FoundRun['place'],
        })),
      );
    this.#read.set(place, runs);
    return runs;
  }
}

/** Both controls on the seeds that both have: they may come from two places. */
export function onCommonSeeds({ replace, oracle }: Controls<FoundRun>): Controls<ScoredRun> {
  const seeds = replace.run.plan.seeds.filter((seed) => oracle.run.plan.seeds.includes(seed));
  return { replace: onSeeds(replace.run, seeds), oracle: onSeeds(oracle.run, seeds) };
}

/** As a reader in the working directory would give it, where that is shorter. */
function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short !== '' && short.length < path.length ? short : path;
}

/** The command that makes controls that are lacking, or why none can. */
export interface Remedy {
  readonly command: string | null;
  readonly words: string;
}

export function remedyFor(names: readonly ControlName[], plans: readonly RunPlan[]): Remedy {
  const [first] = plans as [RunPlan, ...RunPlan[]];
  const { engine, seeds } = first;
  const here = ENGINES_HERE.find(({ id }) => id === engine.id);
  if (here?.version !== engine.version) {
    const has = here === undefined ? 'no such engine' : `version ${here.version}`;
    return {
      command: null,
      words: `They have to be of engine ${engine.id} ${engine.version}, and this checkout has ${has}.`,
    };
  }
  if (seeds.some((seed, index) => seed !== index + 1)) {
    return {
      command: null,
      words: 'They have to have the same seeds, and a run begins with seed 1 and leaves none out.',
    };
  }
  const runs = plans.map(({ benchmark: { id, ...settings } }) => ({ benchmark: id, ...settings, seeds, engine }));
  const cardOf = (id: string) => BENCHMARKS.find(({ card }) => card.id === id)?.card ?? null;
  return { command: runCommand(names, runs, `controls-${first.benchmark.tier}`, cardOf), words: '' };
}
