/** The commands that make runs, for a shell: what differs from the tier's own settings is said, the rest is left out. */
import { type BenchmarkCard, tierParams } from './card.ts';
import { DEFAULT_ENGINE, PURE_ENGINE } from './engine.ts';
import type { Params, Tier } from './ids.ts';
import { shellQuote, shellQuotePath } from './shell-quote.ts';

/** What decides a run's numbers, beside the strategy. */
export interface RunSettings {
  readonly benchmark: string;
  readonly tier: Tier;
  readonly params: Params;
  readonly generations: number;
  readonly seeds: readonly number[];
  /** The default one where it isn't said. */
  readonly engine?: { readonly id: string };
}

/** One line for a shell; several commands, joined with `&&`, where benchmarks were run with different settings. */
export function runCommand(
  specs: readonly string[],
  runs: readonly RunSettings[],
  out: string,
  cardOf: (id: string) => BenchmarkCard | null,
): string {
  const groups = new Map<string, string[]>();
  for (const run of runs) {
    const options = optionsOf(run, cardOf(run.benchmark)).join(' ');
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

/** The tier, and whatever isn't the tier's own. */
function optionsOf(run: RunSettings, card: BenchmarkCard | null): string[] {
  const { tier, generations, seeds, engine } = run;
  const options = [`--tier ${tier}`];
  const plan = card?.tiers[tier];
  if (engine && engine.id !== PURE_ENGINE.id && engine.id !== DEFAULT_ENGINE)
    options.push(`--engine ${shellQuote(engine.id)}`);
  if (seeds.length !== plan?.seeds) options.push(`--seeds ${seeds.length}`);
  if (generations !== plan?.generations) options.push(`--generations ${generations}`);
  const set = Object.entries(settingsThatDiffer(run, card));
  if (set.length > 0) options.push(`--set ${set.map(([name, value]) => shellQuote(`${name}=${value}`)).join(' ')}`);
  return options;
}

/** The parameters that aren't the tier's own, by name in order; all of them where there is no card. */
export function settingsThatDiffer({ tier, params }: RunSettings, card: BenchmarkCard | null): Params {
  const standard = card === null ? {} : tierParams(card, tier);
  return Object.fromEntries(
    Object.entries(params)
      .filter(([name, value]) => value !== standard[name])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
