/** The commands that make a run again, or the controls that it needs. */
import { DEFAULT_ENGINE, PURE_ENGINE } from '../benchmarks/protocol/engine.ts';
import type { Tier } from '../benchmarks/protocol/ids.ts';
import type { StrategyPart } from '../benchmarks/protocol/record.ts';
import { specSlug } from '../benchmarks/protocol/spec.ts';
import { getBenchmarkCard } from './cards.ts';
import { repeatObstacles, runObstacles } from './repeatable.ts';
import { type RunSettings, settingsThatDiffer } from './run-settings.ts';

/** One line for a shell; several commands, joined with `&&`, where benchmarks were run with different settings. */
function runCommand(specs: readonly string[], runs: readonly RunSettings[], out: string): string {
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

/** Null where this checkout can't make the runs again (repeatable.ts). */
export function reproduceCommand(
  { spec, parts }: { readonly spec: string; readonly parts: readonly StrategyPart[] },
  tier: Tier,
  runs: readonly RunSettings[],
): string | null {
  if (runs.length === 0 || repeatObstacles(parts, runs).length > 0) return null;
  return runCommand([spec], runs, `reproduced/${specSlug(spec)}-${tier}`);
}

/** Null where no control that this checkout can run would be one of the run. */
export function controlsCommand(run: RunSettings): string | null {
  if (runObstacles(run).length > 0) return null;
  return runCommand(['replace', 'oracle'], [run], `controls/${run.benchmark}-${run.tier}`);
}

/** The tier, and whatever isn't the tier's own. */
function optionsOf(run: RunSettings): string[] {
  const { benchmark, tier, generations, seeds, engine } = run;
  const options = [`--tier ${tier}`];
  const plan = getBenchmarkCard(benchmark)?.tiers[tier];
  if (seeds.length !== plan?.seeds) options.push(`--seeds ${seeds.length}`);
  if (generations !== plan?.generations) options.push(`--generations ${generations}`);
  const set = Object.entries(settingsThatDiffer(run));
  if (set.length > 0) options.push(`--set ${set.map(([name, value]) => quote(`${name}=${value}`)).join(' ')}`);
  if (engine.id !== PURE_ENGINE.id && engine.id !== DEFAULT_ENGINE) options.push(`--engine ${engine.id}`);
  return options;
}

/** Quotes what a shell would take apart. Specifications and parameters come from strangers, and a reader pastes this. */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
