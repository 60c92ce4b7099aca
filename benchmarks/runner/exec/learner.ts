/** An outside learner as the harness sees it: models are names, which only the process can do something with. */
import { Divergence, type Learner } from '../../learners/learner.ts';
import type { Batch } from '../../numerics/batch.ts';
import { contentsOf } from '../../numerics/origins.ts';
import type { Stream } from '../../numerics/stream.ts';
import type { Params } from '../../protocol/ids.ts';
import type { ExampleShape } from '../../strategies/strategy.ts';
import { shapeOf } from '../seed-state.ts';
import { LentBatches } from './batches.ts';
import { ExecFault } from './fault.ts';
import { type LearnerAnswers, type LearnerCard, learnerDigest } from './learner-messages.ts';
import type { LearnerSession } from './learner-session.ts';
import type { Call } from './messages.ts';
import { randomOf } from './random.ts';

/** What the process is told when a seed begins. */
export interface LearnerRun {
  readonly card: LearnerCard;
  /** The process, started where there is none. */
  readonly session: () => Promise<LearnerSession>;
  readonly benchmark: { readonly id: string; readonly version: number; readonly params: Params };
  /** M */
  readonly totalSize: number;
  /** Ids of tokens are below that; left out where examples are no sequences. */
  readonly tokens?: number | undefined;
  /** Text of an example; only where examples are texts. */
  readonly toText?: ((batch: Batch, index: number) => string) | undefined;
  /** Whether the seed is made a second time, so that nothing kept from the first may be used. */
  readonly again?: boolean;
}

/** What of a log-probability above 0 is rounding: a probability is at most 1. */
export const ABOVE_ZERO = 1e-3;

/** The learner of one seed: its models live in one process, from the first fit on. */
export function outsideLearner(run: LearnerRun): Learner<OutsideModel> {
  const seed = new LearnerSeed(run);
  const { can } = run.card;
  return {
    id: run.card.id,
    fit: (training, rng) => seed.fit(training, rng),
    sample: (model, units, rng, options) => seed.draw(model, units, rng, options?.temperature),
    release: (model) => seed.forget(model),
    ...(can.includes('log-probabilities') && {
      logDensity: (model: OutsideModel, batch: Batch) => seed.logProbabilities(model, batch),
    }),
  };
}

/** A model that the process keeps, by name. */
export interface OutsideModel {
  readonly name: string;
}

class LearnerSeed {
  readonly #run: LearnerRun;
  #begun: { readonly session: LearnerSession; readonly shape: ExampleShape } | null = null;
  #models = 0;

  constructor(run: LearnerRun) {
    this.#run = run;
  }

  async fit(training: Batch, rng: Stream) {
    await this.#begin(training);
    const model = `m${this.#models++}`;
    const answer = await this.#ask('fit', { model, random: randomOf(rng) }, training);
    if ('diverged' in answer) throw new Divergence(answer.diverged);
    return { model: { name: model }, epochs: answer.epochs, updates: answer.updates };
  }

  async draw({ name: model }: OutsideModel, units: number, rng: Stream, temperature?: number): Promise<Batch> {
    const fields = { model, units, random: randomOf(rng), ...(temperature !== undefined && { temperature }) };
    return this.#ask('draw', fields, null, ({ examples }, batches) => {
      const batch = batches.own(examples);
      if (batch.units !== units)
        throw new ExecFault(`It answered draw with ${batch.units} units; expected exactly ${units}.`);
      return batch;
    });
  }

  async logProbabilities({ name: model }: OutsideModel, batch: Batch): Promise<Float64Array> {
    const { kind } = contentsOf(batch).data;
    return this.#ask('log-probabilities', { model }, batch, ({ values: file }, _, scratch) => {
      const { values, shape } = scratch.readArray(file);
      if (shape.length !== 1 || values.length !== batch.count)
        throw new ExecFault(`Its log-probabilities in ${file} are ${shape.join(' × ')}; expected ${batch.count}.`);
      // Densities of rows may be above 1.
      const most = kind === 'sequences' ? ABOVE_ZERO : Number.POSITIVE_INFINITY;
      const at = values.findIndex((value) => Number.isNaN(value) || value > most);
      if (at >= 0)
        throw new ExecFault(
          `Its log-probability ${at} in ${file} is ${values[at]}; expected the natural logarithm of a probability, at most 0.`,
        );
      return Float64Array.from(values);
    });
  }

  async forget({ name: model }: OutsideModel): Promise<void> {
    await this.#ask('forget', { model }, null);
  }

  /** Tells the process of the seed before its first fit, whose training set shows what examples are. */
  async #begin(training: Batch): Promise<void> {
    if (this.#begun !== null) return;
    const { benchmark, totalSize, tokens, again = false } = this.#run;
    const seen = shapeOf(training);
    const shape = seen.kind === 'sequences' && tokens !== undefined ? { ...seen, tokens } : seen;
    this.#begun = { session: await this.#run.session(), shape };
    await this.#ask('begin', { benchmark, totalSize, shape, again }, null);
  }

  /** Asks about a batch, or about none, and has the answer read; what is wrong with it ends the process. */
  async #ask<Name extends keyof LearnerAnswers, Read = LearnerAnswers[Name]>(
    name: Name,
    fields: object,
    about: Batch | null,
    read: (answer: LearnerAnswers[Name], batches: LentBatches, scratch: LearnerSession['arrays']) => Read = (answer) =>
      answer as unknown as Read,
  ): Promise<Read> {
    if (this.#begun === null) throw new Error('Nothing was fitted yet.');
    const { session, shape } = this.#begun;
    const { arrays: scratch } = session;
    // What was lent for the question before is no longer lent.
    scratch.clear();
    const batches = new LentBatches(scratch, shape, { brings: true, needs: [] });
    const batch = about === null ? {} : { batch: batches.give(about) };
    const answer = await session.ask(name, { ...fields, ...batch }, (call) => this.#answer(call, name, batches));
    return session.judge(async () => read(answer, batches, scratch));
  }

  async #answer(call: Call, during: string, batches: LentBatches): Promise<object> {
    if (call.op !== 'read')
      throw new ExecFault(
        `It called ${call.op} in ${during}; a learner can read the batch that it is asked about, no more.`,
      );
    return batches.read(call, this.#run.toText);
  }
}

/** Whether a process said what it had said when the run was planned. @throws ExecFault */
export function requireDeclared(card: LearnerCard, declares: string): void {
  if (learnerDigest(card) !== declares)
    throw new ExecFault(
      'It declares another card than when this run was planned; a learner has to say the same each time it is started.',
    );
}
