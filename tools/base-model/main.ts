/**
 * `npm run artefacts -- base-model [-- merges tokens small large]`: makes what `text-transformer` starts from, out of the State of the Union addresses:
 * the byte-pair merges (benchmarks/data/merges.txt), Moby-Dick in them (moby-dick.u16) and the base networks (benchmarks/data/base-*.safetensors; the large one takes up
 * to half an hour). Prints the SHA-256 of each, which the loaders beside the files hold. Merges are the same everywhere; weights on one version of
 * the default engine. Those that are kept are of its revision 1: for the same bits go to the commit that added the file, 1740128 (small;
 * there `npm run base-model -- weights`) or fd8d127 (large). The present revision gives other bits, in the kept file's place, and the loader refuses them
 * until it has their digest, which takes a new version of the benchmark.
 */
import { SetupError, step } from '../../scripts/support/steps.mjs';
import { makeMerges, makeTokens, makeWeights } from './make.ts';

/** What is made, by the name it is asked for. */
const PARTS: Readonly<Record<string, readonly [title: string, make: () => string | Promise<string>]>> = {
  merges: ['Byte-pair merges', makeMerges],
  tokens: ['Moby-Dick in byte pairs', makeTokens],
  small: ['Small base network', () => makeWeights('small')],
  large: ['Large base network', () => makeWeights('large')],
};

/** @param wanted names of parts; none for all @throws SetupError for what is none */
export async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => !(name in PARTS));
  if (unknown.length > 0)
    throw new SetupError(
      `Received ${unknown.join(', ')}; expected any of ${Object.keys(PARTS).join(', ')}, or nothing for all.`,
      2,
    );
  for (const [name, [title, make]] of Object.entries(PARTS))
    if (wanted.length === 0 || wanted.includes(name)) await step(title, make);
}
