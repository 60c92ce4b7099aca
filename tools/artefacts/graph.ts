/**
 * What the repository keeps that a command can make again, and what each is made from: the graph behind `npm run artefacts`.
 * Paths are relative to the checkout; one that ends in a slash is a folder with all that git knows below it.
 */

import { REFERENCE_SETS } from '#benchmarks/bundle/reference-sets.ts';
import { ENGINE_VERSIONS } from '#benchmarks/protocol/engine-versions.ts';
import { planRuns } from '#benchmarks/runner/plan.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { BENCHMARKS, benchmarkName, folderOf } from '#benchmarks/suite/catalog.ts';
import packages from '../../package.json' with { type: 'json' };
import { pythonCards } from '../python-client/cards.ts';
import { plannedRuns } from '../reference/results.ts';
import { specsOf } from '../reference/specs.ts';

export interface Artefact {
  /** Also the name of the tool that makes it: tools/<id>/main.ts. */
  readonly id: string;
  /** What it is, as in a sentence. */
  readonly what: string;
  readonly outputs: readonly string[];
  /** Files that it is made from, beside what it needs. */
  readonly inputs: readonly string[];
  /** Ids of what it is made from. */
  readonly needs: readonly string[];
  /** What else it depends on, as a JSON value: plans, versions. */
  readonly facts?: () => unknown;
  /** Why it is made only by who names it: other bits would be another version of a benchmark. */
  readonly frozen?: string;
}

const tierPlans = (tier: 'smoke' | 'standard', strategies: readonly string[]): unknown =>
  planRuns({ benchmarks: BENCHMARKS.map(({ card }) => benchmarkName(card)), strategies: [...strategies], tier }).runs;

/** The digit benchmarks, every protocol. */
const DIGITS = BENCHMARKS.map(({ card }) => card).filter(({ id }) => id.startsWith('digits-'));

/** In an order in which each comes behind what it needs. */
export const ARTEFACTS: readonly Artefact[] = [
  {
    id: 'kernels',
    what: 'the engine’s WebAssembly modules',
    outputs: [
      'benchmarks/numerics/engine/wasm/kernels-relaxed.wasm',
      'benchmarks/numerics/engine/wasm/kernels-portable.wasm',
    ],
    inputs: ['benchmarks/numerics/engine/wasm/assembly/', 'tools/kernels/'],
    needs: [],
    facts: () => packages.devDependencies.assemblyscript,
  },
  {
    id: 'base-model',
    what: 'the byte pairs and networks that text-transformer starts from',
    outputs: [
      'benchmarks/data/merges.txt',
      'benchmarks/data/moby-dick.u16',
      'benchmarks/data/base-small.safetensors',
      'benchmarks/data/base-large.safetensors',
      'benchmarks/data/words.txt',
      'benchmarks/data/merges-words.txt',
      'benchmarks/data/moby-dick-words.u16',
      'benchmarks/data/base-words-small.safetensors',
    ],
    inputs: ['tools/base-model/'],
    needs: [],
    frozen: 'revision 1 of the engine made what is kept; other bits take a new version of the benchmark',
  },
  {
    id: 'classifier',
    what: 'the fixed classifier of the digit benchmarks',
    outputs: ['benchmarks/data/digit-classifier.safetensors'],
    inputs: ['tools/classifier/'],
    needs: [],
    frozen: 'an early state of the engine made what is kept; other bits take new versions of the benchmarks',
  },
  {
    id: 'digit-statistics',
    what: 'what the classifier sees of real digits',
    outputs: DIGITS.map((card) => `benchmarks/suite/${folderOf(card)}/statistics.json`),
    inputs: [
      'benchmarks/suite/shared/digits-metrics.ts',
      'benchmarks/suite/shared/digits-seen.ts',
      'benchmarks/suite/shared/digits-held-out.ts',
      'benchmarks/suite/shared/digits-truth.ts',
      'tools/digit-statistics/',
    ],
    needs: ['kernels', 'classifier'],
    facts: () => [ENGINE_VERSIONS, DIGITS.map(({ id, version }) => [id, version])],
  },
  {
    id: 'known-numbers',
    what: 'the truths and generation 0 that the check compares with',
    outputs: ['benchmarks/suite/known-truth.json', 'benchmarks/suite/known-generation-0.json'],
    inputs: ['tools/known-numbers/'],
    needs: ['kernels', 'base-model', 'digit-statistics'],
    facts: () => [ENGINE_VERSIONS, tierPlans('standard', ['replace'])],
  },
  {
    id: 'reference',
    what: 'a run of every strategy on every benchmark of released suites, and what has been run of the open one, doses included',
    outputs: ['reference/'],
    inputs: [],
    needs: ['kernels', 'base-model', 'digit-statistics'],
    facts: () => [
      ENGINE_VERSIONS,
      REFERENCE_SETS.flatMap((set) => specsOf(set).flatMap(({ spec }) => plannedRuns(spec, set))),
    ],
  },
  {
    id: 'replications',
    what: 'the tables of docs/replications.md',
    outputs: ['docs/replications.md'],
    inputs: ['docs/replications/', 'tools/replications/'],
    needs: ['reference'],
  },
  {
    id: 'claims',
    what: 'the tables of docs/claims.md',
    outputs: ['docs/claims.md'],
    inputs: ['tools/claims/'],
    needs: ['reference'],
  },
  {
    id: 'measured',
    what: '“Measured here” of every strategy’s README',
    outputs: STRATEGIES.map(({ card }) => `benchmarks/strategies/${card.id}/README.md`),
    inputs: ['tools/measured/'],
    needs: ['reference'],
  },
  {
    id: 'figures',
    what: 'the numbers behind the figures of /about',
    outputs: ['app/figures.json'],
    inputs: ['tools/figures/'],
    needs: ['reference'],
  },
  {
    id: 'whose-output',
    what: 'the numbers of /whose-output',
    outputs: ['app/whose-output.json'],
    inputs: ['tools/whose-output/'],
    needs: ['reference'],
  },
  {
    id: 'attribution',
    what: 'where losses come from, on the pages of benchmarks',
    outputs: ['app/attributions.json'],
    inputs: ['tools/attribution/'],
    needs: [],
    facts: () => tierPlans('smoke', ['replace', 'oracle']),
  },
  {
    id: 'social-card',
    what: 'the picture that other sites show beside a link',
    outputs: ['public/social-card.png'],
    inputs: ['tools/social-card/'],
    needs: [],
  },
  {
    id: 'python-client',
    what: 'cards, vectors of the check and a snapshot for the Python package',
    outputs: [
      'clients/python/src/heirloom/cards.json',
      'clients/python/tests/vectors.json',
      'clients/python/tests/snapshot.json',
    ],
    inputs: ['tools/python-client/', 'benchmarks/bundle/', 'benchmarks/suite/known-truth.json'],
    needs: [],
    facts: pythonCards,
  },
  {
    id: 'licences',
    what: 'the packages of an installation with their licences',
    outputs: ['docs/licences.md'],
    inputs: ['package-lock.json', 'tools/licences/'],
    needs: [],
  },
];

/** An artefact with all that it stands on, each behind what it needs. @throws TypeError for an id that is none */
export function standingOn(ids: readonly string[]): Artefact[] {
  const wanted = new Set<string>();
  const want = (id: string): void => {
    const artefact = ARTEFACTS.find((one) => one.id === id);
    if (artefact === undefined) throw new TypeError(`no artefact "${id}"`);
    for (const need of artefact.needs) want(need);
    wanted.add(id);
  };
  for (const id of ids) want(id);
  return ARTEFACTS.filter(({ id }) => wanted.has(id));
}
