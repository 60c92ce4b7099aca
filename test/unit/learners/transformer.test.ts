/** The transformer: value and gradient against PyTorch, writing against reading, and what strategies may ask of it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { inProportion } from '#benchmarks/learners/neural/train.ts';
import type { Weights } from '#benchmarks/learners/neural/weights.ts';
import { toVariables, withTensors } from '#benchmarks/learners/neural/weights.ts';
import { drawContinuations, searchContinuations } from '#benchmarks/learners/transformer/continue.ts';
import { transformerLearner } from '#benchmarks/learners/transformer/learner.ts';
import { logProbabilities, predict } from '#benchmarks/learners/transformer/likelihood.ts';
import { initialWeights, type NetworkShape } from '#benchmarks/learners/transformer/network.ts';
import { textObjective } from '#benchmarks/learners/transformer/objective.ts';
import { layOut } from '#benchmarks/learners/transformer/sequences.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import type { TensorEngine } from '#benchmarks/numerics/engine/engine.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';

const SHAPE: NetworkShape = { vocabulary: 11, context: 8, width: 8, heads: 2, layers: 2 };

/** Weight k of the list below is sin(1.7·i + k)·0.4 at place i, gains are 1 more. */
function referenceWeights(): Weights {
  const layer = ['norm1.gain', 'norm1.bias', 'qkv', 'qkv.bias', 'out', 'out.bias', 'norm2.gain', 'norm2.bias'];
  const names = ['tokens', 'positions'];
  for (const l of [0, 1])
    names.push(...[...layer, 'up', 'up.bias', 'down', 'down.bias'].map((name) => `layer${l}.${name}`));
  names.push('norm.gain', 'norm.bias', 'head');
  const weights = initialWeights(SHAPE, new Stream('shape only'));
  for (const [k, name] of names.entries()) {
    weights[name]?.values.forEach((_, i, values) => {
      values[i] = 0.4 * Math.sin(1.7 * i + k) + (name.endsWith('gain') ? 1 : 0);
    });
  }
  expect(Object.keys(weights).sort()).toEqual(names.sort());
  return weights;
}

const sequences = (...rows: readonly number[][]): Batch => {
  const offsets = [0];
  for (const { length } of rows) offsets.push((offsets.at(-1) as number) + length);
  return Batch.sequences(Int32Array.from(rows.flat()), Int32Array.from(offsets));
};

const TWO = [
  [3, 1, 4, 1, 5, 9, 2, 6],
  [5, 3, 5, 8, 9, 7, 9, 3],
];

let engine: TensorEngine;
let weights: Weights;

beforeAll(async () => {
  engine = await loadEngine('wasm');
  weights = referenceWeights();
});

const logP = (batch: Batch): number[] =>
  withTensors(engine, weights, (parameters) => Array.from(logProbabilities(engine, parameters, SHAPE, batch)));

describe('the network', () => {
  // PyTorch 2.2.2, float64: layer_norm, scaled_dot_product_attention(is_causal=True), gelu(approximate='tanh') with the weights
  // above, ids = [11] + sequence[:-1]; loss = cross_entropy(logits, targets) and its gradients' norms.
  it('gives sequences the probabilities of PyTorch', () => {
    const [first, second] = logP(sequences(...TWO));
    expect(first).toBeCloseTo(-20.870608776944607, 4);
    expect(second).toBeCloseTo(-20.461698947198496, 4);
  });

  it('takes sequences of different lengths side by side', () => {
    const [first, second] = logP(sequences(TWO[0]?.slice(0, 5) as number[], TWO[1] as number[]));
    expect(first).toBeCloseTo(-13.423803800770969, 4);
    expect(second).toBeCloseTo(-20.461698947198496, 4);
  });

  it('has the gradients of PyTorch', () => {
    const { tf } = engine;
    const variables = toVariables(engine, weights);
    const norms = tf.tidy(() => {
      const objective = textObjective(engine, SHAPE, weights, sequences(...TWO));
      const minibatch = objective.minibatch(Int32Array.of(0, 1), new Stream('unused'));
      const { value, grads } = tf.variableGrads(() => tf.mean(objective.losses(variables, minibatch, null)));
      expect(value.dataSync()[0]).toBeCloseTo(2.5832692327589437, 5);
      return Object.fromEntries(
        Object.entries(variables).map(([name, variable]) => [
          name,
          tf.norm(grads[variable.name] as never).dataSync()[0] as number,
        ]),
      );
    });
    tf.dispose(Object.values(variables));
    const expected = {
      tokens: 13.492089,
      positions: 13.516891,
      'layer0.norm1.gain': 0.013815,
      'layer0.qkv': 0.368444,
      'layer0.out.bias': 1.053765,
      'layer1.up': 2.644129,
      'layer1.down': 1.141148,
      'norm.bias': 0.515792,
      head: 0.757709,
    };
    for (const [name, norm] of Object.entries(expected)) expect((norms[name] as number) / norm).toBeCloseTo(1, 3);
  });
});

/** Log-probability of what follows a prompt: of both together, less that of the prompt. */
const logOfContinuation = (prompt: readonly number[], tokens: ArrayLike<number>): number => {
  const [both, alone] = logP(sequences([...prompt, ...Array.from(tokens)], [...prompt]));
  return (both as number) - (alone as number);
};

describe('writing', () => {
  const continuing = (prompts: readonly number[][], tokens: number, temperature: number) => ({
    prompts: prompts.map((prompt) => Int32Array.from(prompt)),
    tokens,
    temperature,
    shape: SHAPE,
    engine,
  });

  it('with a cache chooses what reading everything again would', () => {
    const prompts = [
      [3, 1, 4],
      [5, 3, 5],
      [0, 0, 10],
    ];
    // Almost no temperature: the most probable token.
    const written = withTensors(engine, weights, (parameters) =>
      drawContinuations({ ...continuing(prompts, 5, 1e-4), parameters }, new Stream('greedy')),
    );
    for (const [i, tokens] of written.entries()) {
      const text = [...(prompts[i] as number[])];
      for (const token of tokens) {
        const best = withTensors(engine, weights, (parameters) =>
          engine.tf.tidy(() => {
            const laid = layOut(engine, [Int32Array.from([...text, 0])], SHAPE.vocabulary);
            return engine.tf.argMax(predict(engine, parameters, SHAPE, laid), 1).dataSync()[text.length] as number;
          }),
        );
        expect(token).toBe(best);
        text.push(token);
      }
    }
  });

  it('draws tokens as often as they are probable', () => {
    const n = 4_000;
    const written = withTensors(engine, weights, (parameters) =>
      drawContinuations(
        {
          ...continuing(
            Array.from({ length: n }, () => [3, 1]),
            1,
            1,
          ),
          parameters,
        },
        new Stream('frequencies'),
      ),
    );
    const counts = new Array<number>(SHAPE.vocabulary).fill(0);
    for (const tokens of written) (counts[tokens[0] as number] as number)++;
    const chiSquare = counts.reduce((sum, count, token) => {
      const expected = n * Math.exp(logOfContinuation([3, 1], [token]));
      return sum + ((count - expected) * (count - expected)) / expected;
    }, 0);
    // scipy.stats.chi2.isf(1e-4, 10)
    expect(chiSquare).toBeLessThan(35.56);
  });

  it('a beam as wide as the vocabulary finds the most probable pair of tokens, a narrow one keeps its own best', () => {
    const prompt = [5, 3];
    const tokens = Array.from({ length: SHAPE.vocabulary }, (_, token) => token);
    const pairs = tokens.flatMap((a) => tokens.map((b) => [a, b]));
    const scores = pairs.map((pair) => logOfContinuation(prompt, pair));
    const best = pairs[scores.indexOf(Math.max(...scores))];
    const search = (beams: number) =>
      withTensors(engine, weights, (parameters) =>
        searchContinuations({ ...continuing([prompt, [1, 1]], 2, 1), parameters }, beams),
      );
    expect(Array.from(search(SHAPE.vocabulary)[0] as Int32Array)).toEqual(best);
    // With one beam: the most probable token, then the most probable after it.
    const greedy = withTensors(engine, weights, (parameters) =>
      drawContinuations({ ...continuing([prompt, [1, 1]], 2, 1e-4), parameters }, new Stream('greedy')),
    );
    expect(search(1)).toEqual(greedy);
  });
});

describe('the learner', () => {
  const training = () => {
    const rng = new Stream('training');
    return sequences(...Array.from({ length: 24 }, () => Array.from({ length: 4 }, () => rng.int(11))), [1, 2]);
  };
  const plan = { steps: 6, batchSize: 4, learningRate: 0.01 };
  const learner = (decoding: 'sample' | 'beam' = 'sample') =>
    transformerLearner(engine, { base: weights, heads: 2, block: 4, prompts: 10, plan: () => plan, decoding });

  it('starts from the base in every fit, and gives the same model twice', () => {
    const [once, again] = [0, 1].map(() => learner().fit(training(), new Stream('fit')));
    expect(once).toEqual(again);
    expect(once).toMatchObject({ epochs: (6 * 4) / 25, model: { prompts: expect.any(Int32Array) } });
  });

  it('passes over training sets of every size as often where its plan is in proportion', async () => {
    const blocks = (count: number) => sequences(...Array.from({ length: count }, (_, i) => [i % 11, 1, 2, 3]));
    const half = transformerLearner(engine, {
      ...{ base: weights, heads: 2, block: 4, prompts: 10, decoding: 'sample' },
      plan: inProportion(plan, 96),
    });
    // 6 updates of 4 blocks are a pass over 96 tokens, which are 24 blocks.
    for (const count of [12, 24, 48])
      expect(await half.fit(blocks(count), new Stream('fit'))).toMatchObject({ epochs: 1 });
    expect(inProportion(plan, 96)(blocks(1)).steps).toBe(1);
  });

  it('keeps whole blocks of its training set as prompts, none that weighs nothing', async () => {
    const batch = training();
    const { model } = await learner().fit(batch, new Stream('fit'));
    const blocks = Array.from({ length: 24 }, (_, i) => batch.sequence(i).join());
    const kept = Array.from({ length: 10 }, (_, i) => model.prompts.subarray(4 * i, 4 * i + 4).join());
    expect(new Set(kept).size).toBe(10);
    for (const prompt of kept) expect(blocks).toContain(prompt);

    const onlyThird = Float64Array.from({ length: 25 }, (_, i) => (i === 2 ? 3 : 0));
    const weighted = await learner().fit(batch.withWeights(onlyThird), new Stream('fit'));
    expect(Array.from(weighted.model.prompts)).toEqual(Array.from(batch.sequence(2)));
  });

  it('diverges where no block is whole, and says what to do', () => {
    const short = sequences([1, 2], [1, 2, 3], [1, 2, 3, 4]).withWeights(Float64Array.of(1, 1, 0));
    expect(() => learner().fit(short, new Stream('fit'))).toThrow(
      /blocks of 4 tokens.*none of the 2 training sequences.*longest has 3 tokens.*fewer sources.*larger sampleSize/,
    );
  });

  it('writes exactly the units asked for, more than it has prompts if need be', async () => {
    for (const decoding of ['sample', 'beam'] as const) {
      const { model } = await learner(decoding).fit(training(), new Stream('fit'));
      const batch = await learner(decoding).sample(model, 50, new Stream('sample'));
      expect([batch.units, batch.count]).toEqual([50, 13]);
    }
  });

  it('a teacher of weight 1 pulls the fit to itself, an anchor to its weights', async () => {
    const batch = training();
    const { model: teacher } = await learner().fit(batch, new Stream('teacher'));
    const distance = async (options: Parameters<ReturnType<typeof learner>['fit']>[2]) => {
      const other = sequences(...Array.from({ length: 24 }, () => [7, 7, 7, 7]));
      const { model } = await learner().fit(other, new Stream('fit'), options);
      const [own, theirs] = [model, teacher].map((each) => Array.from(learner().logDensity(each, batch)));
      return (own as number[]).reduce((sum, value, i) => sum + Math.abs(value - (theirs?.[i] as number)), 0);
    };
    const plain = await distance({});
    expect(await distance({ distill: { teacher, weight: 1 } })).toBeLessThan(plain);
    expect(await distance({ anchor: { model: teacher, strength: 10 } })).toBeLessThan(plain);
  });

  it('takes adversarial noise and a truncated loss, and says how far it is', async () => {
    const reports: number[] = [];
    const { model: plain } = await learner().fit(training(), new Stream('fit'));
    const { model: hardened } = await learner().fit(training(), new Stream('fit'), {
      adversarial: { radius: 0.1, steps: 2 },
    });
    const { model: truncated } = await learner().fit(training(), new Stream('fit'), { truncate: { share: 0.3 } });
    expect(hardened.weights).not.toEqual(plain.weights);
    expect(truncated.weights).not.toEqual(plain.weights);
    const longer = transformerLearner(engine, {
      ...{ base: weights, heads: 2, block: 4, prompts: 10, decoding: 'sample' },
      plan: () => ({ ...plan, steps: 20 }),
    });
    await longer.fit(training(), new Stream('fit'), { report: (done) => reports.push(done) });
    expect(reports).toEqual([0.5, 1]);
  });

  it('draws confident tokens anew, and only those', async () => {
    const { model } = await learner().fit(training(), new Stream('fit'));
    const batch = training();
    const edit = async (threshold: number) =>
      (await learner().editTokens?.(model, batch, new Stream('edit'), { threshold, temperature: 2 })) as Batch;
    expect((await edit(1)).data).toEqual(batch.data);
    const all = await edit(1e-9);
    expect(all.sequenceData.offsets).toEqual(batch.sequenceData.offsets);
    expect(all.sequenceData.tokens).not.toEqual(batch.sequenceData.tokens);
  });

  it('leaves no tensor behind', async () => {
    const { tf } = engine;
    const before = tf.memory().numTensors;
    const { model } = await learner().fit(training(), new Stream('fit'));
    await learner().fit(training(), new Stream('fit'), {
      distill: { teacher: model, weight: 0.5 },
      anchor: { model, strength: 1 },
      adversarial: { radius: 0.1, steps: 2 },
      truncate: { share: 0.2 },
    });
    for (const decoding of ['sample', 'beam'] as const) await learner(decoding).sample(model, 50, new Stream('sample'));
    learner().logDensity(model, training());
    await learner().editTokens?.(model, training(), new Stream('edit'), { threshold: 0.5, temperature: 1 });
    expect(tf.memory().numTensors).toBe(before);
  });
});
