/** The commands that make a run again, or the controls that it needs. */
import type { Params, Tier } from '../benchmarks/protocol/ids.ts';
import { shellQuote, shellQuotePath } from '../benchmarks/protocol/shell-quote.ts';
import { specSlug } from '../benchmarks/protocol/spec.ts';
import { getBenchmarkCard } from './cards.ts';

/** What decides a run's numbers, beside the strategy. */
export interface RunSettings {
  readonly benchmark: string;
  readonly tier: Tier;
  readonly params: Params;
  readonly generations: number;
  readonly seeds: readonly number[];
}

/** One line for a shell; several commands, joined with `&&`, where benchmarks were run with different settings. */
export function runCommand(specs: readonly string[], runs: readonly RunSettings[], out: string): string {
  const groups = new Map<string, string[]>();
  for (const run of runs) {
    const options = optionsOf(run).join(' ');
    groups.set(options, [...(groups.get(options) ?? []), run.benchmark]);
  }
  const strategies = `--strategy ${specs.map(shellQuote).join(' ')}`;
  return [...groups]
    .map(([options, benchmarks], index) => {
      const folder = groups.size === 1 ? out : `${out}-${index + 1}`;
      return `npx heirloom run ${benchmarks.join(' ')} ${strategies} ${options} --out ${shellQuotePath(folder)}`;
    })
    .join(' && ');
}

export function reproduceCommand(spec: string, tier: Tier, runs: readonly RunSettings[]): string {
  return runCommand([spec], runs, `reproduced/${specSlug(spec)}-${tier}`);
}

export function controlsCommand(run: RunSettings): string {
  return runCommand(['replace', 'oracle'], [run], `controls/${run.benchmark}-${run.tier}`);
}

/** The tier, and whatever isn't the tier's own. */
function optionsOf({ benchmark, tier, params, generations, seeds }: RunSettings): string[] {
  const options = [`--tier ${tier}`];
  const card = getBenchmarkCard(benchmark);
  const plan = card?.tiers[tier];
  const standard = card?.params.safeParse({ ...plan?.params }).data as Params | undefined;
  if (seeds.length !== plan?.seeds) options.push(`--seeds ${seeds.length}`);
  if (generations !== plan?.generations) options.push(`--generations ${generations}`);
  const set = Object.keys(params)
    .sort()
    .filter((name) => params[name] !== standard?.[name]);
  if (set.length > 0) options.push(`--set ${set.map((name) => shellQuote(`${name}=${params[name]}`)).join(' ')}`);
  return options;
}
