/**
 * `npm run artefacts -- classifier`: trains the fixed classifier that generated digits are seen with and writes its weights to
 * benchmarks/data/digit-classifier.safetensors. To be repeated only with a new version of the digit benchmarks: every number
 * of theirs rests on it. The kept file was made on an early state of the engine's kernels, which called itself 4.22.0+1 as all
 * did until revision 2; no commit is known to give its bits. The present engine gives others, in the file's place, and the
 * loader refuses them until it has their digest.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { DIGITS, IMAGE_PIXELS, IMAGE_SIDE, type LabelledImages, loadMnist } from '#benchmarks/data/mnist.ts';
import { formatSafetensors } from '#benchmarks/data/safetensors.ts';
import { look, predictedClasses } from '#benchmarks/learners/classifier/network.ts';
import { trainClassifier } from '#benchmarks/learners/classifier/train.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { inRoot } from '../../scripts/support/root.mjs';
import { say } from '../../scripts/support/steps.mjs';

const FILE = inRoot('benchmarks', 'data', 'digit-classifier.safetensors');
const COMMAND = 'npm run artefacts -- classifier';
const EPOCHS = 30;
const BATCH = 128;
const PLAN = { steps: Math.ceil((EPOCHS * 60_000) / BATCH), batchSize: BATCH, learningRate: 0.001 };

export async function main(): Promise<void> {
  const engine = await loadEngine('wasm');
  const { training, heldOut } = loadMnist();
  const images = { ...training, side: IMAGE_SIDE, classes: DIGITS };
  let told = 0;
  const { weights } = trainClassifier(engine, images, PLAN, new Stream('heirloom/digit-classifier@1'), (done, loss) => {
    if (done < told) return;
    say(`  ${Math.round(100 * done)}%, loss ${loss.toFixed(4)}`);
    told += 0.05;
  });
  const accuracy = ({ pixels, labels, count }: LabelledImages): number => {
    const predicted = predictedClasses(look(engine, weights, pixels, IMAGE_PIXELS));
    return labels.reduce((right, label, i) => right + (label === predicted[i] ? 1 : 0), 0) / count;
  };
  const bytes = formatSafetensors(weights, { engine: `${engine.id} ${engine.version}`, command: COMMAND });
  writeFileSync(FILE, bytes);
  say(`Accuracy ${accuracy(heldOut)} on the test images, ${accuracy(training)} on the training images.`);
  say(`${FILE}: ${bytes.length} bytes, SHA-256 ${createHash('sha256').update(bytes).digest('hex')}`);
}
