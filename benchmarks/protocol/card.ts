/** Cards: what a benchmark or a strategy says of itself. Data only; the code is in the plugin's index.ts. */
import type { z } from 'zod';
import { type Params, RUN_FORMATS, type RunFormat, type Tier } from './ids.ts';
import type { ListedMetric } from './metric.ts';
import type { Regime } from './regime.ts';
import type { SampleForm } from './sample-form.ts';

/**
 * When a trajectory counts as collapsed: the first generation g ≥ 1 that starts a stretch of `consecutive` generations in
 * which value `below` (or `above`) threshold × (relativeTo truth ? truth : 1). A stretch is dated by its last generation.
 */
export interface CollapseRule {
  readonly metric: string;
  readonly side: 'below' | 'above';
  readonly threshold: number;
  readonly relativeTo: 'truth' | 'absolute';
  readonly consecutive: number;
}

export interface Reference {
  readonly title: string;
  readonly authors?: string;
  readonly url: string;
  readonly year: number;
}

/** What metrics of a benchmark look at, where that is all: then an outside trainer can stand in its learner's place. */
export const MEASURED_FROM = ['samples', 'log-probabilities'] as const;
export type MeasuredFrom = (typeof MEASURED_FROM)[number];

/** What a learner can do beyond being fitted and sampled, in words that follow "needs". */
export const CAPABILITIES = {
  weights: 'a learner that takes example weights',
  'log-density': 'a learner with a log-density',
  temperature: 'a learner that samples at a temperature',
  verifier: 'an outside verifier',
  simulator: 'a simulator',
  'soft-targets': 'a learner that can be taught by a teacher’s predictions',
  anchor: 'a learner whose parameters can be held near earlier ones while it trains',
  adversarial: 'a learner trained by gradients, whose inputs can be moved along them',
  truncation: 'a learner trained by gradients on a loss that can leave out units',
  'token-edit': 'a learner that gives every token’s probability in its context',
  extrapolation: 'a learner whose fit can go on from a model, and whose parameters can be extrapolated',
  guidance: 'a learner that can be sampled away from another model',
  'closed-form': 'a learner in closed form, which can be fitted to any number of examples',
  distances: 'examples between which a distance can be measured',
  'pre-trained': 'a learner that starts from a pre-trained base',
} as const;
export type Capability = keyof typeof CAPABILITIES;

/** The three errors of which a model's loss is made up (Shumailov et al., Nature 2024). */
export const ERRORS = ['statistical', 'expressivity', 'approximation'] as const;
export type ErrorKind = (typeof ERRORS)[number];

/** What takes away some of an error, in words and as parameters set beside the resolved ones; or why nothing here does. */
export type Knob =
  | {
      readonly words: string;
      /** Empty where these parameters leave no more to turn. A method, as `samples` is. */
      set(params: Params): Params;
    }
  | { readonly none: string };

export interface TierPlan {
  readonly seeds: number;
  readonly generations: number;
  /** Parameters of the benchmark that this tier sets; the others keep their defaults. */
  readonly params?: Params;
}

export interface BenchmarkCard {
  readonly id: string;
  /** Its protocol, as records and suites name it: real data, learner, random streams, tiers, the ledger's fields; whatever makes numbers. */
  readonly version: number;
  readonly name: string;
  readonly summary: string;
  /** The group whose board it belongs to. */
  readonly group: 'closed-forms' | 'densities' | 'text' | 'images' | 'knowledge' | 'drift' | 'outside';
  readonly realData: string;
  readonly learner: string;
  /** What computes it: plain JavaScript, one of the tensor engines, or a trainer of one's own alone (`--learner`). */
  readonly engine: 'js' | 'tensors' | 'outside';
  /**
   * Where its metrics are computed of a model's samples, or of these and of the log-probabilities of texts, and of nothing else
   * that a model is. A secondary metric that needs more has no value of an outside trainer.
   */
  readonly measuredFrom?: MeasuredFrom;
  /** The format of its records: the first unless it is said. */
  readonly records?: RunFormat;
  /** Strict object with a default for every parameter. */
  readonly params: z.ZodObject;
  /** What its examples look like with these (resolved) parameters. A method, so that a card may take them as its schema infers them. */
  samples(params: Params): SampleForm;
  /** What one unit of size is: `example` or `token`. */
  readonly unit: 'example' | 'token';
  readonly tiers: Readonly<Record<Tier, TierPlan>>;
  readonly primary: string;
  /** Parameters that `truth` depends on; left out where it is the same for all. */
  readonly truthParams?: readonly string[];
  /** True frequency of each class, sum 1, where metrics are functions of the classes' shares. */
  readonly frequencies?: readonly number[];
  /** Its metrics in table order, the primary first; one that came later stands after those that the protocol began with. */
  readonly metrics: readonly ListedMetric[];
  /**
   * Fields of its ledger's entries beyond those that every protocol has (protocol/ledger.ts), each with its schema. They make the
   * protocol: one that has records gets none.
   */
  readonly ledger?: Readonly<Record<string, z.ZodType>>;
  /**
   * Updates of parameters that a fit on M makes with these (resolved) parameters, at most: steps of gradients, iterations of EM, 1 for
   * a closed form. Said where the ledger counts them.
   */
  fitUpdates?(params: Params): number;
  readonly collapse: { readonly early: CollapseRule; readonly late: CollapseRule; readonly meaning: string };
  readonly capabilities: readonly Capability[];
  /** What `heirloom attribute` turns; left out where a benchmark declares nothing. */
  readonly knobs?: Readonly<Record<ErrorKind, Knob>>;
  /** Capabilities that the learner lacks with these (resolved) parameters; none unless it is said. */
  lacking?(params: Params): readonly Capability[];
  /** Other learner families that can serve as independent sources (mix-sources), in the order they are taken. */
  readonly families: readonly string[];
  /** The closed-form law it must reproduce, as docs/laws.md names it. */
  readonly laws: readonly string[];
  readonly references: readonly Reference[];
}

export type StrategyGroup =
  | 'control'
  | 'baseline'
  | 'real-data'
  | 'accumulation'
  | 'diversity'
  | 'filtering'
  | 'training'
  | 'sampling';

export interface StrategyCard {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly summary: string;
  readonly group: StrategyGroup;
  readonly reference: Reference;
  /** Strict object with a default for every parameter. */
  readonly params: z.ZodObject;
  /** What the strategy is allowed with these (resolved) parameters. */
  readonly regime: (params: Params) => Regime;
  /** What it needs of the benchmark with these parameters; a pair that lacks one is not applicable. */
  readonly needs: (params: Params) => readonly Capability[];
}

/** The format of a benchmark's records. */
export function recordFormat({ records = RUN_FORMATS[0] }: Pick<BenchmarkCard, 'records'>): RunFormat {
  return records;
}

/** Updates that a fit on M makes at most with a record's parameters; null where the card doesn't say, or can't take them. */
export function updatesOfFit(
  card: Partial<Pick<BenchmarkCard, 'params' | 'fitUpdates'>>,
  params: Params,
): number | null {
  if (card.fitUpdates === undefined) return null;
  const own = card.params?.safeParse(params);
  return own?.success ? card.fitUpdates(own.data as Params) : null;
}

/** All parameters of a benchmark at a tier. */
export function tierParams({ params, tiers }: Pick<BenchmarkCard, 'params' | 'tiers'>, tier: Tier): Params {
  return params.parse({ ...tiers[tier].params }) as Params;
}

/** What a strategy needs where it may fit a learner a second time in a generation, on samples that a model draws of itself. */
const SECOND_FITS: readonly Capability[] = ['extrapolation', 'guidance'];

/** Whether a strategy may fit a learner more than once in a generation. */
export function fitsTwice(strategy: Pick<StrategyCard, 'needs'>, params: Params): boolean {
  return strategy.needs(params).some((need) => SECOND_FITS.includes(need));
}

/** The first thing a strategy needs and a benchmark lacks, or null where the pair fits. */
export function missingCapability(
  strategy: Pick<StrategyCard, 'needs'>,
  params: Params,
  benchmark: Pick<BenchmarkCard, 'capabilities'>,
): Capability | null {
  return strategy.needs(params).find((need) => !benchmark.capabilities.includes(need)) ?? null;
}

/** Types a card: `regime` and `needs` get the parameters as the schema infers them. */
export function defineStrategyCard<Schema extends z.ZodObject>(
  card: Omit<StrategyCard, 'params' | 'regime' | 'needs'> & {
    readonly params: Schema;
    readonly regime: (params: z.infer<Schema>) => ReturnType<StrategyCard['regime']>;
    readonly needs?: (params: z.infer<Schema>) => ReturnType<StrategyCard['needs']>;
  },
): StrategyCard & { readonly params: Schema } {
  // One card serves all instances of a strategy: nothing is to be left in it.
  return Object.freeze({
    ...card,
    regime: (params: Params) => card.regime(params as z.infer<Schema>),
    needs: (params: Params) => card.needs?.(params as z.infer<Schema>) ?? [],
  });
}
