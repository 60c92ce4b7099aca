/** What holds for every ledger entry that the harness meters, whatever the strategy and the benchmark. */
import type { Capability } from '../protocol/card.ts';
import { accountedSize, type LedgerEntry, OUTSIDE_SOURCE, type Read, SIMULATOR_SOURCE } from '../protocol/ledger.ts';
import type { Step } from './findings.ts';

export interface LedgerRules {
  /** M */
  readonly size: number;
  /** What the benchmark has, or null where it is not known. */
  readonly capabilities: readonly Capability[] | null;
  /** Whether the strategy may weight examples; where it may not, shares by weight are shares by count. */
  readonly mayWeight: boolean;
  /** Whether a learner may be fitted more than once in a generation, on samples of the model that it has just become. */
  readonly mayFitTwice: boolean;
  /** Training size of the first seed's generation 0, which is M for each learner; null without an entry. */
  readonly learnersSize: number | null;
  /** Updates that a fit on M makes at most; null where the benchmark doesn't say. */
  readonly fitUpdates: number | null;
}

/** Whether every entry is of one fit: then shares of a fit are shares of the entry. */
export function hasOneFit({ size, learnersSize, mayFitTwice }: LedgerRules): boolean {
  return learnersSize === size && !mayFitTwice;
}

export interface EntryRules extends LedgerRules {
  /** Examples drawn from the simulator up to and in this generation. */
  readonly simulatedSoFar: number;
}

/** What is wrong at one place below a ledger entry. */
export interface Fault {
  readonly steps: readonly Step[];
  readonly message: string;
}

/** What each use needs of the benchmark. */
const USES = [
  ['verifierCalls', 'verifier'],
  ['simulated', 'simulator'],
  ['teacherCalls', 'log-density'],
] as const satisfies readonly (readonly [keyof LedgerEntry, Capability])[];

/** Weight shares are sums of doubles. */
export const SHARE_SLACK = 1e-9;

/** Collects faults. A class and not closures: there is an entry for every seed and generation. */
class FaultList {
  readonly faults: Fault[] = [];

  add(message: string, ...steps: Step[]): void {
    this.faults.push({ steps, message });
  }
}

const NO_FAULTS: readonly Fault[] = [];

/** The rules that an entry breaks. */
export function entryFaults(entry: LedgerEntry, generation: number, rules: EntryRules): readonly Fault[] {
  const list = new FaultList();
  if (entry.generation !== generation) {
    list.add(`received ${entry.generation}; expected ${generation}, its place in the list`, 'generation');
  }
  const accounted = accountedSize(entry);
  if (entry.trainingSize !== accounted) {
    list.add(
      `received ${entry.trainingSize}; expected ${accounted}, the sum of realFresh, realRetained and all synthetic counts`,
      'trainingSize',
    );
  }
  if (accounted === 0) list.add('nothing was trained on; a seed without training data has diverged', 'trainingSize');
  if (entry.reads.length > 1 && new Set(entry.reads).size < entry.reads.length)
    list.add('a read is there twice; expected each once', 'reads');
  if (generation === 0) addOriginFaults(entry, rules, list);
  else addRecursionFaults(entry, generation, rules, list);
  return list.faults.length === 0 ? NO_FAULTS : list.faults;
}

const ZERO_AT_FIRST = ['realRetained', 'poolSize', 'sampled', 'simulated', 'verifierCalls', 'teacherCalls'] as const;

/** Generation 0 is the harness's: each learner is fitted on D0, M fresh real examples, and nothing else happens. */
function addOriginFaults(entry: LedgerEntry, { size, learnersSize }: EntryRules, list: FaultList): void {
  if (entry.realFresh === 0 || entry.realFresh % size !== 0) {
    list.add(
      `received ${entry.realFresh}; expected ${size} for each learner: generation 0 is fitted on the original data alone`,
      'realFresh',
    );
  } else if (learnersSize !== null && entry.realFresh !== learnersSize) {
    list.add(
      `received ${entry.realFresh}; expected ${learnersSize}, as for the first seed: all seeds train the same learners`,
      'realFresh',
    );
  }
  for (const name of ZERO_AT_FIRST)
    if (entry[name] !== 0) list.add(`received ${entry[name]}; expected 0 in generation 0`, name);
  if (entry.synthetic.length > 0) list.add('received samples of a model; expected none in generation 0', 'synthetic');
  if (entry.reads.length > 0) list.add('received reads; expected none in generation 0', 'reads');
  if (entry.weightShare !== 1)
    list.add(`received ${entry.weightShare}; expected 1: generation 0 is fitted on real data alone`, 'weightShare');
}

function addRecursionFaults(entry: LedgerEntry, generation: number, rules: EntryRules, list: FaultList): void {
  addSyntheticFaults(entry, generation, rules, list);
  addWeightFaults(entry, rules, list);
  if (entry.realRetained > 0)
    requireRead(entry, 'real-data', 'real data of an earlier generation was trained on', list);
  if (entry.realFresh > 0) requireRead(entry, 'fresh-data', 'fresh real data was trained on', list);
  for (const [name, capability] of USES) {
    if (entry[name] > 0 && rules.capabilities?.includes(capability) === false) {
      list.add(`received ${entry[name]}; expected 0: the benchmark has no "${capability}"`, name);
    }
  }
}

function requireRead(entry: LedgerEntry, read: Read, why: string, list: FaultList): void {
  if (!entry.reads.includes(read)) list.add(`expected "${read}" among the reads: ${why}`, 'reads');
}

function addSyntheticFaults(
  entry: LedgerEntry,
  generation: number,
  { simulatedSoFar, mayFitTwice }: EntryRules,
  list: FaultList,
): void {
  const seen = new Set<string>();
  let fromLast = 0;
  let fromOlder = 0;
  for (let index = 0; index < entry.synthetic.length; index++) {
    const part = entry.synthetic[index] as LedgerEntry['synthetic'][number];
    const key = `${part.source}/${part.generation}`;
    if (seen.has(key))
      list.add('the same source and generation are there twice; expected their sum', 'synthetic', index);
    seen.add(key);
    if (part.generation > generation || (part.generation === generation && !mayFitTwice)) {
      list.add(
        `received ${part.generation}; generation ${generation} can only train on samples of earlier generations' models`,
        'synthetic',
        index,
        'generation',
      );
    }
    // Nobody knows what made these, nor when.
    if (part.source === OUTSIDE_SOURCE) continue;
    if (part.source !== SIMULATOR_SOURCE) {
      if (part.generation === generation - 1) fromLast += part.count;
      if (part.generation < generation - 1) fromOlder += part.count;
    } else if (part.count > 0 && simulatedSoFar === 0) {
      list.add(
        `received ${part.count} examples of the simulator; none were drawn so far (simulated is 0)`,
        'synthetic',
        index,
        'count',
      );
    }
  }
  if (fromOlder > 0) requireRead(entry, 'older-samples', 'samples of an older model were trained on', list);
  if (entry.sampled === 0 && fromLast > 0)
    list.add('received 0; samples of the last generation were trained on, so some were drawn', 'sampled');
}

function addWeightFaults(entry: LedgerEntry, rules: EntryRules, list: FaultList): void {
  const { mayWeight } = rules;
  const real = entry.realFresh + entry.realRetained;
  const total = accountedSize(entry);
  if (total === 0) return;
  const share = real / total;
  // One fit without weights: the share by weight is the share by count.
  const isExact = real === 0 || real === total || (!mayWeight && hasOneFit(rules));
  const isWrong = isExact
    ? Math.abs(entry.weightShare - share) > SHARE_SLACK
    : !mayWeight && entry.weightShare < share - SHARE_SLACK;
  if (isWrong)
    list.add(
      `received ${entry.weightShare}; expected ${isExact ? '' : 'at least '}${share}, the share of real examples`,
      'weightShare',
    );
}
