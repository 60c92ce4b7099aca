/** Computes the metrics of a seed again, from what an outside trainer's models gave when they were measured (evidence.ts). */
import type { EvidencePart } from '../bundle/layout.ts';
import { lengthFault, type NumberHeader, readHeader, readValues } from '../bundle/npy.ts';
import { Divergence, type Learner } from '../learners/learner.ts';
import { Batch } from '../numerics/batch.ts';
import { seedRoot, worldStream } from '../numerics/seed-streams.ts';
import { Stream } from '../numerics/stream.ts';
import { HeirloomError } from '../protocol/errors.ts';
import { requireBenchmark } from '../suite/catalog.ts';
import { ABOVE_ZERO } from './exec/learner.ts';
import { measureModel } from './harness.ts';
import type { RunPlan } from './plan.ts';
import { loadBenchmark } from './planned-seed.ts';

/** The bytes of a file of evidence; null where there is none. */
export type ReadEvidence = (generation: number, part: EvidencePart) => Buffer | null;

/**
 * The metrics of a seed, `[metric][generation]`.
 * @param generations how many were measured, generation 0 included
 * @throws HeirloomError check-failed where the evidence is none of such a seed, with the generation in its context
 */
export async function recomputeSeed(
  plan: Pick<RunPlan, 'benchmark' | 'engine'>,
  seed: number,
  generations: number,
  read: ReadEvidence,
): Promise<Record<string, (number | null)[]>> {
  const { id, version } = plan.benchmark;
  const { card } = requireBenchmark({ id, version });
  const benchmark = await loadBenchmark(plan);
  const root = `${id}@${version}`;
  const task = { root, metrics: card.metrics.map((metric) => metric.id), primary: card.primary };
  const rng = new Stream(seedRoot(root, seed));
  const replay = new Replay(benchmark.tokens ?? null);
  const world = await benchmark.open(worldStream(rng), seed, replay.learner);
  const metrics: Record<string, (number | null)[]> = Object.fromEntries(task.metrics.map((metric) => [metric, []]));
  const initial = { generation: 0 };
  for (let generation = 0; generation < generations; generation++) {
    replay.begin(generation, read);
    const model = generation === 0 ? initial : { generation };
    const values = await measureModel(task, world, rng, { model, initial, generation }).catch((error: unknown) =>
      replay.refuseDivergence(error),
    );
    replay.end();
    for (const metric of task.metrics) metrics[metric]?.push(values[metric] ?? null);
  }
  return metrics;
}

/** Gives what another learner gave, in the order in which it is asked. */
class Replay {
  readonly #tokens: number | null;
  #generation = 0;
  #left: Left = NOTHING;

  /** `tokens`: ids of tokens are below that; null where examples are images. */
  constructor(tokens: number | null) {
    this.#tokens = tokens;
  }

  readonly learner: Learner = {
    id: 'evidence',
    fit: () => {
      throw new Error('What is recomputed is not fitted.');
    },
    sample: (_, units) => this.#sample(units),
    logDensity: (_, batch) => this.#say(batch.count),
  };

  begin(generation: number, read: ReadEvidence): void {
    this.#generation = generation;
    const part = (name: EvidencePart) => {
      const bytes = read(generation, name);
      return bytes === null ? null : this.#numbers(name, bytes);
    };
    this.#left =
      this.#tokens === null
        ? { ...NOTHING, samples: part('samples') }
        : {
            ...NOTHING,
            tokens: part('tokens'),
            offsets: part('offsets'),
            logProbabilities: part('log-probabilities'),
          };
  }

  /** @throws HeirloomError where more was given than metrics look at */
  end(): void {
    const { samples, sample, tokens, offsets, text, logProbabilities, said } = this.#left;
    if (samples !== null && sample !== samples.shape[0])
      this.#refuse(`${samples.shape[0]} images; metrics look at ${sample}`);
    if (offsets !== null && text !== offsets.values.length - 1)
      this.#refuse(`${offsets.values.length - 1} texts; metrics look at ${text}`);
    if (tokens !== null && offsets !== null && offsets.values.at(-1) !== tokens.values.length)
      this.#refuse(`${tokens.values.length} tokens; its texts end at ${offsets.values.at(-1)}`);
    if (logProbabilities !== null && said !== logProbabilities.values.length)
      this.#refuse(`${logProbabilities.values.length} log-probabilities; metrics look at ${said}`);
  }

  /** What was measured had a primary metric: evidence that gives none is not what it was measured from. */
  refuseDivergence(error: unknown): never {
    if (error instanceof Divergence) this.#refuse(`what no generation was measured from: ${error.message}`);
    throw error;
  }

  #sample(units: number): Batch {
    return this.#tokens === null ? this.#images(units) : this.#texts(units, this.#tokens);
  }

  #images(units: number): Batch {
    const { samples, sample } = this.#left;
    const [count = 0, ...inner] = samples?.shape ?? [];
    const width = inner.reduce((product, length) => product * length, 1);
    if (samples === null || !(samples.values instanceof Uint8Array) || sample + units > count)
      return this.#refuse(`${count - sample} images where metrics ask for ${units}, as uint8`);
    this.#left.sample += units;
    return Batch.pixels(samples.values.slice(sample * width, (sample + units) * width), width);
  }

  #texts(units: number, most: number): Batch {
    const { tokens, offsets, text } = this.#left;
    if (tokens === null || offsets === null) return this.#refuse('no texts');
    const at = (i: number): number => offsets.values[i] as number;
    let end = text;
    while (end < offsets.values.length - 1 && at(end + 1) - at(text) <= units) end++;
    const own = Int32Array.from(tokens.values.slice(at(text), at(end)));
    const isOrdered = offsets.values.every((value, i) => Number.isInteger(value) && (i === 0 || value >= at(i - 1)));
    if (!isOrdered || at(0) !== 0 || own.length !== units)
      return this.#refuse(`texts of ${own.length} tokens where metrics ask for ${units}`);
    const wrong = own.findIndex((token) => token < 0 || token >= most);
    if (wrong >= 0) return this.#refuse(`the token ${own[wrong]}; tokens are below ${most}`);
    this.#left.text = end;
    const starts = Array.from({ length: end - text + 1 }, (_, i) => at(text + i) - at(text));
    return Batch.sequences(own, Int32Array.from(starts));
  }

  #say(count: number): Float64Array {
    const { logProbabilities, said } = this.#left;
    const values = Float64Array.from(logProbabilities?.values.slice(said, said + count) ?? []);
    if (values.length !== count)
      return this.#refuse(`${values.length} log-probabilities where metrics ask for ${count}`);
    const wrong = values.findIndex((value) => Number.isNaN(value) || value > ABOVE_ZERO);
    if (wrong >= 0) return this.#refuse(`the log-probability ${values[wrong]}; expected at most 0`);
    this.#left.said += count;
    return values;
  }

  #numbers(part: EvidencePart, bytes: Buffer): Numbers {
    const header = readHeader(bytes);
    if (typeof header === 'string') return this.#refuse(`of ${part}: ${header}`);
    if (header.type.kind === 'other') return this.#refuse(`${header.type.what} as ${part}`);
    const numbers = header as NumberHeader;
    const fault = lengthFault(numbers, bytes);
    if (fault !== null) return this.#refuse(`of ${part}: ${fault}`);
    return { shape: numbers.shape, values: readValues(bytes, numbers) };
  }

  #refuse(what: string): never {
    throw new HeirloomError('check-failed', `The evidence has ${what.replace(/\.$/, '')}.`, {
      context: { generation: this.#generation },
    });
  }
}

interface Numbers {
  readonly shape: readonly number[];
  readonly values: Float64Array | Uint8Array;
}

/** What was given of a generation, and how much of it was asked for. */
interface Left {
  readonly samples: Numbers | null;
  sample: number;
  readonly tokens: Numbers | null;
  readonly offsets: Numbers | null;
  text: number;
  readonly logProbabilities: Numbers | null;
  said: number;
}

const NOTHING: Left = {
  samples: null,
  sample: 0,
  tokens: null,
  offsets: null,
  text: 0,
  logProbabilities: null,
  said: 0,
};
