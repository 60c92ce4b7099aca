/**
 * What metrics are computed from where a trainer of one's own fits the models: what it drew and what it said of texts, in the order
 * in which they were asked for. Whoever has it computes every metric again without the trainer (recompute.ts).
 */
import { dump } from 'npyjs';
import { type EvidencePart, evidencePath } from '../bundle/layout.ts';
import type { Learner } from '../learners/learner.ts';
import type { Batch } from '../numerics/batch.ts';

/** What a learner answered while one generation was measured. */
interface Answers {
  readonly drawn: Batch[];
  readonly logProbabilities: Float64Array[];
}

export interface EvidenceFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Of one seed, from generation 0 on. */
export class EvidenceRecorder {
  readonly #generations: Answers[] = [];
  #now: Answers | null = null;

  /** The same learner, whose answers are kept while something is measured. */
  watch(learner: Learner): Learner {
    const { logDensity } = learner;
    return {
      ...learner,
      sample: async (...asked) => {
        const batch = await learner.sample(...asked);
        this.#now?.drawn.push(batch);
        return batch;
      },
      ...(logDensity && {
        logDensity: async (model: unknown, batch: Batch) => {
          const values = await logDensity.call(learner, model, batch);
          this.#now?.logProbabilities.push(values);
          return values;
        },
      }),
    };
  }

  /** Measures the next generation; what stops on the way leaves nothing. */
  async during<Measured>(measure: () => Promise<Measured>): Promise<Measured> {
    const answers: Answers = { drawn: [], logProbabilities: [] };
    this.#now = answers;
    try {
      const measured = await measure();
      this.#generations.push(answers);
      return measured;
    } finally {
      this.#now = null;
    }
  }

  files(benchmark: string, seed: number): EvidenceFile[] {
    return this.#generations.flatMap((answers, generation) =>
      partsOf(answers).map(([part, values, shape]) => ({
        path: evidencePath(benchmark, seed, generation, part),
        bytes: new Uint8Array(dump(values, shape)),
      })),
    );
  }
}

type Part = readonly [EvidencePart, Float64Array | Int32Array | Uint8Array, number[]];

function partsOf({ drawn, logProbabilities }: Answers): Part[] {
  const said = Float64Array.from(logProbabilities.flatMap((values) => [...values]));
  return [
    ...drawnParts(drawn),
    ...(said.length > 0 ? ([['log-probabilities', said, [said.length]]] satisfies Part[]) : []),
  ];
}

function drawnParts(drawn: readonly Batch[]): Part[] {
  const kinds = drawn.map(({ data }) => data);
  const [first] = kinds;
  if (first?.kind === 'pixels') {
    const images = kinds.flatMap((data) => (data.kind === 'pixels' ? [data.values] : []));
    const pixels = new Uint8Array(Buffer.concat(images));
    return [['samples', pixels, [pixels.length / first.width, first.width]]];
  }
  if (first?.kind !== 'sequences') return [];
  const tokens: number[] = [];
  const offsets = [0];
  for (const batch of drawn)
    for (let i = 0; i < batch.count; i++) {
      for (const token of batch.sequence(i)) tokens.push(token);
      offsets.push(tokens.length);
    }
  return [
    ['tokens', Int32Array.from(tokens), [tokens.length]],
    ['offsets', Int32Array.from(offsets), [offsets.length]],
  ];
}
