/** Where the controls of a report come from: the results given, what lies beside them, or what this checkout has made before. */
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CONTROL_SPECS,
  type ControlCandidate,
  type ControlChoice,
  type ControlSpec,
  chooseControls,
} from '../../board/choose-controls.ts';
import type { MeasuredBoardRun } from '../../board/make.ts';
import { trajectoryDigest } from '../../board/trajectory-digest.ts';
import { REFERENCE_SETS, type ReferenceSet } from '../../bundle/reference-sets.ts';
import { updatesOfFit } from '../../protocol/card.ts';
import { canonicalJson } from '../../protocol/digest.ts';
import type { Tier } from '../../protocol/ids.ts';
import { isLearnerEngine } from '../../protocol/outside.ts';
import type { RunRecord } from '../../protocol/record.ts';
import { rightsOf } from '../../protocol/regime.ts';
import { runCommand } from '../../protocol/run-command.ts';
import { ENGINES_HERE } from '../../runner/version.ts';
import {
  type Controls,
  describeSeeds,
  onSeeds,
  planDifferences,
  type RecordedPlan,
  type ScoredRun,
  toScoredRun,
} from '../../scoring/index.ts';
import { benchmarkName, cardNamed, requireBenchmark } from '../../suite/catalog.ts';
import { suiteEntries } from '../../suite/manifests.ts';
import { type Result, resultsIn, siblingControls } from './load.ts';

/** The tier of the reference results. */
const REFERENCE_TIER: Tier = 'standard';

/** The places where controls are looked for, in this order, as words. */
const PLACES = ['given', 'beside the results', 'reference results of this checkout', 'first run of npm start'] as const;

/** A run, the path of the result that it is in, and which place that is. */
export interface FoundRun extends MeasuredBoardRun, ControlCandidate {
  readonly scored: ScoredRun;
  readonly record: RunRecord;
  readonly path: string;
  readonly place: (typeof PLACES)[number];
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Finds controls for runs; each place is read once, and only where those before it lack something. */
export class ControlFinder {
  /** The runs of each result, in the order of their records. */
  readonly given: ReadonlyMap<Result, readonly FoundRun[]>;
  readonly #places: readonly (() => Promise<readonly FoundRun[]>)[];
  readonly #read = new Map<number, readonly FoundRun[]>();
  #runs = 0;

  constructor(results: readonly Result[], tier: Tier, root = ROOT) {
    const given = new Map(results.map((result) => [result, this.#runsOf(result, 'given')]));
    const made = [
      tier === REFERENCE_TIER ? referenceSetsOf(results).map(({ folder }) => join(root, folder)) : [],
      [join(process.env.HEIRLOOM_DATA || '.heirloom', 'first-run', tier)],
    ];
    const found = (from: readonly Result[], place: number): FoundRun[] =>
      from.flatMap((result) => this.#runsOf(result, PLACES[place] as FoundRun['place']));
    this.given = given;
    this.#places = [
      // What is given later is taken for the newer one, as a site takes what is sent later.
      async () => [...given.values()].reverse().flat(),
      async () => found((await Promise.all(results.map(siblingControls))).flat(), 1),
      ...made.map((folders, index) => async () => {
        const paths = folders.flatMap((folder) => CONTROL_SPECS.map((name) => join(folder, name)));
        return found(await resultsIn(paths), 2 + index);
      }),
    ];
  }

  /** The controls of a run, or which of them are nowhere. */
  async find(run: FoundRun): Promise<ControlChoice<FoundRun>> {
    const supply: Record<ControlSpec, FoundRun[]> = { replace: [], oracle: [] };
    for (let place = 0; ; place++) {
      for (const other of await this.#runsAt(place)) {
        const control = CONTROL_SPECS.find((spec) => spec === other.scored.spec);
        const isOfPlan = planDifferences(run.scored.plan, other.scored.plan, false).length === 0;
        if (control !== undefined && isOfPlan) supply[control].push(other);
      }
      const choice = chooseControls(run.seeds, supply, null);
      if (choice.controls !== null || place === this.#places.length - 1) return choice;
    }
  }

  async #runsAt(place: number): Promise<readonly FoundRun[]> {
    const runs = this.#read.get(place) ?? (await this.#places[place]?.()) ?? [];
    this.#read.set(place, runs);
    return runs;
  }

  #runsOf({ path, records }: Result, place: FoundRun['place']): FoundRun[] {
    return records.map((record) => this.#foundRun(record, path, place));
  }

  #foundRun(record: RunRecord, path: string, place: FoundRun['place']): FoundRun {
    const { id, version } = record.benchmark;
    const { card } = requireBenchmark({ id, version });
    const scored = toScoredRun(record, card);
    this.#runs += 1;
    return {
      id: this.#runs,
      submissionId: path,
      benchmarkId: id,
      benchmarkVersion: version,
      seeds: { digest: describeSeeds(record.seeds), seeds: record.seeds },
      official: record.official,
      rights: rightsOf(record, updatesOfFit(card, record.benchmark.params)),
      track: {
        settings: canonicalJson(structuredClone(scored.plan)),
        digest: trajectoryDigest(record.seeds, record.trajectories[card.primary] ?? []),
      },
      completed: scored.outcome.state === 'completed',
      scored,
      record,
      path: shortPath(path),
      place,
    };
  }
}

/** The sets of reference results that may have controls of some results: those of suites that list their protocols. */
function referenceSetsOf(results: readonly Result[]): readonly ReferenceSet[] {
  const ran = results.flatMap(({ records }) => records.map(({ benchmark }) => benchmark));
  return REFERENCE_SETS.filter(({ suite }) =>
    suiteEntries(suite).some(({ id, protocol }) => ran.some((own) => own.id === id && own.version === protocol)),
  );
}

/** Both controls on the seeds that both have: they may come from two places. */
export function onCommonSeeds({ replace, oracle }: Controls<FoundRun>): Controls<ScoredRun> {
  const seeds = replace.scored.plan.seeds.filter((seed) => oracle.scored.plan.seeds.includes(seed));
  return { replace: onSeeds(replace.scored, seeds), oracle: onSeeds(oracle.scored, seeds) };
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

export function remedyFor(names: readonly ControlSpec[], plans: readonly RecordedPlan[]): Remedy {
  const [first] = plans as [RecordedPlan, ...RecordedPlan[]];
  const { engine, seeds } = first;
  if (isLearnerEngine(engine))
    return {
      command: null,
      words: `They have to be fitted by the same learner, ${engine.id} ${engine.version}: run them with its --learner.`,
    };
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
  const runs = plans.map(({ benchmark: { id, version, ...settings } }) => ({
    benchmark: benchmarkName({ id, version }),
    ...settings,
    seeds,
    engine,
  }));
  return { command: runCommand(names, runs, `controls-${first.benchmark.tier}`, cardNamed), words: '' };
}
