/**
 * `npm run base-model [-- merges small large]`: makes what `text-transformer` starts from, out of the State of the Union addresses:
 * the byte-pair merges (benchmarks/data/merges.txt) and the base networks (benchmarks/data/base-*.safetensors; the large one takes up
 * to half an hour). Prints the SHA-256 of each, which the loaders beside the files hold. Merges are the same everywhere; weights on one version of
 * the default engine.
 */
import { runScript, SetupError, step } from './support/steps.mjs';

const PARTS = ['merges', 'small', 'large'];

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !PARTS.includes(name));
  if (unknown.length > 0)
    throw new SetupError(`Received ${unknown.join(', ')}; expected any of ${PARTS.join(', ')}, or nothing for all.`, 2);
  const { register } = await import('tsx/esm/api');
  register();
  const parts = await import('./base-model/make.mjs');
  const makers = {
    merges: () => step('Byte-pair merges', parts.makeMerges),
    small: () => step('Small base network', () => parts.makeWeights('small')),
    large: () => step('Large base network', () => parts.makeWeights('large')),
  };
  for (const part of PARTS) if (wanted.length === 0 || wanted.includes(part)) await makers[part]();
}

await runScript(main);
