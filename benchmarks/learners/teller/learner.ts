/**
 * The learner of `facts`: a transformer trained from new weights in every generation, which finishes sentences about whomever it is
 * told to write about. Whom sentences are about is given, as prompts are; what is learnt is what is said of them.
 */
import { AliasTable } from '../../numerics/alias-table.ts';
import { Batch } from '../../numerics/batch.ts';
import type { TensorEngine } from '../../numerics/engine/engine.ts';
import type { Stream } from '../../numerics/stream.ts';
import { Divergence, type FitOptions, type Learner, type SampleOptions } from '../learner.ts';
import { readValues } from '../neural/read-values.ts';
import { continued, type TrainingPlan } from '../neural/train.ts';
import { stepAwayWeights, type Weights, withTensors } from '../neural/weights.ts';
import { type Continuing, tempered, writerFor } from '../transformer/continue.ts';
import { drawFromRow } from '../transformer/draw.ts';
import { initialWeights, type NetworkShape } from '../transformer/network.ts';
import { type Teacher, trainTaught } from '../transformer/taught.ts';
import { laySentences, predictWords, sentenceObjective } from './objective.ts';

export interface TellerModel {
  readonly weights: Weights;
}

export interface TellerOptions {
  /** Its outputs are the words of sentences, whose ids come first; those of subjects follow. `context`: words after the subject. */
  readonly shape: NetworkShape & { readonly outputs: number };
  /** With which probability a sentence is about each subject, sum 1 `[vocabulary − outputs]`. */
  readonly popularity: Float64Array;
  /** How a training set is fitted. */
  readonly plan: (training: Batch) => TrainingPlan;
}

export interface TellerLearner extends Learner<TellerModel> {
  /** Probability of every word as the last of sentences that begin so. `prompts`: rows of `context` tokens → `[prompts · outputs]`, prompt by prompt */
  ask(model: TellerModel, prompts: Batch): Float32Array;
}

/** Standard deviation of initial weights: five times that of deep and wide networks, from which this one would hardly start. */
const INITIAL = 0.1;
/** Sentences that are looked at or written side by side. */
const AT_ONCE = 512;

/** Sentences are rows of `context` + 1 tokens, the subject first. */
export function tellerLearner(engine: TensorEngine, { shape, popularity, plan }: TellerOptions): TellerLearner {
  const table = new AliasTable(popularity);
  const write = (
    networks: Pick<Continuing, 'parameters' | 'guide'>,
    subjects: Int32Array,
    rng: Stream,
    { temperature = 1 }: SampleOptions = {},
  ): Batch => {
    const width = shape.context + 1;
    const rows = new Float64Array(subjects.length * width);
    for (let first = 0; first < subjects.length; first += AT_ONCE) {
      const about = subjects.subarray(first, first + AT_ONCE).map((subject) => shape.outputs + subject);
      const writer = writerFor({ engine, shape, ...networks }, about.length, shape.context);
      try {
        let last = about;
        for (let at = 0; at < width; at++) {
          for (let i = 0; i < about.length; i++) rows[(first + i) * width + at] = last[i] as number;
          if (at === shape.context) break;
          const read = last;
          const probabilities = readValues(engine, () =>
            engine.tf.softmax(tempered(engine, writer.predict(read), temperature)),
          );
          last = Int32Array.from(about, (_, i) =>
            drawFromRow(probabilities.subarray(i * shape.outputs, (i + 1) * shape.outputs), rng),
          );
        }
      } finally {
        writer.dispose();
      }
    }
    return Batch.rows(rows, width);
  };
  const draw = (units: number, rng: Stream) => {
    const subjects = rng.child('subjects');
    return Int32Array.from({ length: units }, () => table.draw(subjects));
  };
  const sample: TellerLearner['sample'] = (model, units, rng, options) =>
    withTensors(engine, model.weights, (parameters) =>
      write({ parameters }, draw(units, rng), rng.child('words'), options),
    );
  return {
    id: 'teller',
    fit: (training, rng, options = {}) => {
      if (training.count === 0) throw new Divergence('A network can’t be trained on no sentences.');
      return fitTeller(engine, shape, plan(training), training, rng, options);
    },
    extrapolate: ({ weights }, other, weight) => ({ weights: stepAwayWeights(weights, other.weights, weight) }),
    sample,
    sampleAway: (model, { model: other, weight }, units, rng, options) =>
      withTensors(engine, model.weights, (parameters) =>
        withTensors(engine, other.weights, (theirs) =>
          write({ parameters, guide: { parameters: theirs, weight } }, draw(units, rng), rng.child('words'), options),
        ),
      ),
    logDensity: ({ weights }, batch) =>
      withTensors(engine, weights, (parameters) => {
        const sums = new Float64Array(batch.count);
        for (const examples of portions(batch.count)) {
          const losses = readValues(engine, () => {
            const { ids, targets } = laySentences(engine, batch, examples);
            return engine.ops.softmaxCrossEntropy(predictWords(engine, parameters, shape, ids), targets);
          });
          for (const [i, example] of examples.entries()) {
            let sum = Math.log(popularity[(batch.row(example)[0] as number) - shape.outputs] as number);
            for (let at = 0; at < shape.context; at++) sum -= losses[i * shape.context + at] as number;
            sums[example] = sum;
          }
        }
        return sums;
      }),
    ask: ({ weights }, prompts) =>
      withTensors(engine, weights, (parameters) => {
        const answers = new Float32Array(prompts.count * shape.outputs);
        const { values } = prompts.rowData;
        for (let first = 0; first < prompts.count; first += AT_ONCE) {
          const asked = Int32Array.from(values.subarray(first * shape.context, (first + AT_ONCE) * shape.context));
          const count = asked.length / shape.context;
          const lasts = Int32Array.from({ length: count }, (_, i) => (i + 1) * shape.context - 1);
          const { tf, ops } = engine;
          const part = readValues(engine, () =>
            tf.softmax(
              ops.embed(
                predictWords(engine, parameters, shape, tf.tensor1d(asked, 'int32')),
                tf.tensor1d(lasts, 'int32'),
              ),
            ),
          );
          answers.set(part, first * shape.outputs);
        }
        return answers;
      }),
  };
}

function fitTeller(
  engine: TensorEngine,
  shape: NetworkShape,
  plan: TrainingPlan,
  training: Batch,
  rng: Stream,
  { from, ...options }: FitOptions<TellerModel>,
) {
  const start = from?.model.weights ?? initialWeights(shape, rng.child('initial'), INITIAL);
  const objectiveOf = (teacher: Teacher | null) => sentenceObjective(engine, shape, start, training, teacher);
  const { weights, epochs, updates } = trainTaught(engine, objectiveOf, continued(plan, from), rng, options);
  return { model: { weights }, epochs, updates };
}

/** The indices below `count`, some at a time. */
function* portions(count: number): Generator<Int32Array> {
  for (let first = 0; first < count; first += AT_ONCE)
    yield Int32Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, i) => first + i);
}
