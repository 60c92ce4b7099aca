/**
 * The learner of `text-transformer`: a network fine-tuned from one base in every generation, which writes by continuing
 * blocks of the text that it was fitted on (Shumailov et al. 2024).
 */
import { AliasTable } from '../../numerics/alias-table.ts';
import { Batch } from '../../numerics/batch.ts';
import type { TensorEngine } from '../../numerics/engine/engine.ts';
import type { Stream } from '../../numerics/stream.ts';
import { Divergence, type Learner, type SampleOptions } from '../learner.ts';
import { continued, type TrainingPlan } from '../neural/train.ts';
import { stepAwayWeights, type Weights, withTensors } from '../neural/weights.ts';
import { type Continuing, drawContinuations, searchContinuations } from './continue.ts';
import { logProbabilities, resampleConfident } from './likelihood.ts';
import { type NetworkShape, shapeOf } from './network.ts';
import { textObjective } from './objective.ts';
import { type Teacher, trainTaught } from './taught.ts';

export interface TransformerModel {
  readonly weights: Weights;
  /** Blocks of the training set that samples continue, one after another `[prompts · block]`. */
  readonly prompts: Int32Array;
}

export interface TransformerOptions {
  readonly base: Weights;
  readonly heads: number;
  /** Tokens of a prompt, and of what follows it. */
  readonly block: number;
  /** Prompts that a model keeps at most. */
  readonly prompts: number;
  /** How a training set is fitted. */
  readonly plan: (training: Batch) => TrainingPlan;
  readonly decoding: 'sample' | 'beam';
}

/** As many beams as in the paper. */
const BEAMS = 5;
/** Sequences that are written side by side. */
const AT_ONCE = 128;

export interface TransformerLearner extends Learner<TransformerModel> {
  readonly shape: NetworkShape;
  logDensity(model: TransformerModel, batch: Batch): Float64Array;
  sample(model: TransformerModel, units: number, rng: Stream, options?: { readonly temperature?: number }): Batch;
}

export function transformerLearner(engine: TensorEngine, options: TransformerOptions): TransformerLearner {
  const { base, heads, block, plan } = options;
  const shape = shapeOf(base, heads);
  const write = (
    { prompts }: TransformerModel,
    networks: Pick<Continuing, 'parameters' | 'guide'>,
    units: number,
    rng: Stream,
    { temperature = 1 }: SampleOptions = {},
  ): Batch => {
    const order = promptOrder(prompts.length / block, Math.ceil(units / block), rng.child('prompts'));
    const draws = rng.child('tokens');
    const sequences: Int32Array[] = [];
    for (let first = 0; first < order.length; first += AT_ONCE) {
      const chosen = order.slice(first, first + AT_ONCE);
      const continuing: Continuing = {
        engine,
        ...networks,
        shape,
        prompts: chosen.map((i) => prompts.subarray(i * block, (i + 1) * block)),
        tokens: block,
        temperature,
      };
      sequences.push(
        ...(options.decoding === 'beam'
          ? searchContinuations(continuing, BEAMS)
          : drawContinuations(continuing, draws)),
      );
    }
    return toBatch(sequences).head(units);
  };
  return {
    id: 'transformer',
    shape,
    fit: (training, rng, fitOptions = {}) => {
      const prompts = choosePrompts(training, block, options.prompts, rng.child('prompts'));
      if (fitOptions.untrained) return { model: { weights: base, prompts }, epochs: 0, updates: 0 };
      const start = fitOptions.from?.model.weights ?? base;
      const own = continued(plan(training), fitOptions.from);
      const objectiveOf = (teacher: Teacher | null) => textObjective(engine, shape, start, training, teacher);
      const { weights, epochs, updates } = trainTaught(engine, objectiveOf, own, rng, fitOptions);
      return { model: { weights, prompts }, epochs, updates };
    },
    // What it continues stays its own training text.
    extrapolate: ({ weights, prompts }, other, weight) => ({
      weights: stepAwayWeights(weights, other.weights, weight),
      prompts,
    }),
    sample: (model, units, rng, options) =>
      withTensors(engine, model.weights, (parameters) => write(model, { parameters }, units, rng, options)),
    sampleAway: (model, { model: other, weight }, units, rng, options) =>
      withTensors(engine, model.weights, (parameters) =>
        withTensors(engine, other.weights, (theirs) =>
          write(model, { parameters, guide: { parameters: theirs, weight } }, units, rng, options),
        ),
      ),
    logDensity: ({ weights }, batch) =>
      withTensors(engine, weights, (parameters) => logProbabilities(engine, parameters, shape, batch)),
    editTokens: ({ weights }, batch, rng, edit) =>
      withTensors(engine, weights, (parameters) => resampleConfident(engine, parameters, shape, batch, edit, rng)),
  };
}

/**
 * Up to `most` whole blocks of a training set; where its examples have weights, drawn in proportion to them.
 * @throws Divergence where there is no whole block
 */
function choosePrompts(training: Batch, block: number, most: number, rng: Stream): Int32Array {
  const counting = Array.from({ length: training.count }, (_, i) => i).filter((i) => training.weights?.[i] !== 0);
  const whole = counting.filter((i) => training.unitsOf(i) === block);
  if (whole.length === 0) {
    const longest = counting.reduce((most, i) => Math.max(most, training.unitsOf(i)), 0);
    throw new Divergence(
      `A model continues whole blocks of ${block} tokens, but none of the ${counting.length} training sequences with a weight above 0 is one: the longest has ${longest} tokens. Train on fewer sources, or with a larger sampleSize.`,
    );
  }
  const { weights } = training;
  const count = Math.min(most, whole.length);
  let chosen: Int32Array;
  if (weights === null) {
    chosen = rng.choose(whole.length, count);
  } else {
    const table = new AliasTable(whole.map((i) => weights[i] as number));
    chosen = Int32Array.from({ length: count }, () => table.draw(rng));
  }
  const prompts = new Int32Array(count * block);
  for (let k = 0; k < count; k++) prompts.set(training.sequence(whole[chosen[k] as number] as number), k * block);
  return prompts;
}

/** Which prompt each of `wanted` sequences continues: every prompt once before any is used again. */
function promptOrder(prompts: number, wanted: number, rng: Stream): number[] {
  const order: number[] = [];
  while (order.length < wanted) order.push(...rng.choose(prompts, Math.min(prompts, wanted - order.length)));
  return order;
}

function toBatch(sequences: readonly Int32Array[]): Batch {
  const offsets = new Int32Array(sequences.length + 1);
  for (const [i, { length }] of sequences.entries()) offsets[i + 1] = (offsets[i] as number) + length;
  const tokens = new Int32Array(offsets[sequences.length] as number);
  for (const [i, sequence] of sequences.entries()) tokens.set(sequence, offsets[i]);
  return Batch.sequences(tokens, offsets);
}
