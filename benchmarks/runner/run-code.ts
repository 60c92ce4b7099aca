/**
 * Which code makes the numbers of a run: its benchmark and strategies with the learners, metrics and data that they reach, the
 * harness, the engine where networks are trained, and the packages of all these. Not the command line, the build, the
 * scoring or the pages: those may change while a run is interrupted (docs/adr/0013).
 */
import { fileURLToPath } from 'node:url';
import { canonicalJson, sha256 } from '../protocol/digest.ts';
import { PURE_ENGINE } from '../protocol/engine.ts';
import { folderOf } from '../suite/catalog.ts';
import type { RunPlan } from './plan.ts';
import { type Reach, SourceTree } from './source-reach.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SEED = 'runner/planned-seed.ts';
/** What speaks with strategies and learners that are processes of their own; whose code is not known here. */
const OUTSIDE = 'runner/exec/worker.ts';
const LEARNER = 'runner/exec/learner-session.ts';
/** What speaks with the sandbox, and what runs in it. */
const SANDBOX = ['runner/sandbox/worker.ts', 'runner/sandbox/child/main.ts'];
const ENGINE = 'numerics/engine/load.ts';
const NATIVE_ENGINE = 'numerics/engine/load-tfjs-node.ts';
/** They choose plugins by name, show how far a seed is, and keep it: a run's plan says what is chosen. */
const NO_NUMBERS = [
  'suite/catalog.ts',
  'strategies/catalog.ts',
  'runner/live-progress.ts',
  'runner/checkpoint-file.ts',
];

export interface RunCode extends Reach {
  /** Hex SHA-256 over all files and packages. */
  readonly digest: string;
}

let checkout: SourceTree | undefined;

/** The code of a run as it was when this process first asked. */
export function codeOf(
  run: Pick<RunPlan, 'benchmark' | 'strategy' | 'engine' | 'learner'>,
  tree?: SourceTree,
): RunCode {
  if (tree === undefined) {
    checkout ??= new SourceTree(ROOT);
    return codeOf(run, checkout);
  }
  const { benchmark, strategy, engine, learner } = run;
  const plugins = [`suite/${folderOf(benchmark)}/index.ts`, ...strategyCode(strategy)];
  const isPure = engine === PURE_ENGINE.id;
  const roots = [SEED, ...plugins, ...(learner ? [LEARNER] : []), ...(isPure ? [] : [ENGINE])];
  const unused = isPure ? [ENGINE] : engine === 'tfjs-node' ? [] : [NATIVE_ENGINE];
  const foreign = [
    ...(strategy.outside ? [] : [OUTSIDE]),
    ...(strategy.module ? [] : SANDBOX),
    ...(learner ? [] : [LEARNER]),
  ];
  const { files: own, packages } = tree.reach(roots, new Set([...NO_NUMBERS, ...unused, ...foreign]));
  const { module } = strategy;
  const files = module === undefined ? own : new Map([...own, ['the strategy’s module', module.sha256]]);
  const content = { files: Object.fromEntries(files), packages: [...packages].sort() };
  return { files, packages, digest: sha256(canonicalJson(content)) };
}

/** The files that a strategy's code begins with. */
function strategyCode({ outside, module, parts }: RunPlan['strategy']): readonly string[] {
  if (module !== undefined) return SANDBOX;
  return outside ? [OUTSIDE] : parts.map(({ id }) => `strategies/${id}/index.ts`);
}

/** What plan.json keeps of the code of all its runs. */
export interface PlannedCode {
  /** One a run, in the plan's order. */
  readonly digests: readonly string[];
  /** Hex SHA-256 by path below `benchmarks/`. */
  readonly files: Readonly<Record<string, string>>;
  readonly packages: readonly string[];
}

export function plannedCode(codes: readonly RunCode[]): PlannedCode {
  const files = new Map(codes.flatMap((code) => [...code.files]).sort());
  const packages = new Set(codes.flatMap((code) => [...code.packages]));
  return {
    digests: codes.map(({ digest }) => digest),
    files: Object.fromEntries(files),
    packages: [...packages].sort(),
  };
}

const NAMED_CHANGES = 3;

/** What is other in a run's code than in what a plan kept, by name: `strategies/replace/index.ts`, `ml-matrix@6.15.1`. */
export function changesOf(code: RunCode, before: Pick<PlannedCode, 'files' | 'packages'>): string {
  const known = new Set(before.packages);
  const changes = [
    ...[...code.files].filter(([path, digest]) => before.files[path] !== digest).map(([path]) => path),
    ...[...code.packages].filter((id) => !known.has(id)),
  ].sort();
  const rest = changes.length - NAMED_CHANGES;
  return `${changes.slice(0, NAMED_CHANGES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
