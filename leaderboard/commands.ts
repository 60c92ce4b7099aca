/** The commands that make a run again, or the controls that it needs. */
import { ENGINE_VERSIONS } from '../benchmarks/numerics/engine/version.ts';
import { DEFAULT_ENGINE, ENGINE_IDS, PURE_ENGINE } from '../benchmarks/protocol/engine.ts';
import type { Params, Tier } from '../benchmarks/protocol/ids.ts';
import type { Engine } from '../benchmarks/protocol/record.ts';
import { specSlug } from '../benchmarks/protocol/spec.ts';
import { getBenchmarkCard } from './cards.ts';
import { CONTROL_SPECS, type ControlSpec } from './choose-controls.ts';

/** What decides a run's numbers, beside the strategy. */
export interface RunSettings {
  readonly benchmark: string;
  readonly tier: Tier;
  readonly params: Params;
  readonly generations: number;
  readonly seeds: readonly number[];
  /** Of a benchmark with a network, where it isn't the default. */
  readonly engineOption?: string;
}

/** A run's settings with what made it. */
export interface MadeRun extends RunSettings {
  readonly version: number;
  readonly madeBy: Engine;
}

/** One line for a shell; several commands, joined with `&&`, where benchmarks were run with different settings. */
export function runCommand(specs: readonly string[], runs: readonly RunSettings[], out: string): string {
  const groups = new Map<string, string[]>();
  for (const run of runs) {
    const options = optionsOf(run).join(' ');
    groups.set(options, [...(groups.get(options) ?? []), run.benchmark]);
  }
  const strategies = `--strategy ${specs.map(quote).join(' ')}`;
  return [...groups]
    .map(([options, benchmarks], index) => {
      const folder = groups.size === 1 ? out : `${out}-${index + 1}`;
      return `npx heirloom run ${benchmarks.join(' ')} ${strategies} ${options} --out ${quote(folder)}`;
    })
    .join(' && ');
}

export function reproduceCommand(spec: string, tier: Tier, runs: readonly RunSettings[]): string {
  return runCommand([spec], runs, `reproduced/${specSlug(spec)}-${tier}`);
}

export function controlsCommand(run: RunSettings, controls: readonly ControlSpec[] = CONTROL_SPECS): string {
  return runCommand(controls, [run], `controls/${run.benchmark}-${run.tier}`);
}

/** The command that makes controls for a run; null where this checkout makes none like it: its engine, or its benchmark, is another. */
export function controlsCommandFor(
  { version, madeBy, ...run }: MadeRun,
  controls: readonly ControlSpec[],
): string | null {
  const card = getBenchmarkCard(run.benchmark);
  if (card?.version !== version) return null;
  if (card.engine === 'js') return isSame(madeBy, PURE_ENGINE) ? controlsCommand(run, controls) : null;
  const engine = ENGINE_IDS.find((id) => isSame(madeBy, { id, version: ENGINE_VERSIONS[id] }));
  if (engine === undefined) return null;
  return controlsCommand(engine === DEFAULT_ENGINE ? run : { ...run, engineOption: engine }, controls);
}

const isSame = (a: Engine, b: Engine): boolean => a.id === b.id && a.version === b.version;

/** The tier, and whatever isn't the tier's own. */
function optionsOf({ benchmark, tier, params, generations, seeds, engineOption }: RunSettings): string[] {
  const options = [`--tier ${tier}`];
  if (engineOption !== undefined) options.push(`--engine ${engineOption}`);
  const card = getBenchmarkCard(benchmark);
  const plan = card?.tiers[tier];
  const standard = card?.params.safeParse({ ...plan?.params }).data as Params | undefined;
  if (seeds.length !== plan?.seeds) options.push(`--seeds ${seeds.length}`);
  if (generations !== plan?.generations) options.push(`--generations ${generations}`);
  const set = Object.keys(params)
    .sort()
    .filter((name) => params[name] !== standard?.[name]);
  if (set.length > 0) options.push(`--set ${set.map((name) => quote(`${name}=${params[name]}`)).join(' ')}`);
  return options;
}

/** Quotes what a shell would take apart. Specifications and parameters come from strangers, and a reader pastes this. */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
