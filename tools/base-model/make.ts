/** Learns the merges and pre-trains the base network. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { type BaseId, baseModelFile } from '#benchmarks/data/base-model.ts';
import { commonestWords, trainBytePairs } from '#benchmarks/data/byte-pair-training.ts';
import { ENCODINGS, type EncodingId, formatMerges, formatWords, readEncoding } from '#benchmarks/data/merges.ts';
import { EDITIONS, encodeNovel, readNovel } from '#benchmarks/data/moby-dick.ts';
import { plainParagraphs } from '#benchmarks/data/paragraphs.ts';
import { formatSafetensors } from '#benchmarks/data/safetensors.ts';
import { loadAddresses } from '#benchmarks/data/sotu.ts';
import { type TrainingPlan, train } from '#benchmarks/learners/neural/train.ts';
import { initialWeights } from '#benchmarks/learners/transformer/network.ts';
import { textObjective } from '#benchmarks/learners/transformer/objective.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { DEFAULT_ENGINE } from '#benchmarks/protocol/engine.ts';
import { BASE_SHAPES } from '#benchmarks/suite/text-transformer/base.ts';
import { say } from '../../scripts/support/steps.mjs';

interface BasePlan extends TrainingPlan {
  readonly encoding: EncodingId;
  /** Of the streams. */
  readonly root: string;
}

const ROOT = 'heirloom/text-transformer/base';

/**
 * In bytes a quarter of a pass, and a whole one, over 28,000 windows of 128 tokens: the loss falls from 6.9 to 4.1 and 3.3 nats a token.
 * In words it sees an eleventh of a pass over 20,000 windows: from 8.7 to 6.2. Why no more: the benchmark's README.
 */
const PLANS: Readonly<Record<BaseId, BasePlan>> = {
  small: { encoding: 'bytes', root: ROOT, steps: 400, batchSize: 16, learningRate: 0.003 },
  large: { encoding: 'bytes', root: `${ROOT}/large`, steps: 1_750, batchSize: 16, learningRate: 0.002 },
  'words-small': { encoding: 'words', root: `${ROOT}/words`, steps: 110, batchSize: 16, learningRate: 0.01 },
};

/** How often the novel's training chapters stand beside the addresses: most words that are tokens are the novel's. */
const NOVEL_TIMES = 30;

const addresses = (): string[] => loadAddresses().map(({ text }) => plainParagraphs(text));

/** What the encodings are learned from. */
const LEARNED_FROM: Readonly<Record<EncodingId, () => string[]>> = {
  bytes: addresses,
  words: () => [...addresses(), ...new Array<string>(NOVEL_TIMES).fill(readNovel('words').training)],
};

export function makeMerges(id: EncodingId): string {
  const { file, merges, alphabet, whole } = ENCODINGS[id];
  const texts = LEARNED_FROM[id]();
  const words = whole === undefined ? [] : commonestWords(texts, whole.count, alphabet);
  const written = whole === undefined ? '' : `words: ${write(whole.file, formatWords(words))}, merges: `;
  return `${written}${write(file, formatMerges(trainBytePairs(texts, merges, alphabet, words)))}`;
}

export function makeTokens(id: EncodingId): string {
  const { training, heldOut } = encodeNovel(id, readEncoding(id, false));
  return write(EDITIONS[id].file, Buffer.from(Uint16Array.from([...training, ...heldOut]).buffer));
}

export async function makeWeights(id: BaseId): Promise<string> {
  const { encoding, root, ...plan } = PLANS[id];
  const { encode } = readEncoding(encoding, false);
  const engine = await loadEngine(DEFAULT_ENGINE);
  const shape = BASE_SHAPES[id];
  const rng = new Stream(root);
  const objective = textObjective(
    engine,
    shape,
    initialWeights(shape, rng.child('initial')),
    windows(encode(addresses().join('\n')), shape.context),
  );
  let reported = 0;
  const { weights } = train(engine, objective, plan, rng.child('train'), {
    report: (done, loss) => {
      if (done < 1 && Math.floor(20 * done) === reported) return;
      reported = Math.floor(20 * done);
      say(`  ${Math.round(100 * done)}%: ${loss.toFixed(4)} nats a token`);
    },
  });
  const metadata = { engine: `${engine.id} ${engine.version}`, command: 'npm run artefacts -- base-model' };
  return `${write(baseModelFile(id), formatSafetensors(weights, metadata))}, engine ${metadata.engine}`;
}

/** The whole windows of a text, one after another. */
function windows(tokens: Int32Array, length: number): Batch {
  const count = Math.floor(tokens.length / length);
  const offsets = Int32Array.from({ length: count + 1 }, (_, i) => i * length);
  return Batch.sequences(tokens.slice(0, count * length), offsets);
}

function write(file: URL, content: string | Uint8Array): string {
  writeFileSync(file, content);
  return `SHA-256 ${createHash('sha256').update(content).digest('hex')}`;
}
