/** The runs that an attribution is made of: a strategy and the oracle with every subset of a benchmark's knobs turned. */
import type { KnobHere } from '../protocol/attribution.ts';
import { type BenchmarkCard, ERRORS, type ErrorKind } from '../protocol/card.ts';
import { HeirloomError } from '../protocol/errors.ts';
import type { Params } from '../protocol/ids.ts';
import { subsetsOf, type Turned } from '../scoring/attribution.ts';
import { benchmarkNamed } from '../suite/catalog.ts';
import { type Plan, planRuns, type RunRequest, resolveBenchmarkParams } from './plan.ts';

export interface AttributionPlan {
  readonly card: BenchmarkCard;
  /** Canonical. */
  readonly strategy: string;
  readonly knobs: readonly KnobHere[];
  /** One for each subset of the knobs that there are, none turned first. */
  readonly plans: readonly { readonly turned: Turned; readonly plan: Plan }[];
}

export type AttributionRequest = Omit<RunRequest, 'benchmarks' | 'strategies' | 'outside'> & {
  readonly benchmark: string;
  readonly strategy: string;
};

/** @throws HeirloomError as `planRuns`, and usage where the benchmark declares no knobs or the strategy can't run on it */
export function planAttribution({ benchmark, strategy, ...request }: AttributionRequest): AttributionPlan {
  const { card } = benchmarkNamed(benchmark);
  if (card.knobs === undefined) {
    throw new HeirloomError(
      'usage',
      `${card.id}@${card.version} declares no knobs, so nothing says what takes away which error there; newer protocols do (npx heirloom list benchmarks).`,
    );
  }
  const asked = (set: Readonly<Params>): Plan =>
    planRuns({
      ...request,
      set: { ...request.set, ...set },
      benchmarks: [benchmark],
      strategies: [strategy, 'oracle'],
    });
  const plain = asked({});
  requireOne(plain, strategy);
  const params = resolveBenchmarkParams(card, request.tier, request.set ?? {});
  const knobs = ERRORS.map((error) => knobHere(card, error, params, asked));
  const turnable = knobs.flatMap((knob) => ('set' in knob ? [knob] : []));
  const plans = subsetsOf(turnable.map(({ error }) => error)).map((turned) => ({
    turned,
    plan: asked(Object.assign({}, ...turnable.filter(({ error }) => turned.includes(error)).map(({ set }) => set))),
  }));
  return { card, strategy: plain.runs[0]?.strategy.spec as string, knobs, plans };
}

function requireOne({ runs, notApplicable }: Plan, strategy: string): void {
  const [missing] = notApplicable;
  if (missing) throw new HeirloomError('usage', `${missing.spec} is not applicable: ${missing.reason}.`);
  if (runs.length !== 1 && runs.length !== 2)
    throw new HeirloomError('usage', `Received --strategy ${strategy}; expected one strategy, not a sweep.`);
}

function knobHere(card: BenchmarkCard, error: ErrorKind, params: Params, asked: (set: Params) => Plan): KnobHere {
  const knob = card.knobs?.[error];
  if (knob === undefined || 'none' in knob) return { error, none: knob?.none ?? 'the benchmark declares none' };
  const set = knob.set(params);
  if (Object.keys(set).length === 0) return { error, none: `these parameters leave no more: ${knob.words}` };
  const [missing] = asked(set).notApplicable;
  // A richer learner may lack what the strategy needs.
  if (missing) return { error, none: `with ${knob.words}, ${missing.reason}` };
  return { error, words: knob.words, set };
}
