/**
 * Which controls a run is scored against: the site's, else those of whoever sent the run, else none, with what is missing
 * (ADR 0012). A pair is of one origin, and both of it completed every seed.
 */
import type { Controls } from '../scoring/index.ts';

export const CONTROL_SPECS = ['replace', 'oracle'] as const;
export type ControlSpec = (typeof CONTROL_SPECS)[number];

/** `site`: the site vouches for them. `own`: they came from whoever sent the run, and nobody here has run them. */
export type ControlsSource = 'site' | 'own';

/** One object for each distinct list of seeds. */
export interface SeedList {
  /** MD5 of the numbers: a name, not a seal. */
  readonly digest: string;
  readonly seeds: readonly number[];
}

/** A run of a control with the settings of the run that is to be scored. */
export interface ControlCandidate {
  readonly seeds: SeedList;
  /** Whether every seed completed. */
  readonly completed: boolean;
}

/** Runs of both controls from one origin, the newest first. */
export type ControlSupply<Run> = Readonly<Record<ControlSpec, readonly Run[]>>;

/** A control that one origin lacks. `absent`: no run with these settings. `seeds`: none on all of the seeds. `stopped`: a seed of each such run stopped. */
export interface LackingControl {
  readonly control: ControlSpec;
  readonly why: 'absent' | 'seeds' | 'stopped';
}

/** What each origin lacks, neither being complete; `own` is null where the site's own are the run's own. */
export interface LackingControls {
  readonly site: readonly LackingControl[];
  readonly own: readonly LackingControl[] | null;
}

export type ControlChoice<Run> =
  | { readonly source: ControlsSource; readonly controls: Controls<Run>; readonly lacking: null }
  | { readonly source: null; readonly controls: null; readonly lacking: LackingControls };

/** Chooses the controls of a run on some seeds. `own`: what its sender sent; null for a run of the site itself. */
export function chooseControls<Run extends ControlCandidate>(
  seeds: SeedList,
  site: ControlSupply<Run>,
  own: ControlSupply<Run> | null,
): ControlChoice<Run> {
  const ofSite = pairOf(seeds, site);
  if (ofSite.controls) return { source: 'site', controls: ofSite.controls, lacking: null };
  const ofSender = own && pairOf(seeds, own);
  if (ofSender?.controls) return { source: 'own', controls: ofSender.controls, lacking: null };
  return { source: null, controls: null, lacking: { site: ofSite.lacking, own: ofSender?.lacking ?? null } };
}

interface Pair<Run> {
  readonly controls: Controls<Run> | null;
  readonly lacking: readonly LackingControl[];
}

/** The newest good run of each: a newer one that stopped, or is on other seeds, hides none that is good. */
function pairOf<Run extends ControlCandidate>(seeds: SeedList, supply: ControlSupply<Run>): Pair<Run> {
  const good = (control: ControlSpec): Run | undefined =>
    supply[control].find((run) => run.completed && hasSeeds(run.seeds, seeds));
  const [replace, oracle] = [good('replace'), good('oracle')];
  if (replace && oracle) return { controls: { replace, oracle }, lacking: [] };
  const lacking = CONTROL_SPECS.filter((control) => !good(control));
  return { controls: null, lacking: lacking.map((control) => ({ control, why: reasonOf(seeds, supply[control]) })) };
}

function reasonOf(seeds: SeedList, runs: readonly ControlCandidate[]): LackingControl['why'] {
  if (runs.length === 0) return 'absent';
  return runs.some((run) => hasSeeds(run.seeds, seeds)) ? 'stopped' : 'seeds';
}

function hasSeeds(control: SeedList, wanted: SeedList): boolean {
  if (control.digest === wanted.digest) return true;
  const known = new Set(control.seeds);
  return wanted.seeds.every((seed) => known.has(seed));
}

const WHY: Readonly<Record<LackingControl['why'], string>> = {
  absent: '',
  seeds: ' (not on all of these seeds)',
  stopped: ' (a seed of it stopped)',
};

/** What is missing, as words inside a sentence. */
export function lackingWords(lacking: readonly LackingControl[]): string {
  return lacking.map(({ control, why }) => `${control}${WHY[why]}`).join(' and ');
}

/** Whose controls several scores rest on: `own` where any of them does, since then they are no measure for others. */
export function commonSource(sources: readonly (ControlsSource | null)[]): ControlsSource | null {
  if (sources.includes('own')) return 'own';
  return sources.includes('site') ? 'site' : null;
}
