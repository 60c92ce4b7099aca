/**
 * `npm run classifier`: trains the fixed classifier that generated digits are seen with and writes its weights to
 * benchmarks/data/digit-classifier.safetensors. To be repeated only with a new version of the digit benchmarks: every number
 * of theirs rests on it. The kept file was made on an early state of the engine's kernels, which called itself 4.22.0+1 as all
 * did until revision 2; no commit is known to give its bits. The present engine gives others, in the file's place, and the
 * loader refuses them until it has their digest.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { inRoot } from './support/root.mjs';
import { runScript, say } from './support/steps.mjs';

const FILE = inRoot('benchmarks', 'data', 'digit-classifier.safetensors');
const EPOCHS = 30;
const BATCH = 128;
const PLAN = { steps: Math.ceil((EPOCHS * 60_000) / BATCH), batchSize: BATCH, learningRate: 0.001 };

await runScript(async () => {
  const { register } = await import('tsx/esm/api');
  register();
  const { loadEngine } = await import('../benchmarks/numerics/engine/load.ts');
  const { Stream } = await import('../benchmarks/numerics/stream.ts');
  const { DIGITS, IMAGE_PIXELS, IMAGE_SIDE, loadMnist } = await import('../benchmarks/data/mnist.ts');
  const { formatSafetensors } = await import('../benchmarks/data/safetensors.ts');
  const { look, predictedClasses } = await import('../benchmarks/learners/classifier/network.ts');
  const { trainClassifier } = await import('../benchmarks/learners/classifier/train.ts');

  const engine = await loadEngine('wasm');
  const { training, heldOut } = loadMnist();
  const images = { ...training, side: IMAGE_SIDE, classes: DIGITS };
  let told = 0;
  const { weights } = trainClassifier(engine, images, PLAN, new Stream('heirloom/digit-classifier@1'), (done, loss) => {
    if (done < told) return;
    say(`  ${Math.round(100 * done)}%, loss ${loss.toFixed(4)}`);
    told += 0.05;
  });
  const accuracy = ({ pixels, labels, count }) => {
    const predicted = predictedClasses(look(engine, weights, pixels, IMAGE_PIXELS));
    return labels.reduce((right, label, i) => right + (label === predicted[i] ? 1 : 0), 0) / count;
  };
  const bytes = formatSafetensors(weights, { engine: `${engine.id} ${engine.version}`, command: 'npm run classifier' });
  writeFileSync(FILE, bytes);
  say(`Accuracy ${accuracy(heldOut)} on the test images, ${accuracy(training)} on the training images.`);
  say(`${FILE}: ${bytes.length} bytes, SHA-256 ${createHash('sha256').update(bytes).digest('hex')}`);
});
