/**
 * `npm run artefacts -- base-model [-- NAME… [--build BUILD]]`: makes what `text-transformer` starts from, out of the State of the Union addresses
 * and Moby-Dick: byte-pair merges (benchmarks/data/merges*.txt), the novel in them (moby-dick*.u16) and base networks pre-trained on the addresses
 * (benchmarks/data/base-*.safetensors; the large one takes up to half an hour). Protocol 4 has those named `words`, protocol 3 the others. Prints the SHA-256 of
 * each, which the loaders beside the files hold. Merges are the same everywhere; weights on every build of one version of the default engine. The base of words
 * is of its revision 2. `small` and `large` are of revision 1: for the same bits go to the commit that added the file, 1740128 (small;
 * there `npm run base-model -- weights`) or fd8d127 (large). The present revision gives other bits, in the kept file's place, and the loader refuses them
 * until it has their digest, which takes a new version of the benchmark.
 */
import { setBuild } from '#benchmarks/numerics/engine/build-choice.ts';
import { requireBuildRequest } from '#benchmarks/protocol/engine.ts';
import { lookForBuild } from '#benchmarks/runner/engine.ts';
import { SetupError, say, step } from '../../scripts/support/steps.mjs';
import { makeMerges, makeTokens, makeWeights } from './make.ts';

/** What is made, by the name it is asked for. */
const PARTS: Readonly<Record<string, readonly [title: string, make: () => string | Promise<string>]>> = {
  merges: ['Byte-pair merges of bytes', () => makeMerges('bytes')],
  tokens: ['Moby-Dick in bytes', () => makeTokens('bytes')],
  small: ['Small base network of bytes', () => makeWeights('small')],
  large: ['Large base network of bytes', () => makeWeights('large')],
  'words-merges': ['Byte-pair merges of words', () => makeMerges('words')],
  'words-tokens': ['Moby-Dick in words', () => makeTokens('words')],
  'words-small': ['Small base network of words', () => makeWeights('words-small')],
};

/**
 * @param args names of parts, none for all; `--build` and the build of the engine's kernels
 * @throws SetupError for a name that is none; HeirloomError usage for a build that is none
 */
export async function main(args: readonly string[]): Promise<void> {
  const at = args.indexOf('--build');
  const wanted = at === -1 ? args : args.toSpliced(at, 2);
  const unknown = wanted.filter((name) => !(name in PARTS));
  if (unknown.length > 0)
    throw new SetupError(
      `Received ${unknown.join(', ')}; expected any of ${Object.keys(PARTS).join(', ')}, or nothing for all.`,
      2,
    );
  if (at !== -1) {
    const build = lookForBuild(requireBuildRequest(args[at + 1] ?? ''));
    if (build.note !== null) say(build.note);
    say(`Networks train on the build ${build.id}.`);
    setBuild(build);
  }
  for (const [name, [title, make]] of Object.entries(PARTS))
    if (wanted.length === 0 || wanted.includes(name)) await step(title, make);
}
