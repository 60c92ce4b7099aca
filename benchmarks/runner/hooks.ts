/** Runs a composition's hooks for one generation. Each strategy wraps those before it; the harness is the innermost. */
import type { EditOptions, FitOptions } from '../learners/learner.ts';
import { Batch } from '../numerics/batch.ts';
import { originsOf, stamp, withOrigins } from '../numerics/origins.ts';
import type { Stream } from '../numerics/stream.ts';
import { HeirloomError } from '../protocol/errors.ts';
import { MAIN_SOURCE, SIMULATOR_SOURCE } from '../protocol/ledger.ts';
import type { ComposeContext, DrawOptions, Fit, HookContext, Strategy, Which } from '../strategies/strategy.ts';
import { biased, favouredSlice } from './biased-check.ts';
import { incapable, missing } from './incapable.ts';
import { type DrawnHow, joinFits, joinOptions } from './join-hooks.ts';
import { Lending, NOTHING_HELD } from './lending.ts';
import type { Meter } from './meter.ts';
import { meteredFit } from './metered-fit.ts';
import type { SeedState, Source } from './seed-state.ts';

export class GenerationHooks {
  /** Training sets that strategies named for sources other than the main one. */
  readonly otherTraining = new Map<string, Batch>();
  readonly #state: SeedState;
  readonly #generation: number;
  readonly #meter: Meter;
  readonly #rng: Stream;
  readonly #strategies: readonly Strategy[];
  /** What each strategy is lent. */
  readonly #lendings: readonly Lending[];
  /** Copies of models, trained further to be guided away from. */
  readonly #copies = new Map<string, unknown>();
  /** Models that are drawn from before their generation is finished. */
  readonly #fitted = new Map<string, unknown>();
  /** How often each kind of draw was made, so that each has a stream of its own. */
  readonly #draws = new Map<string, number>();

  constructor(state: SeedState, generation: number, meter: Meter) {
    this.#state = state;
    this.#generation = generation;
    this.#meter = meter;
    this.#rng = state.rng.child(`gen/${generation}`);
    this.#strategies = state.task.strategies.map((create) => create());
    const { takesOwn = false, ledger } = state.task;
    this.#lendings = state.kept.map(
      (held) => new Lending(state.origins, held, { takesOwn, writtenIsOwn: ledger === 2 }),
    );
  }

  /** The main learner's training set. */
  async compose(): Promise<Batch> {
    return this.#composeUpTo(this.#strategies.length, this.#state.task.benchmark.size);
  }

  /** A source's fit as the hooks leave it. @throws run-failed where two strategies ask for the same thing */
  async fit(source: string, composed: Batch): Promise<Fit> {
    let fit: Fit = { training: composed };
    for (const [position, strategy] of this.#strategies.entries()) {
      if (!strategy.fit) continue;
      const { training } = fit;
      const answer = await strategy.fit({
        ...this.#context(position, `fit/${source}`),
        training: this.#lending(position).lend(training),
        source,
        labels: () => this.#labels(training),
      });
      const added = answer instanceof Batch ? { training: answer } : answer;
      fit = joinFits(fit, { ...added, training: this.#lending(position).receive(added.training) });
    }
    return fit;
  }

  /** The models that a fit names, for its learner. */
  resolveFit({ distill, anchor, adversarial, truncate, untrained }: Fit, source: Source): FitOptions {
    return {
      ...(distill && { distill: { teacher: this.#model(source, distill.teacher), weight: distill.weight } }),
      ...(anchor && { anchor: { model: this.#model(source, anchor.model), strength: anchor.strength } }),
      ...(adversarial && { adversarial }),
      ...(truncate && { truncate }),
      ...(untrained && { untrained }),
    };
  }

  /** Samples of a model that this generation has fitted and not finished, through all sample hooks. */
  async drawOwn(source: string, model: unknown, units: number): Promise<Batch> {
    this.#fitted.set(source, model);
    try {
      return await this.#draw(source, 'new', units);
    } finally {
      this.#fitted.delete(source);
    }
  }

  /** A source's model; looking at one that is older than the last generation's is metered. */
  #model(source: Source, which: Which): unknown {
    if (which === 'new') return this.#ownModel(source);
    if (this.#generationOf(source, which) < this.#generation - 1) this.#meter.read('older-models');
    return which === 'initial' ? source.initial : source.model;
  }

  #ownModel({ name }: Source): unknown {
    if (!this.#fitted.has(name))
      throw new HeirloomError(
        'run-failed',
        `A strategy asked for the new model of "${name}"; there is one only while it is trained on its own samples. Ask for "last" or "initial".`,
      );
    return this.#fitted.get(name);
  }

  #generationOf({ fittedIn }: Source, which: Which): number {
    if (which === 'new') return this.#generation;
    return which === 'initial' ? 0 : fittedIn;
  }

  /** Stores what the strategies kept for the next generation and returns its units. */
  storeKept(): number {
    let units = 0;
    for (const [position, { kept }] of this.#lendings.entries()) {
      this.#state.kept[position] = kept;
      units += kept.batches.reduce((sum, batch) => sum + batch.units, 0);
    }
    return units;
  }

  #lending(position: number): Lending {
    return this.#lendings[position] as Lending;
  }

  /** The training set that the first `end` strategies compose. */
  async #composeUpTo(end: number, size: number): Promise<Batch> {
    const position = end - 1;
    const strategy = this.#strategies[position];
    if (strategy === undefined) return this.#draw(MAIN_SOURCE, 'last', size);
    if (!strategy.compose) return this.#composeUpTo(position, size);
    const lending = this.#lending(position);
    const { batches } = this.#state.kept[position] ?? NOTHING_HELD;
    for (const batch of batches) this.#meter.recall(batch);
    const context: ComposeContext = {
      ...this.#context(position, 'compose'),
      size,
      base: async (units) => lending.lend(await this.#composeUpTo(position, units)),
      draw: async (units, from) =>
        lending.lend(await this.#draw(from?.source ?? MAIN_SOURCE, from?.which ?? 'last', units)),
      simulate: async (units) => lending.lend(await this.#simulate(units)),
      memory: {
        held: batches.map((batch) => lending.lend(batch)),
        keep: (...kept) => lending.keep(kept),
      },
      sources: [...this.#state.sources.keys()],
      train: (source, batch) => {
        this.#requireSource(source);
        if (source === MAIN_SOURCE) {
          throw new HeirloomError(
            'run-failed',
            `A strategy called train("${MAIN_SOURCE}"); return the main learner's training set from compose.`,
          );
        }
        this.otherTraining.set(source, lending.receive(batch));
      },
    };
    return lending.receive(await strategy.compose(context));
  }

  /** Draws samples of a model through the sample hooks. */
  async #draw(source: string, which: Which, units: number): Promise<Batch> {
    return this.#drawUpTo(this.#strategies.length, source, which, units, {});
  }

  async #drawUpTo(end: number, source: string, which: Which, units: number, options: DrawnHow): Promise<Batch> {
    const position = end - 1;
    const strategy = this.#strategies[position];
    if (strategy === undefined) return this.#drawFromModel(source, which, units, options);
    if (!strategy.sample) return this.#drawUpTo(position, source, which, units, options);
    const lending = this.#lending(position);
    const draw = async (wanted: number, { guidance, ...inner }: DrawOptions = {}) => {
      const how = joinOptions(options, inner);
      const guided = guidance ? await this.#guided(position, source, which, guidance, how) : how;
      return lending.lend(await this.#drawUpTo(position, source, which, wanted, guided));
    };
    const context = { ...this.#context(position, `sample/${source}`), units, source, which, draw };
    return lending.receive(await strategy.sample(context));
  }

  async #drawFromModel(name: string, which: Which, units: number, { guide, ...options }: DrawnHow): Promise<Batch> {
    const source = this.#requireSource(name);
    const generation = this.#generationOf(source, which);
    const model = this.#model(source, which);
    const rng = this.#nextStream(`sample/${name}/${generation}`);
    const { learner } = source;
    const batch = await (guide && learner.sampleAway
      ? learner.sampleAway(model, guide, units, rng, options)
      : learner.sample(model, units, rng, options));
    this.#meter.sampled += batch.units;
    return stamp(batch, this.#state.origins.idOf({ kind: 'model', source: name, generation }));
  }

  /** The options of a draw, with a copy of the model to be guided away from; it is trained at the first such draw. */
  async #guided(
    position: number,
    name: string,
    which: Which,
    { weight, units, budget }: NonNullable<DrawOptions['guidance']>,
    how: DrawnHow,
  ): Promise<DrawnHow> {
    const source = this.#requireSource(name);
    if (!source.learner.sampleAway)
      throw incapable(name, source.learner.id, 'guidance', 'can’t be sampled away from another model');
    const key = `${position}/${name}/${which}`;
    let copy = this.#copies.get(key);
    if (copy === undefined) {
      const own = await this.#drawUpTo(position, name, which, units, how);
      const from = { model: this.#model(source, which), budget };
      copy = await meteredFit(source, own, this.#rng.child(`guide/${key}`), { from }, this.#meter);
      this.#copies.set(key, copy);
    }
    return joinOptions(how, { guide: { model: copy, weight } });
  }

  async #simulate(units: number): Promise<Batch> {
    const { world, origins } = this.#state;
    if (!world.simulate) throw missing('simulator');
    const batch = await world.simulate(units, this.#nextStream('simulate'), this.#generation);
    this.#meter.simulated += batch.units;
    return stamp(batch, origins.idOf({ kind: 'simulator', source: SIMULATOR_SOURCE, generation: 0 }));
  }

  async #fresh(units: number): Promise<Batch> {
    this.#meter.read('fresh-data');
    const batch = await this.#state.world.drawReal(units, this.#nextStream('fresh'), this.#generation);
    this.#meter.freshShown += batch.units;
    return stamp(batch, this.#state.origins.idOf({ kind: 'real', source: '', generation: this.#generation }));
  }

  #context(position: number, hook: string): HookContext {
    const { task, original, shape } = this.#state;
    const lending = this.#lending(position);
    return {
      generation: this.#generation,
      totalSize: task.benchmark.size,
      shape,
      rng: this.#nextStream(`strategy/${position}/${hook}`),
      spent: () => ({ sampled: this.#meter.sampled, verifierCalls: this.#meter.verifierCalls }),
      real: {
        original: () => {
          this.#meter.showOriginal(original.units);
          return lending.lend(original);
        },
        fresh: async (units) => lending.lend(await this.#fresh(units)),
      },
      logDensity: async (which, batch) => this.#logDensity(which, lending.receiveDrawn(batch, 'the log-density')),
      verify: async (batch, accuracy, bias = 0) =>
        this.#verify(lending.receiveDrawn(batch, 'the outside check'), accuracy, bias),
      editTokens: async (which, batch, options) =>
        lending.lend(await this.#editTokens(which, lending.receive(batch), options)),
    };
  }

  async #logDensity(which: Which, batch: Batch): Promise<Float64Array> {
    const main = this.#requireSource(MAIN_SOURCE);
    if (!main.learner.logDensity) throw missing('log-density');
    this.#meter.teacherCalls += batch.units;
    this.#meter.densityCalls += batch.units;
    return main.learner.logDensity(this.#model(main, which), batch);
  }

  async #editTokens(
    which: Which,
    batch: Batch,
    { source: name, ...options }: EditOptions & { readonly source: string },
  ) {
    const source = this.#requireSource(name);
    if (!source.learner.editTokens) throw missing('token-edit');
    this.#meter.teacherCalls += batch.units;
    const rng = this.#nextStream(`edit/${name}`);
    const edited = await source.learner.editTokens(this.#model(source, which), batch, rng, options);
    // Written by the model, not by the strategy.
    return withOrigins(Batch.of(edited.data, edited.weights), originsOf(batch));
  }

  async #verify(batch: Batch, accuracy: number, bias: number): Promise<Uint8Array> {
    const { world, original } = this.#state;
    if (!world.verify) throw missing('verifier');
    this.#meter.verifierCalls += batch.units;
    const rng = this.#nextStream('verify');
    const answers = Uint8Array.from(await world.verify(batch, this.#generation));
    for (let i = 0; i < answers.length; i++) {
      if (rng.uniform() >= accuracy) answers[i] = 1 - (answers[i] as number);
    }
    if (bias > 0) return biased(answers, favouredSlice(batch, original), bias, rng.child('bias'));
    return answers;
  }

  #labels(batch: Batch): Uint8Array {
    this.#meter.read('origin-labels');
    return Uint8Array.from(originsOf(batch), (id) => (this.#state.origins.get(id).kind === 'real' ? 1 : 0));
  }

  #requireSource(name: string): Source {
    const source = this.#state.sources.get(name);
    if (!source)
      throw new HeirloomError(
        'run-failed',
        `A strategy asked for the source "${name}"; it declared ${[...this.#state.sources.keys()].join(', ')}.`,
      );
    return source;
  }

  /** The stream for the next draw of a kind. Its path holds no strategy name, so strategies share random numbers. */
  #nextStream(kind: string): Stream {
    const index = this.#draws.get(kind) ?? 0;
    this.#draws.set(kind, index + 1);
    return this.#rng.child(`${kind}/${index}`);
  }
}
