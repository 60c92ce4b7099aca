/**
 * `npm run base-model [-- merges|weights]`: makes what `text-transformer` starts from, out of the State of the Union addresses:
 * the byte-pair merges (benchmarks/data/merges.txt) and the base network (benchmarks/data/base-model.safetensors). Prints
 * the SHA-256 of each, which the loaders beside the files hold. Merges are the same everywhere; weights on one version of
 * the default engine.
 */
import { runScript, SetupError, step } from './support/steps.mjs';

const PARTS = ['merges', 'weights'];

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !PARTS.includes(name));
  if (unknown.length > 0)
    throw new SetupError(`Received ${unknown.join(', ')}; expected any of ${PARTS.join(', ')}, or nothing for all.`, 2);
  const { register } = await import('tsx/esm/api');
  register();
  const parts = await import('./base-model/make.mjs');
  if (wanted.length === 0 || wanted.includes('merges')) await step('Byte-pair merges', parts.makeMerges);
  if (wanted.length === 0 || wanted.includes('weights')) await step('Base network', parts.makeWeights);
}

await runScript(main);
