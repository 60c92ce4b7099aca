/** A module as the harness sees it: hooks that ask the sandbox, which asks the harness. Everything is metered where it is for built-in strategies. */
import type { Batch } from '../../numerics/batch.ts';
import { stateOf } from '../../numerics/stream.ts';
import type { Capability } from '../../protocol/card.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import type {
  ComposeContext,
  DrawOptions,
  Fit,
  FitContext,
  HookContext,
  SampleContext,
  Strategy,
  Which,
} from '../../strategies/strategy.ts';
import { FIT_NEEDS } from '../fit-needs.ts';
import { SandboxFault } from './fault.ts';
import type { Numbers } from './frames.ts';
import { LentBatches } from './lent-batches.ts';
import type { Call, Hook, Node } from './messages.ts';
import type { Answer, SandboxSession } from './session.ts';

/** What the harness knows of a module beside what hooks get. */
export interface ModuleRun {
  readonly hooks: readonly Hook[];
  readonly needs: readonly Capability[];
  /** The sandbox with the module in it. */
  readonly session: () => Promise<SandboxSession>;
}

/** A new instance, for one generation. */
export function moduleStrategy(run: ModuleRun): Strategy {
  const generation = new ModuleGeneration(run);
  const { hooks } = run;
  return {
    ...(hooks.includes('compose') ? { compose: (context: ComposeContext) => generation.compose(context) } : {}),
    ...(hooks.includes('fit') ? { fit: (context: FitContext) => generation.fit(context) } : {}),
    ...(hooks.includes('sample') ? { sample: (context: SampleContext) => generation.sample(context) } : {}),
  };
}

type Draw = Extract<Node, { make: 'draw' }>;

/** What only some hooks offer. */
interface OwnOperations {
  readonly base?: (units: number) => Promise<Batch>;
  readonly draw?: (draw: Draw) => Promise<Batch>;
  readonly simulate?: (units: number) => Promise<Batch>;
  readonly labels?: () => Uint8Array;
  readonly keep?: (batches: Batch[]) => void;
}

class ModuleGeneration {
  readonly #run: ModuleRun;
  #batches: LentBatches | null = null;
  #calls = 0;

  constructor(run: ModuleRun) {
    this.#run = run;
  }

  async compose(context: ComposeContext): Promise<Batch> {
    const { size, memory, base, simulate } = context;
    const own: OwnOperations = {
      base,
      simulate,
      draw: ({ units, source, which }) => {
        const from = { ...(source !== undefined && { source }), ...(which !== undefined && { which }) };
        return context.draw(units, from);
      },
      keep: (batches) => memory.keep(...batches),
    };
    const { batch } = await this.#hook('compose', context, own, (batches) => ({
      size,
      held: memory.held.map((held) => batches.give(held)),
    }));
    return batch;
  }

  async fit(context: FitContext): Promise<Fit> {
    const { source, training } = context;
    const { batch, fit } = await this.#hook('fit', context, { labels: () => context.labels() }, (batches) => ({
      source,
      training: batches.give(training),
    }));
    return { ...fit, training: batch };
  }

  async sample(context: SampleContext): Promise<Batch> {
    const { units, source, which } = context;
    const draw: OwnOperations['draw'] = ({ units: wanted, temperature, guidance }) => {
      const options: DrawOptions = {
        ...(temperature !== undefined && { temperature }),
        ...(guidance !== undefined && { guidance }),
      };
      return context.draw(wanted, options);
    };
    return (await this.#hook('sample', context, { draw }, () => ({ units, source, which }))).batch;
  }

  async #hook(
    hook: Hook,
    context: HookContext,
    own: OwnOperations,
    fields: (batches: LentBatches) => object,
  ): Promise<{ readonly batch: Batch; readonly fit: Partial<Fit> }> {
    const { generation, totalSize, shape, rng } = context;
    const begins = this.#batches === null;
    const batches = this.#batches ?? new LentBatches(context);
    this.#batches = batches;
    const session = await this.#run.session();
    const samples = this.#run.hooks.includes('sample');
    const state = stateOf(rng);
    const spent = context.spent();
    const request = { begins, generation, totalSize, shape, samples, state, spent, ...fields(batches) };
    const answer = async (call: Call, arrays: readonly Numbers[]) => {
      this.#calls += 1;
      if (this.#calls > session.limits.calls)
        throw new SandboxFault(`It called the harness more than ${session.limits.calls} times in one generation.`);
      await this.#define(call.define, arrays, context, own, batches);
      const { header, ...numbers } = await this.#answer(call, context, own, batches);
      return { header: { ...header, spent: context.spent() }, ...numbers };
    };
    return asFault(() =>
      session.judge(async () => {
        const { define, batch, arrays, ...rest } = await session.ask(hook, request, answer);
        await this.#define(define, arrays, context, own, batches);
        const fit: Partial<Fit> = 'fit' in rest ? (rest.fit as Partial<Fit>) : {};
        this.#requireFit(fit, batches);
        return { batch: batches.get(batch), fit };
      }),
    );
  }

  /** Makes and asks for what the module says, in its order. */
  async #define(
    nodes: readonly Node[],
    arrays: readonly Numbers[],
    context: HookContext,
    own: OwnOperations,
    batches: LentBatches,
  ): Promise<void> {
    for (const node of nodes) {
      if (node.make === 'weights') this.#need('weights', 'gave weights');
      if (node.make === 'kept') offered(own.keep, 'memory.keep')(node.of.map((name) => batches.get(name)));
      else if ('of' in node) batches.make(node, arrays);
      else batches.name(node.id, await this.#asked(node, context, own, batches));
    }
  }

  /** What the harness gives: every use is metered there. */
  async #asked(
    node: Exclude<Node, { of: unknown }>,
    { real }: HookContext,
    own: OwnOperations,
    batches: LentBatches,
  ): Promise<Batch> {
    if (node.make === 'original') return real.original();
    batches.requireRoom(node.units, `asked ${node.make} for`);
    switch (node.make) {
      case 'base':
        return offered(own.base, node.make)(node.units);
      case 'draw':
        if (node.temperature !== undefined) this.#need('temperature', 'drew at a temperature');
        if (node.guidance !== undefined) {
          this.#need('guidance', 'guided a draw');
          batches.requireRoom(node.guidance.units, 'guided a draw by');
        }
        return offered(own.draw, node.make)(node);
      case 'simulate':
        this.#need('simulator', 'called simulate');
        return offered(own.simulate, node.make)(node.units);
      case 'fresh':
        return real.fresh(node.units);
    }
  }

  async #answer(call: Call, context: HookContext, own: OwnOperations, batches: LentBatches): Promise<Answer> {
    switch (call.op) {
      case 'settle':
      case 'sizes': {
        const { count, units } = batches.get(call.batch);
        return { header: { count, units } };
      }
      case 'offsets':
        return { arrays: [batches.offsets(call.batch)] };
      case 'labels':
        return { arrays: [offered(own.labels, call.op)()] };
      case 'read':
        return { arrays: batches.show(call.batch) };
      case 'log-density':
        this.#need('log-density', 'called logDensity');
        return { arrays: [await context.logDensity(call.which as Which, batches.get(call.batch))] };
      case 'verify':
        this.#need('verifier', 'called verify');
        return { arrays: [await context.verify(batches.get(call.batch), call.accuracy, call.bias)] };
      case 'edit-tokens': {
        this.#need('token-edit', 'called editTokens');
        const { which, source, threshold, temperature } = call;
        const options = { source, threshold, temperature };
        batches.requireRoom(batches.get(call.batch).units, 'had edited');
        const edited = await context.editTokens(which, batches.get(call.batch), options);
        return { header: { batch: batches.give(edited) } };
      }
      case 'spent':
        return {};
      case 'child':
        return { header: { state: stateOf(context.rng.child(call.path)) } };
    }
  }

  #requireFit(fit: Partial<Fit>, batches: LentBatches): void {
    for (const name of Object.keys(fit) as (keyof typeof FIT_NEEDS)[])
      this.#need(FIT_NEEDS[name], `set "${name}" of the fit`);
    if (fit.extrapolate !== undefined) batches.requireRoom(fit.extrapolate.units, 'asked a second fit for');
  }

  #need(capability: Capability, what: string): void {
    if (!this.#run.needs.includes(capability))
      throw new SandboxFault(`It ${what}; the rules of its card have to say that it needs "${capability}".`);
  }
}

function offered<Operation>(operation: Operation | undefined, op: string): Operation {
  if (operation === undefined) throw new SandboxFault(`It called ${op} in a hook that has not that.`);
  return operation;
}

/** What the harness refuses a strategy fails this seed alone. */
async function asFault<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HeirloomError && error.code === 'run-failed') throw new SandboxFault(error.message);
    throw error;
  }
}
