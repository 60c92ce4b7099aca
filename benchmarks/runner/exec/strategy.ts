/** An outside strategy as the harness sees it: hooks that ask the process, which asks the harness. */

import type { SampleOptions } from '../../learners/learner.ts';
import type { Batch } from '../../numerics/batch.ts';
import type { Capability } from '../../protocol/card.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import type {
  ComposeContext,
  Fit,
  FitContext,
  HookContext,
  SampleContext,
  Strategy,
} from '../../strategies/strategy.ts';
import { FIT_NEEDS } from '../fit-needs.ts';
import type { Scratch } from './arrays.ts';
import { LentBatches } from './batches.ts';
import { ExecFault } from './fault.ts';
import type { Call, OutsideCard } from './messages.ts';
import { randomOf } from './random.ts';
import type { ExecSession } from './session.ts';

/** What the process is told of the run beside what hooks get. */
export interface OutsideRun {
  readonly card: OutsideCard;
  /** The process, started where there is none. */
  readonly session: () => Promise<ExecSession>;
  /** Text of an example; only where examples are texts. */
  readonly toText?: ((batch: Batch, index: number) => string) | undefined;
}

/** A new instance, for one generation: the process is told to begin anew. */
export function outsideStrategy(run: OutsideRun): Strategy {
  const generation = new OutsideGeneration(run);
  const { hooks } = run.card;
  return {
    ...(hooks.includes('compose') ? { compose: (context: ComposeContext) => generation.compose(context) } : {}),
    ...(hooks.includes('options') ? { fit: (context: FitContext) => generation.fit(context) } : {}),
    ...(hooks.includes('sample') ? { sample: (context: SampleContext) => generation.sample(context) } : {}),
  };
}

interface Begun {
  readonly session: ExecSession;
  readonly batches: LentBatches;
  readonly scratch: Scratch;
}

class OutsideGeneration {
  readonly #run: OutsideRun;
  #begun: Promise<Begun> | null = null;

  constructor(run: OutsideRun) {
    this.#run = run;
  }

  async compose(context: ComposeContext): Promise<Batch> {
    const { session, batches } = await this.#begin(context);
    const { size, memory, base, simulate } = context;
    const draw = (units: number, which: 'last' | 'initial') => context.draw(units, { which });
    const held = memory.held.map((batch) => batches.give(batch));
    const request = {
      generation: context.generation,
      totalSize: context.totalSize,
      size,
      held,
      random: randomOf(context.rng),
    };
    const { training, keep } = await session.ask('compose', request, (call) =>
      this.#answer(call, context, { base, draw, simulate }),
    );
    return this.#settled(session, () => {
      if (keep !== undefined) memory.keep(...keep.map((selection) => batches.select(selection)));
      return batches.select(training);
    });
  }

  async fit(context: FitContext): Promise<Fit> {
    const { session, batches } = await this.#begin(context);
    const { training, source } = context;
    const request = {
      generation: context.generation,
      totalSize: context.totalSize,
      source,
      training: batches.give(training),
      random: randomOf(context.rng),
    };
    const { weights, fit } = await session.ask('options', request, (call) =>
      this.#answer(call, context, { labels: () => context.labels() }),
    );
    return this.#settled(session, () => {
      for (const name of Object.keys(fit) as (keyof typeof fit)[])
        this.#need(FIT_NEEDS[name], `set "${name}" of the fit`);
      return { ...fit, training: weights === undefined ? training : batches.weigh(training, weights) } as Fit;
    });
  }

  async sample(context: SampleContext): Promise<Batch> {
    const { session, batches } = await this.#begin(context);
    const { units, source, which } = context;
    const draw = (wanted: number, _which: 'last' | 'initial', options: SampleOptions) => context.draw(wanted, options);
    const request = {
      generation: context.generation,
      totalSize: context.totalSize,
      units,
      source,
      which,
      random: randomOf(context.rng),
    };
    const answer = await session.ask('sample', request, (call) => this.#answer(call, context, { draw }));
    if ('options' in answer) {
      const { temperature } = answer.options;
      if (temperature === undefined) return context.draw(units);
      return this.#settled(session, () => {
        this.#need('temperature', 'set a temperature');
        return context.draw(units, { temperature });
      });
    }
    return this.#settled(session, () => {
      const batch = batches.select(answer.batch);
      if (batch.units !== units)
        throw new ExecFault(`It answered sample with ${batch.units} units; expected ${units}.`);
      return batch;
    });
  }

  /** What hooks do with an answer may show that it was wrong: then the process is ended as if it had said nothing sensible. */
  async #settled<Value>(session: ExecSession, work: () => Value | Promise<Value>): Promise<Value> {
    return session.judge(async () => asFault(work));
  }

  /** The first hook of a generation tells the process to forget. */
  #begin({ generation, totalSize, shape }: HookContext): Promise<Begun> {
    this.#begun ??= (async () => {
      const { card } = this.#run;
      const session = await this.#run.session();
      const scratch = session.arrays;
      scratch.clear();
      session.announce('reset', { generation, totalSize, shape });
      return { session, scratch, batches: new LentBatches(scratch, shape, card) };
    })();
    return this.#begun;
  }

  /** Answers what any hook may ask, and what only this one may. */
  async #answer(call: Call, context: HookContext, own: OwnOperations): Promise<object> {
    const { batches, scratch } = await (this.#begun as Promise<Begun>);
    return asFault(async () => {
      switch (call.op) {
        case 'base':
          return batches.give(await offered(own.base, call)(call.units), call.name);
        case 'draw':
          if (call.temperature !== undefined) this.#need('temperature', 'drew at a temperature');
          return batches.give(
            await offered(own.draw, call)(
              call.units,
              call.which,
              call.temperature === undefined ? {} : { temperature: call.temperature },
            ),
            call.name,
          );
        case 'simulate':
          this.#need('simulator', 'called simulate');
          return batches.give(await offered(own.simulate, call)(call.units), call.name);
        case 'labels': {
          const labels = offered(own.labels, call)();
          return { labels: scratch.writeArray(labels, [labels.length]) };
        }
        case 'original':
          return batches.give(context.real.original(), call.name);
        case 'fresh':
          return batches.give(await context.real.fresh(call.units), call.name);
        case 'choose': {
          if (call.count > call.of)
            throw new ExecFault(`It called choose for ${call.count} of ${call.of}; expected no more than there are.`);
          const indices = context.rng.choose(call.of, call.count).slice();
          return { indices: batches.giveChoice(indices, call.name) };
        }
        case 'indices':
          return { indices: batches.readChoice(call.choice) };
        case 'read':
          return batches.read(call, this.#run.toText);
        case 'log-density': {
          this.#need('log-density', 'called log-density');
          const densities = await context.logDensity(call.which, batches.get(call.batch));
          return { densities: scratch.writeArray(densities, [densities.length]) };
        }
        case 'verify': {
          this.#need('verifier', 'called verify');
          const accepted = await context.verify(batches.get(call.batch), call.accuracy);
          return { accepted: scratch.writeArray(accepted, [accepted.length]) };
        }
        case 'edit-tokens': {
          this.#need('token-edit', 'called edit-tokens');
          const { which, threshold, temperature } = call;
          return batches.give(
            await context.editTokens(which, batches.get(call.batch), { source: 'main', threshold, temperature }),
            call.name,
          );
        }
        case 'spent':
          return context.spent();
      }
    });
  }

  #need(capability: Capability, what: string): void {
    if (!this.#run.card.needs.includes(capability))
      throw new ExecFault(`It ${what}; its card has to say that it needs "${capability}".`);
  }
}

/** What only some hooks offer. */
interface OwnOperations {
  readonly base?: (units: number) => Promise<Batch>;
  readonly draw?: (units: number, which: 'last' | 'initial', options: SampleOptions) => Promise<Batch>;
  readonly simulate?: (units: number) => Promise<Batch>;
  readonly labels?: () => Uint8Array;
}

function offered<Operation>(operation: Operation | undefined, { op }: Call): Operation {
  if (operation === undefined)
    throw new ExecFault(
      `It called ${op} in a hook that has not that; docs/exec-strategies.md lists what each hook may call.`,
    );
  return operation;
}

/** What the harness refuses a strategy is the process's fault, and fails this seed alone. */
async function asFault<Value>(work: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if ((error instanceof HeirloomError && error.code === 'run-failed') || error instanceof RangeError)
      throw new ExecFault(error.message);
    throw error;
  }
}
