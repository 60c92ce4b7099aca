/**
 * `npm run base-model [-- merges tokens small large]`: makes what `text-transformer` starts from, out of the State of the Union addresses:
 * the byte-pair merges (benchmarks/data/merges.txt), Moby-Dick in them (moby-dick.u16) and the base networks (benchmarks/data/base-*.safetensors; the large one takes up
 * to half an hour). Prints the SHA-256 of each, which the loaders beside the files hold. Merges are the same everywhere; weights on one version of
 * the default engine. Those that are kept are of its revision 1: for the same bits go to the commit that added the file, 1740128 (small;
 * there `-- weights`) or fd8d127 (large). The present revision gives other bits, in the kept file's place, and the loader refuses them
 * until it has their digest, which takes a new version of the benchmark.
 */
import { runScript, SetupError, step } from './support/steps.mjs';

/** What is made, by the name it is asked for. @type {Record<string, [string, (make: typeof import('./base-model/make.mjs')) => unknown]>} */
const PARTS = {
  merges: ['Byte-pair merges', (make) => make.makeMerges()],
  tokens: ['Moby-Dick in byte pairs', (make) => make.makeTokens()],
  small: ['Small base network', (make) => make.makeWeights('small')],
  large: ['Large base network', (make) => make.makeWeights('large')],
};

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !(name in PARTS));
  if (unknown.length > 0)
    throw new SetupError(
      `Received ${unknown.join(', ')}; expected any of ${Object.keys(PARTS).join(', ')}, or nothing for all.`,
      2,
    );
  const { register } = await import('tsx/esm/api');
  register();
  const make = await import('./base-model/make.mjs');
  for (const [name, [title, part]] of Object.entries(PARTS))
    if (wanted.length === 0 || wanted.includes(name)) await step(title, () => part(make));
}

await runScript(main);
